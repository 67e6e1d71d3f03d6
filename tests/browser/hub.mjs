// A hub of its own for a walk: the built program on a fresh data folder, and the commands beside it.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const program = resolve(process.env.LATCHKEY_PROGRAM ?? "target/debug/latchkey");

/** Starts a hub, with further options; `address` is where it listens, `setup` its set-up link. */
export async function startHub(...options) {
  const data = mkdtempSync(join(tmpdir(), "latchkey-browser-"));
  const child = spawn(program, ["serve", "--data", data, "--listen", "127.0.0.1:0", "--log", "warn", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  let banner = "";
  await new Promise((ready, fail) => {
    child.on("error", fail);
    child.on("exit", (code) => fail(new Error(`the hub ended with ${code}`)));
    child.stdout.on("data", (text) => {
      banner += text;
      if (banner.includes("Database")) ready();
    });
  });
  return {
    address: banner.match(/Address\s+(\S+)/)[1],
    setup: banner.match(/Set up\s+(\S+)/)[1],
    run: (...words) => execFileSync(program, [...words, "--data", data], { encoding: "utf8" }),
    stop: async () => {
      const ended = new Promise((done) => child.once("exit", done));
      child.removeAllListeners("exit");
      child.kill("SIGKILL");
      rmSync(data, { recursive: true, force: true });
      await Promise.race([ended, new Promise((done) => setTimeout(done, 500))]);
    },
  };
}

/** Calls the API as a key: the status and the answer. */
export async function call(hub, token, path) {
  const answer = await fetch(`${hub.address}${path}`, { headers: { "X-API-KEY": token } });
  return { status: answer.status, json: await answer.json() };
}
