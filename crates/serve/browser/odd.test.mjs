// The pages over articles that nobody wished for: names without end, a hundred roles, other scripts, articles that mean harm, many files
// at once, folders that change while somebody reads.

import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PICTURES, serving } from "./support.mjs";

const KINDS = ["harbour", "night", "lift", "crane", "ferry", "tower", "signal", "market", "tram", "garden"];
const HEADS = ["warden", "keeper", "clerk", "steward", "inspector", "driver", "painter", "porter", "pilot", "baker"];
const ENDLESS = "Senior Deputy Assistant Coordinator for Interdepartmental Harbour Maintenance, Scheduling and Reporting";
const UNBROKEN = `Hafen${"schleusenwärter".repeat(5)}`;
const SCRIPTS = ["Главный инженер", "総監督", "مدير الإنتاج", "מנהל במה", "Λογιστής", "โปรดิวเซอร์"];
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const HOSTILE = `# <script>document.body.dataset.harm = 1</script> The purser \u202egnitset\u202c

The <img src=x onerror="document.body.dataset.harm = 1"> purser counts the cash \u202eelttil\u202c \u001b[31mred\u001b[0m and
[sells](javascript:document.body.dataset.harm=1) the tickets.

The "purser" onmouseover="alert(4)" style="position:fixed" waters <svg onload=alert(6)> the &lt;script&gt;alert(5)&lt;/script&gt; plants.
`;

let folder, address, run, visit, leave, end;

const table = () => {
  const rows = ["role,task"];
  for (const name of [ENDLESS, UNBROKEN, ...SCRIPTS]) rows.push(`"${name}",checks the valves`, `"${name}",closes the gates at night`);
  for (const kind of KINDS) for (const head of HEADS) rows.push(`${kind} ${head},checks the lamps in the ${kind} yard`);
  return rows.join("\n");
};

const handbook = () => {
  const lines = ["# The harbour handbook", ""];
  for (let i = 0; i < 300; i++) lines.push(`The ${KINDS[i % 10]} ${HEADS[Math.floor(i / 10) % 10]} opens the gate of pier ${i}.${i % 7 ? "" : "\n"}`);
  return lines.join("\n");
};

before(async () => {
  ({ folder, address, run, visit, leave, end } = await serving((place) => {
    const articles = join(place, "odd");
    mkdirSync(articles);
    writeFileSync(join(articles, "roles.csv"), table());
    writeFileSync(join(articles, "handbook.md"), handbook());
    writeFileSync(join(articles, "hostile.md"), HOSTILE);
    writeFileSync(join(articles, "damaged.pdf"), "%PDF-1.4 and nothing of one");
    writeFileSync(join(articles, "title.md"), `# ${"Everything that anybody does in a harbour at night. ".repeat(5)}\n\nThe keeper sleeps.\n`);
    for (let i = 0; i < 12; i++) writeFileSync(join(articles, `bats-${i}.md`), `# Bats, ${i}\n\nThe bat keeper feeds the bats of barn ${i} with fruit.\n`);
    return [articles];
  }));
});

after(() => end());

const articles = async () => (await (await fetch(`${address}/api/v1/articles`)).json()).items;
const articleAt = async (path) => `/article/${(await articles()).find((one) => one.path.endsWith(path)).id}`;

