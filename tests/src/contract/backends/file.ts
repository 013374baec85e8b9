import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileBackend } from "@posthorn/file";
import { type ArrivedMail, type BackendUnderTest, readMail } from "@posthorn/testing/contract";
import { writtenMails } from "./written-mails.ts";

let filePath = "";

/** The files of the folder, from the oldest on: of two of the same second their names do not tell. */
async function files(): Promise<readonly Buffer[]> {
  const paths = (await readdir(filePath)).map((name) => join(filePath, name));
  const read = paths.map(async (path) => ({
    at: (await stat(path, { bigint: true })).birthtimeNs,
    octets: await readFile(path),
  }));
  return (await Promise.all(read)).sort((one, other) => Number(one.at - other.at)).map(({ octets }) => octets);
}

const folder = {
  beforeCase: async () => {
    filePath = await mkdtemp(join(tmpdir(), "posthorn-contract-"));
  },
  afterCase: () => rm(filePath, { recursive: true }),
};

/** Into a file for each session, as Django does. */
export const fileLog: BackendUnderTest = {
  ...folder,
  create: (options) => new FileBackend({ filePath, ...options }),
  received: async () => writtenMails(Buffer.concat(await files()).toString()),
  opened: async () => (await readdir(filePath)).length,
  exceptions: {
    "eight-bit-message": "The log is text in UTF-8, in which other octets become U+FFFD.",
  },
};

/** Into a file for each message. */
export const fileEml: BackendUnderTest = {
  ...folder,
  create: (options) => new FileBackend({ filePath, format: "eml", ...options }),
  received: async () =>
    Promise.all(
      (await files()).map(async (source): Promise<ArrivedMail> => {
        const { envelope: _, ...mail } = await readMail(source, { from: "", to: [] });
        return mail;
      }),
    ),
};
