// The pages in a real browser, as people use them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CORPUS, PICTURES, serving } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let visit, leave, end;

/** Every page worth a look: its name and where it stands. */
let pages = {
  first: "/",
  who: "/?q=who+sets+up+microphones",
  what: "/?q=what+does+a+stage+manager+do",
  does: "/?q=does+the+stage+manager+call+the+cues",
  filtered: "/?q=who+approves+the+budget&field=film&kind=responsibility",
  abstained: "/?q=who+vaccinates+the+penguins",
  listed: "/?q=which+roles+are+there+in+a+kitchen",
  roles: "/roles",
  role: "/role/stage-manager",
  compare: "/compare?role=stage-manager&role=sound-engineer",
  chooser: "/compare",
  matrix: "/matrix?tasks=set+up+the+microphones%0Acall+the+cues%0Aapprove+the+budget%0Afeed+the+penguins",
  tasks: "/matrix",
  corpus: "/corpus",
  api: "/api",
  nowhere: "/nowhere",
};

before(async () => {
  let address;
  ({ address, visit, leave, end } = await serving(() => [CORPUS]));
  const articles = await (await fetch(`${address}/api/v1/articles`)).json();
  const longest = articles.items.reduce((best, one) => (one.statements > best.statements ? one : best));
  pages = { ...pages, article: `/article/${longest.id}` };
});

after(() => end());

test("a question is asked, its evidence opened, and going back keeps the answer", async () => {
  const page = await visit("/");
  await page.getByLabel("Your question").fill("who sets up microphones");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=who\+sets\+up\+microphones$/);
  const first = page.locator(".card").first();
  await assert.doesNotReject(first.getByRole("heading").waitFor());
  assert.ok((await first.locator("mark").count()) > 0);
  await first.getByText("Why this order").click();
  assert.ok(await first.locator("table.parts").isVisible());
  const quoted = await first.locator(".quote").first().innerText();
  await first.locator(".chip").first().click();
  await page.waitForURL(/\/article\/[0-9a-f]+#s\d+$/);
  const target = page.locator(":target");
  assert.ok((await target.innerText()).startsWith(quoted.slice(0, 30)));
  await page.waitForFunction(() => {
    const box = document.querySelector(":target").getBoundingClientRect();
    return box.top >= 0 && box.top < innerHeight;
  });
  await page.goBack();
  assert.equal(await page.getByLabel("Your question").inputValue(), "who sets up microphones");
  await leave(page);
});

test("past questions complete the box, the latest first", async () => {
  const page = await visit("/");
  const asked = ["who sets up microphones", "who calls the cues"];
  for (const question of asked) {
    await page.getByLabel("Your question").fill(question);
    await page.keyboard.press("Enter");
    await page.locator(".card").first().waitFor();
  }
  await page.goto("/");
  const offered = await page.locator("datalist option").evaluateAll((options) => options.map((option) => option.value));
  assert.deepEqual(offered.slice(0, 2), asked.toReversed());
  assert.ok(offered.includes("Stage manager"), "and the roles");
  await leave(page);
});

test("a question nobody answers looks like none", async () => {
  const page = await visit(pages.abstained);
  await page.getByRole("heading", { name: "No article says so" }).waitFor();
  assert.equal(await page.locator(".card").count(), 0);
  await leave(page);
});

test("pointing at a sentence tells whom it is said of", async () => {
  const page = await visit(pages.article);
  const said = page.locator(".st").first();
  assert.equal(await said.locator(".tip").isVisible(), false);
  await said.hover();
  assert.match(await said.locator(".tip").innerText(), /found by/);
  await leave(page);
});

test("roles are compared from their names", async () => {
  const page = await visit("/compare");
  await page.getByLabel("First role").fill("stage manager");
  await page.getByLabel("Second role").fill("lighting designer");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("heading", { level: 1, name: "Stage manager vs Lighting designer" }).waitFor();
  assert.equal(await page.locator(".column").count(), 2);
  assert.ok(await page.locator("figure.overlap svg").isVisible());
  assert.ok(!page.url().includes("role=&"), "an empty field stays out of the address");
  await leave(page);
});

test("pasted tasks become a matrix whose cells open their evidence", async () => {
  const page = await visit("/matrix");
  await page.getByLabel("Tasks, one a line").fill("- set up the microphones\n- call the cues\n");
  await page.getByRole("button", { name: "Make the matrix" }).click();
  await page.getByRole("rowheader", { name: "call the cues" }).waitFor();
  assert.equal(await page.locator("table.matrix tbody tr").count(), 2);
  await page.locator("table.matrix a.cell").first().click();
  await page.locator(":target .quote").first().waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
  assert.equal(download.suggestedFilename(), "matrix.csv");
  await leave(page);
});

