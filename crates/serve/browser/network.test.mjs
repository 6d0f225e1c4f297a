// A server that is reached by a name over a network, as a browser sees it: not a secure place, so that it tells less of where a form comes from.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serving } from "./support.mjs";

const TOKEN = "a-token-for-writing-here";
let place;

before(async () => {
  const options = (folder) => {
    writeFileSync(join(folder, "token"), TOKEN);
    return ["--write-token-file", join(folder, "token")];
  };
  const article = (folder) => {
    writeFileSync(join(folder, "owls.md"), "# The Owl Warden\n\nThe owl warden counts the owls every night.\n");
    return [join(folder, "owls.md")];
  };
  place = await serving(article, { host: "handbook.test", options });
});
after(() => place.end());

test("whoever writes down the token for writing adds an article and removes it again", async () => {
  const page = await place.visit("/corpus");
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  const add = async (token) => {
    await page.goto("/corpus");
    await page.getByText("or paste a text").click();
    await page.getByLabel("Text", { exact: true }).fill("The bat keeper feeds the bats at dusk.");
    await page.getByLabel("Token for writing").fill(token);
    await page.getByRole("button", { name: "Add", exact: true }).click();
  };
  await add("another-token-than-that-one");
  await page.getByText("changes need the token for writing", { exact: false }).waitFor();
  await add(TOKEN);
  await page.locator(".said-last").getByText("1 new").waitFor();
  await page.getByLabel("Token for writing").fill(TOKEN);
  await page.getByRole("button", { name: /^Remove/ }).click();
  await page.locator(".said-last").getByText("1 deleted").waitFor();
  await place.leave(page);
});
