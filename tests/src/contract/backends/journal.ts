import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendUnderTest, readMail } from "@posthorn/testing/contract";
import JournalBackend from "../../../../examples/journal-backend.ts";

let folder = "";
const path = (): string => join(folder, "mail.jsonl");

interface Line {
  readonly from: string;
  readonly to: readonly string[];
  readonly mail: string;
}

/** The example with a connection. */
export const journal: BackendUnderTest = {
  create: (options) => new JournalBackend({ path: path(), ...options }),
  async received() {
    if (!existsSync(path())) return [];
    const lines = (await readFile(path(), "utf8")).split("\n").slice(0, -1);
    return Promise.all(
      lines.map((line) => {
        const { from, to, mail }: Line = JSON.parse(line);
        return readMail(new TextEncoder().encode(mail), { from, to });
      }),
    );
  },
  // A file cannot stand in a folder that is not there.
  unreachable: (options) => new JournalBackend({ path: join(folder, "nowhere", "mail.jsonl"), ...options }),
  supports: { eightBitMessages: false, smtpUtf8: false },
  beforeCase: async () => {
    folder = await mkdtemp(join(tmpdir(), "posthorn-contract-"));
  },
  afterCase: () => rm(folder, { recursive: true }),
};
