import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileBackend } from "@posthorn/file";
import type { BackendUnderTest } from "@posthorn/testing/contract";
import { writtenMails } from "./written-mails.ts";

let filePath = "";

/** Into files of a folder, one for each session. */
export const file: BackendUnderTest = {
  create: (options) => new FileBackend({ filePath, ...options }),
  async received() {
    const paths = (await readdir(filePath)).map((name) => join(filePath, name));
    // Their names tell the second, and no more.
    const files = await Promise.all(
      paths.map(async (path) => ({
        at: (await stat(path, { bigint: true })).birthtimeNs,
        text: await readFile(path, "utf8"),
      })),
    );
    files.sort((one, other) => Number(one.at - other.at));
    return writtenMails(files.map(({ text }) => text).join(""));
  },
  opened: async () => (await readdir(filePath)).length,
  exceptions: {
    "eight-bit-message": "It writes text, in which octets that are not UTF-8 become U+FFFD.",
  },
  beforeCase: async () => {
    filePath = await mkdtemp(join(tmpdir(), "posthorn-contract-"));
  },
  afterCase: () => rm(filePath, { recursive: true }),
};
