// A server over articles of its own, and pages of it in a real browser. `cargo xtask test --browser` says where the program, the browser and
// the folder for pictures are.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const { SEARCH, CORPUS, CHROMIUM, PICTURES } = process.env;

/**
 * Reads what `make` makes in a folder and serves it: a folder for files, `visit` and `leave` for pages, `run` for further processes, `end`. With a
 * `host` it is asked for by that name, as over a network; `options` of the folder are those of the server.
 */
export async function serving(make, { host, options: further = () => [] } = {}) {
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
  const server = run(["serve", "--port", "0", ...(host ? ["--host", host] : []), ...further(folder)]);
  const address = await new Promise((found, failed) => {
    server.on("exit", () => failed(new Error("the server ended")));
    const named = (address) => (host ? address.replace("127.0.0.1", host) : address);
    server.stdout.on("data", (line) => found(named(/http:\/\/\S+/.exec(line)[0].replace(/\/$/, ""))));
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", ...(host ? [`--host-resolver-rules=MAP ${host} 127.0.0.1`] : [])] });

  // Over a network without TLS some headers do not count, and the browser says so of every page.
  const expected = (text) => /status of 4\d\d/.test(text) || (host && /Opener-Policy header has been ignored/.test(text));

  /** Opens a page of its own; whatever it complains of fails the test. */
  const visit = async (path, options = {}) => {
    const context = await browser.newContext({ baseURL: address, viewport: { width: 1180, height: 820 }, ...options });
    const page = await context.newPage();
    page.complaints = [];
    page.on("console", (line) => line.type() === "error" && !expected(line.text()) && page.complaints.push(line.text()));
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
