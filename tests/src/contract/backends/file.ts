import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeliverOptions, Delivery, Outgoing } from "@posthorn/core";
import { FileBackend } from "@posthorn/file";
import { type ArrivedMail, type BackendUnderTest, readMail } from "@posthorn/testing/contract";
import { writtenMails } from "./written-mails.ts";

let filePath = "";

let names: string[] = [];

/** Notes each file when it appears: of two of the same second their names do not tell which was the first. */
class NotingBackend extends FileBackend {
  protected override async transmit(outgoing: Outgoing, options: DeliverOptions): Promise<Delivery> {
    const delivery = await super.transmit(outgoing, options);
    // What is being written has another name until it is whole.
    const whole = (await readdir(filePath)).filter((name) => !name.endsWith(".part"));
    names.push(...whole.filter((name) => !names.includes(name)).sort());
    return delivery;
  }
}

/** The files of the folder, from the oldest on. */
function files(): Promise<readonly Buffer[]> {
  return Promise.all(names.map((name) => readFile(join(filePath, name))));
}

const folder = {
  beforeCase: async () => {
    names = [];
    filePath = await mkdtemp(join(tmpdir(), "posthorn-contract-"));
  },
  afterCase: () => rm(filePath, { recursive: true }),
};

/** Into a file for each session, as Django does. */
export const fileLog: BackendUnderTest = {
  ...folder,
  create: (options) => new NotingBackend({ filePath, ...options }),
  received: async () => writtenMails(Buffer.concat(await files()).toString()),
  opened: async () => (await readdir(filePath)).length,
  exceptions: {
    "eight-bit-message": "The log is text in UTF-8, in which other octets become U+FFFD.",
  },
};

/** Into a file for each message. */
export const fileEml: BackendUnderTest = {
  ...folder,
  create: (options) => new NotingBackend({ filePath, format: "eml", ...options }),
  received: async () =>
    Promise.all(
      (await files()).map(async (source): Promise<ArrivedMail> => {
        const { envelope: _, ...mail } = await readMail(source, { from: "", to: [] });
        return mail;
      }),
    ),
};
