"""Writes articles with made-up duties: load/articles.py FOLDER STATEMENTS [SEED]. A seed always gives the same ones."""

import random
import sys
from pathlib import Path

ROLES = [f"{kind} {head}" for kind in ("harbour", "night", "lift", "crane", "ferry", "tower", "signal", "market", "tram", "garden")
         for head in ("warden", "keeper", "clerk", "engineer", "steward", "inspector", "driver", "painter")]
VERBS = ["checks", "cleans", "orders", "repairs", "counts", "paints", "closes", "opens", "measures", "moves", "writes down", "hands over"]
THINGS = ["gates", "lamps", "ropes", "barrels", "tickets", "ledgers", "valves", "hinges", "keys", "crates", "signs", "windows",
          "pumps", "cables", "benches", "maps", "clocks", "bells", "brushes", "ladders"]
PLACES = ["in the north yard", "on the upper deck", "behind the hall", "at the east pier", "under the bridge", "in the store",
          "along the wall", "near the station"]
TIMES = ["every morning", "before noon", "once a week", "after each storm", "at dusk", "on market days", "when the ferry is late"]

folder, wanted = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
written = 0
while written < wanted:
    role = chance.choice(ROLES)
    lines = [f"# The {role}", ""]
    for _ in range(min(40, wanted - written)):
        lines.append(f"The {role} {chance.choice(VERBS)} the {chance.choice(THINGS)} and the {chance.choice(THINGS)} "
                     f"{chance.choice(PLACES)} {chance.choice(TIMES)}.")
        written += 1
    (folder / f"{written:06}.md").write_text("\n".join(lines) + "\n")
