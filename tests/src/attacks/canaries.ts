import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file, a pipe and a server that no message may touch. */
export interface Canaries extends AsyncDisposable {
  readonly file: string;
  readonly fifo: string;
  readonly port: number;
  /** What was touched. */
  touched(): Promise<readonly string[]>;
}

/** What the file says, which must stand nowhere else. */
export const CANARY = "canary-8f1c2d";

/** Long before the file was written, so that the first read changes it, whether or not all of them do (mount(8), relatime). */
const LONG_AGO = new Date("2001-01-01T00:00:00Z");

/** Sets them out. */
export async function startCanaries(): Promise<Canaries> {
  const folder = await mkdtemp(join(tmpdir(), "posthorn-canaries-"));
  const file = join(folder, "canary.txt");
  const fifo = join(folder, "fifo");
  await writeFile(file, CANARY);
  await utimes(file, LONG_AGO, new Date());
  execFileSync("mkfifo", [fifo]);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.url}`);
    response.end(CANARY);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    file,
    fifo,
    port: (server.address() as AddressInfo).port,
    async touched() {
      const { atimeMs } = await stat(file);
      return atimeMs === LONG_AGO.getTime() ? requests : [file, ...requests];
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
