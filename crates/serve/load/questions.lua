-- Questions, pages and lists as visitors ask for them. ONCE=1 asks every question once only, so that no answer is given again.
local once = os.getenv("ONCE")
local verbs = {"checks", "cleans", "orders", "repairs", "counts", "paints", "closes", "opens", "measures", "moves"}
local things = {"gates", "lamps", "ropes", "barrels", "tickets", "ledgers", "valves", "hinges", "keys", "crates"}
local places = {"north+yard", "upper+deck", "hall", "east+pier", "bridge", "store", "wall", "station"}
local others = {"/role/night-warden", "/role/ferry-clerk", "/api/v1/roles?limit=50", "/compare?role=night-warden&role=crane-driver", "/"}
local threads, asked = 0, 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function request()
  asked = asked + 1
  local n = asked * 7 + number * 13
  if not once and asked % 10 == 0 then return wrk.format("GET", others[math.floor(asked / 10) % #others + 1]) end
  local page = asked % 3 == 0 and "/" or "/api/v1/answer"
  local question = "who+" .. verbs[n % #verbs + 1] .. "+the+" .. things[math.floor(n / 10) % #things + 1]
  if once then
    question = question .. "+in+the+" .. places[asked % #places + 1] .. "+" .. number .. "x" .. asked
  end
  return wrk.format("GET", page .. "?q=" .. question)
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("requests %d, per second %.0f, errors %d", summary.requests, summary.requests / summary.duration * 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
  print(string.format("milliseconds: median %.1f, p95 %.1f, p99 %.1f, most %.1f", latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