test("whatever names are like, every page fits and says them", async () => {
  const all = (await (await fetch(`${address}/api/v1/roles?limit=1000`)).json()).items;
  const id = (name) => encodeURIComponent(all.find((role) => role.name.toLowerCase() === name.toLowerCase()).id);
  const pages = {
    many: "/?q=who+checks+the+lamps",
    scripts: "/?q=who+checks+the+valves",
    evidence: "/?q=who+feeds+the+bats",
    roles: "/roles?by=name",
    endless: `/role/${id(ENDLESS)}`,
    unbroken: `/role/${id(UNBROKEN)}`,
    thai: `/role/${id(SCRIPTS[0])}`,
    pair: `/compare?role=${id(UNBROKEN)}&role=${id(ENDLESS)}`,
    three: `/compare?role=${id(UNBROKEN)}&role=${id(SCRIPTS[2])}&role=${id(ENDLESS)}`,
    matrix: `/matrix?tasks=check+the+valves%0A${"x".repeat(150)}%0Aclose+the+gates+at+night`,
    corpus: "/corpus",
    long: await articleAt("handbook.md"),
    title: await articleAt("title.md"),
    table: await articleAt("roles.csv"),
  };
  for (const [look, options] of Object.entries({ wide: {}, phone: PHONE })) {
    for (const [name, path] of Object.entries(pages)) {
      const page = await visit(path, { ...options, reducedMotion: "reduce" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} (${look}) is ${wide} pixels too wide`);
      const cut = await page.locator("h1, h2, figure text").evaluateAll((all) => all.filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && !one.classList.contains("sr") && (box.left < -1 || box.right > innerWidth + 1);
      }).map((one) => one.textContent));
      assert.deepEqual(cut, [], `${name} (${look})`);
      await page.screenshot({ path: join(PICTURES, `odd-${name}-${look}.png`) });
      await leave(page);
    }
  }
});

test("a hundred roles of an article do not stand before its text", async () => {
  const page = await visit(await articleAt("handbook.md"), PHONE);
  const { y } = await page.locator(".text .st").first().boundingBox();
  assert.ok(y < 900, `the text begins at ${y}`);
  await page.getByText(/further roles$/).click();
  assert.equal(await page.locator(".legend li:visible").count(), 100);
  await leave(page);
});

test("what is told of a sentence stays on the screen", async () => {
  for (const options of [PHONE, { viewport: { width: 900, height: 700 } }, {}]) {
    const page = await visit(await articleAt("handbook.md"), options);
    for (const i of [0, 1, 2, 3, 4, 5, 6, 7, 150, 298]) {
      const said = page.locator(".st").nth(i);
      await said.focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      const tip = await said.locator(".tip").boundingBox();
      const { width } = page.viewportSize();
      assert.ok(tip && tip.x >= 0 && tip.x + tip.width <= width, `sentence ${i} at ${width}: ${JSON.stringify(tip)}`);
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await leave(page);
  }
});

test("an article that means harm is a text on every page", async () => {
  const at = await articleAt("hostile.md");
  for (const path of [at, "/?q=who+counts+the+cash", "/role/purser", "/corpus", "/matrix?tasks=count+the+cash", "/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E+cash"]) {
    const page = await visit(path);
    assert.equal(await page.locator("main img, main script, main [onmouseover], main [style], main a[href^='javascript' i]").count(), 0, path);
    assert.ok(!/[\u202a-\u202e\u2066-\u2069\u001b]/.test(await page.content()), path);
    for (const said of await page.locator(".st, .said").all()) await said.hover();
    assert.equal(await page.evaluate(() => document.body.dataset.harm), undefined, path);
    await leave(page);
  }
});

test("many files are dropped at once, and of those that are none it is told why", async () => {
  const page = await visit("/corpus");
  const files = await page.evaluateHandle(() => {
    const files = new DataTransfer();
    for (let i = 0; i < 40; i++) files.items.add(new File([`The owl warden ${i} counts the owls of tower ${i}.\n`], `owls ${i}.md`));
    files.items.add(new File([new Uint8Array(4000)], "noise.md"));
    files.items.add(new File(["%PDF-1.7 and nothing of one"], "damaged.pdf"));
    return files;
  });
  await page.dispatchEvent("main", "drop", { dataTransfer: files });
  const told = page.locator(".said-last");
  await told.getByText("40 new").waitFor();
  for (const name of [/damaged-\S+\.pdf\s+it is a PDF file that cannot be read/, /noise-\S+\.md\s+it is not text/]) assert.match(await told.innerText(), name);
  assert.equal(await page.getByRole("button", { name: /^Remove/ }).count(), 40);
  await leave(page);
});

test("what cannot be added is told on a page that leads back", async () => {
  const page = await visit("/corpus");
  await page.locator("input[type=file]").setInputFiles({ name: "noise.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(5000) });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("heading", { name: "This cannot be taken" }).waitFor();
  await page.getByRole("link", { name: "Back to the corpus" }).click();
  await page.getByRole("heading", { name: "Corpus", exact: true }).waitFor();
  await leave(page);
});

test("what changes in a watched folder appears on an open page, and who reads what was deleted is told so", async () => {
  const watched = join(folder, "watched");
  mkdirSync(watched);
  writeFileSync(join(watched, "fox.md"), "# The fox warden\n\nThe fox warden counts the foxes at dawn.\n");
  const page = await visit("/corpus?find=warden");
  await page.evaluate(() => { window.sameAsBefore = true; });
  const watching = run(["watch", watched]);
  await page.getByRole("link", { name: "The fox warden" }).waitFor();
  const reader = await visit("/?q=who+counts+the+foxes");
  await reader.locator(".chip").first().click();
  await reader.locator(":target").waitFor();
  writeFileSync(join(watched, "vixen.md"), "# The vixen warden\n\nThe vixen warden feeds the cubs.\n");
  await page.getByRole("link", { name: "The vixen warden" }).waitFor();
  rmSync(join(watched, "fox.md"));
  await page.getByRole("link", { name: "The fox warden" }).waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => window.sameAsBefore));
  assert.ok(await reader.locator(":target").isVisible(), "who reads it goes on reading");
  await reader.reload();
  await reader.getByRole("heading", { name: "Nothing stands here" }).waitFor();
  await reader.getByRole("link", { name: "Back to the articles" }).click();
  await leave(reader);
  await leave(page);
  watching.kill();
});

test("folders are looked at again when somebody asks for it", async () => {
  const page = await visit("/corpus");
  writeFileSync(join(folder, "odd", "bats-0.md"), "# Bats, changed\n\nThe bat keeper weighs the bats.\n");
  rmSync(join(folder, "odd", "bats-1.md"));
  await page.getByRole("button", { name: "Look at all folders again" }).click();
  await page.locator(".said-last").getByText(/1 changed, 0 moved, 1 deleted/).waitFor();
  await page.locator(".articles").getByRole("link", { name: "Bats, changed" }).waitFor();
  await leave(page);
});

test("many corpus pages in one browser leave it connections to go on with, and all of them hear of a change", async () => {
  const first = await visit("/corpus?find=warden");
  const pages = [first];
  for (let i = 0; i < 9; i++) {
    const page = await first.context().newPage();
    await page.goto(`${address}/corpus?find=the+hare+warden`, { timeout: 10_000 });
    await page.getByText(/^0 of/).waitFor();
    pages.push(page);
  }
  // Whoever listens for all the others leaves.
  await pages.shift().close();
  const heard = join(folder, "heard");
  mkdirSync(heard);
  writeFileSync(join(heard, "hare.md"), "# The hare warden\n\nThe hare warden counts the hares.\n");
  run(["ingest", heard]);
  for (const page of pages) await page.getByRole("link", { name: "The hare warden" }).waitFor();
  await pages[0].context().close();
});

test("filters stand in the address, and back and forward take them along", async () => {
  const page = await visit("/?q=who+checks+the+lamps");
  await page.getByText("Filters").click();
  await page.getByLabel("Kind").selectOption("facts");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Only some articles were asked").waitFor();
  assert.match(page.url(), /kind=fact/);
  assert.ok(!/since=|source=|intent=/.test(page.url()), "what is left empty stays out");
  await page.getByRole("link", { name: "Ask all of them" }).click();
  await page.locator(".card").first().waitFor();
  await page.goBack();
  await page.getByText("Only some articles were asked").waitFor();
  assert.equal(await page.getByLabel("Kind").inputValue(), "fact");
  await page.goForward();
  await page.locator(".card").first().waitFor();
  const shared = await visit(page.url().replace(address, ""));
  assert.equal(await shared.locator(".card h2").first().innerText(), await page.locator(".card h2").first().innerText());
  await leave(shared);
  await leave(page);
});

test("paper is light, says what was asked, and has no buttons", async () => {
  const page = await visit("/?q=who+feeds+the+bats");
  await page.getByRole("button", { name: /light and dark/ }).click();
  await page.evaluate(() => { document.documentElement.dataset.theme = "dark"; });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".asked").innerText(), "who feeds the bats");
  const [paper, ink] = await page.evaluate(() => [document.body, document.querySelector(".quote")].map((one) => getComputedStyle(one)[one === document.body ? "backgroundColor" : "color"]));
  assert.equal(paper, "rgb(255, 255, 255)");
  assert.ok(ink.match(/\d+/g).every((part) => Number(part) < 80), ink);
  const { answers } = await (await fetch(`${address}/api/v1/answer?q=who+feeds+the+bats`)).json();
  assert.ok(answers[0].evidence.length > 8);
  assert.equal(await page.locator(".card.first .quote:visible").count(), answers[0].evidence.length, "every sentence is there");
  for (const path of ["/matrix?tasks=feed+the+bats", "/corpus", "/compare?role=bat-keeper&role=night-baker"]) {
    await page.goto(path);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("button:visible, input:visible, textarea:visible").count(), 0, path);
  }
  await leave(page);
});

test("an article is read sentence by sentence with the keyboard alone", async () => {
  const page = await visit(await articleAt("handbook.md"));
  const at = () => page.evaluate(() => [...document.querySelectorAll(".st")].indexOf(document.activeElement));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await at(), 1);
  assert.ok(await page.locator(".st").nth(1).locator(".tip").isVisible());
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#s\d+$/);
  await page.keyboard.press("k");
  assert.equal(await at(), 0);
  await leave(page);
});
