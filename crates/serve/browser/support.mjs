// A server over articles of its own, and pages of it in a real browser. `cargo xtask test --browser` says where the program, the browser and
// the folder for pictures are.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const { SEARCH, CORPUS, CHROMIUM, PICTURES } = process.env;

/** Reads `folders` and serves them: a folder for files, `visit` and `leave` for pages, `run` for further processes, `end`. */
export async function serving(make) {
  mkdirSync(PICTURES, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "rolecall-browser-"));
  const environment = { ...process.env, ROLECALL_MODEL: process.env.ROLECALL_MODEL ?? "none", ROLECALL_INDEX: join(folder, "index") };
  const started = [];
  const run = (args) => {
    const process = spawn(SEARCH, args, { env: environment, stdio: ["ignore", "pipe", "inherit"] });
    started.push(process);
    return process;
  };
  for (const articles of make(folder)) {
    const read = spawnSync(SEARCH, ["ingest", articles], { env: environment, encoding: "utf8" });
    assert.ok(read.status < 2 || /could not be taken/.test(read.stdout + read.stderr), read.stderr);
  }
  const server = run(["serve", "--port", "0"]);
  const address = await new Promise((found, failed) => {
    server.on("exit", () => failed(new Error("the server ended")));
    server.stdout.on("data", (line) => found(/http:\/\/\S+/.exec(line)[0].replace(/\/$/, "")));
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });

  /** Opens a page of its own; whatever it complains of fails the test. */
  const visit = async (path, options = {}) => {
    const context = await browser.newContext({ baseURL: address, viewport: { width: 1180, height: 820 }, ...options });
    const page = await context.newPage();
    page.complaints = [];
    page.on("console", (line) => line.type() === "error" && !/status of 4\d\d/.test(line.text()) && page.complaints.push(line.text()));
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("dialog", (dialog) => { page.complaints.push(`it said ${dialog.message()}`); dialog.dismiss(); });
    page.on("request", (request) => {
      if (!request.url().startsWith(address)) page.complaints.push(`it asked for ${request.url()}`);
    });
    await page.goto(path);
    return page;
  };

  const leave = async (page) => {
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  };

  const end = async () => {
    await browser.close();
    for (const process of started) process.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, address, run, visit, leave, end };
}