test("an article is added and removed, and another open page shows both without loading again", async () => {
  const page = await visit("/corpus");
  const other = await visit("/corpus");
  await other.evaluate(() => { window.sameAsBefore = true; });
  await page.getByText("or paste a text").click();
  await page.getByLabel("Name").fill("Bats.md");
  await page.getByLabel("Text", { exact: true }).fill("# The Bat Keeper\n\nThe bat keeper feeds the bats at dusk.\n");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.locator(".said-last").getByText("1 new").waitFor();
  await other.getByRole("link", { name: "The Bat Keeper" }).waitFor();
  assert.ok(await other.evaluate(() => window.sameAsBefore));
  await page.goto("/?q=who+feeds+the+bats");
  await page.getByRole("link", { name: "Bat keeper", exact: true }).waitFor();
  await page.goto("/corpus");
  await page.getByRole("button", { name: "Remove The Bat Keeper" }).click();
  await page.locator(".said-last").getByText("1 deleted").waitFor();
  await other.getByRole("link", { name: "The Bat Keeper" }).waitFor({ state: "detached" });
  assert.ok(await other.evaluate(() => window.sameAsBefore));
  await leave(page);
  await leave(other);
});

test("a file dropped on the corpus page is added", async () => {
  const page = await visit("/corpus");
  const files = await page.evaluateHandle(() => {
    const files = new DataTransfer();
    files.items.add(new File(["# The Owl Warden\n\nThe owl warden counts the owls every night.\n"], "owls.md"));
    return files;
  });
  await page.dispatchEvent("main", "drop", { dataTransfer: files });
  await page.locator(".said-last").getByText("1 new").waitFor();
  await page.getByRole("button", { name: "Remove The Owl Warden" }).click();
  await page.locator(".said-last").getByText("1 deleted").waitFor();
  await leave(page);
});

test("everything works without a script", async () => {
  const page = await visit("/", { javaScriptEnabled: false });
  await page.getByLabel("Your question").fill("who sets up microphones");
  await page.getByRole("button", { name: "Ask" }).click();
  await page.locator(".card").first().waitFor();
  await page.goto("/corpus");
  await page.getByText("or paste a text").click();
  await page.getByLabel("Text", { exact: true }).fill("The fox warden counts the foxes every night.");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.locator(".said-last").getByText("1 new").waitFor();
  await page.getByRole("button", { name: /^Remove/ }).first().click();
  await page.locator(".said-last").getByText("1 deleted").waitFor();
  await leave(page);
});

test("hands stay on the keyboard", async () => {
  const page = await visit("/roles");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("who sets up microphones");
  await page.keyboard.press("Enter");
  await page.locator(".card").first().waitFor();
  const focused = () => page.evaluate(() => [...document.querySelectorAll("[data-step]")].indexOf(document.activeElement));
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), 0);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), 1);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/role\//);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await leave(page);
});

test("arrows move through the articles of the corpus", async () => {
  const page = await visit("/corpus");
  const at = () => page.evaluate(() => [...document.querySelectorAll(".articles [data-step]")].indexOf(document.activeElement));
  for (const row of [0, 1, 2]) {
    await page.keyboard.press("ArrowDown");
    assert.equal(await at(), row);
  }
  await page.keyboard.press("ArrowUp");
  assert.equal(await at(), 1);
  await leave(page);
});

test("an open corpus page keeps what somebody is at while it is renewed", async () => {
  const page = await visit("/corpus");
  const other = await visit("/corpus");
  const link = page.locator(".articles tbody tr").nth(3).getByRole("link").first();
  await link.focus();
  const title = await link.innerText();
  await other.getByText("or paste a text").click();
  await other.getByLabel("Text", { exact: true }).fill("The crow warden counts the crows every night.");
  await other.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: /^Remove/ }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), title);
  await other.getByRole("button", { name: /^Remove/ }).click();
  await page.getByRole("button", { name: /^Remove/ }).waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), title);
  await leave(page);
  await leave(other);
});

test("light or dark is chosen once and kept", async () => {
  const page = await visit("/", { colorScheme: "light" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: /light and dark/ }).click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.goto("/roles");
  assert.equal(await paper(), dark);
  await leave(page);
});

for (const [look, options] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
})) {
  test(`every page has nothing that axe finds serious, and fits (${look})`, async () => {
    for (const [name, path] of Object.entries(pages)) {
      const page = await visit(path, { ...options, reducedMotion: "reduce" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} is ${wide} pixels too wide`);
      await page.screenshot({ path: join(PICTURES, `${name}-${look}.png`), fullPage: name !== "roles" && name !== "article" });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const told = grave.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`);
      assert.deepEqual(told, [], `${name} (${look})`);
      await leave(page);
    }
  });
}
