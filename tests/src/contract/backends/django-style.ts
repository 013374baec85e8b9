import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BackendUnderTest, readMail } from "@posthorn/testing/contract";
import FolderBackend from "../../../../examples/django-style-backend.ts";

let folder = "";

const NO_BASE = "The base does it, and is not asked.";
const COUNT = "It answers a count alone, and stops at the first message that fails.";
const VALIDATION = "It validates what stands in a header alone.";
const NAMES = "Each batch writes its files anew.";

/** The example in Django's style, which does without what the base does for `transmit`. */
export const djangoStyle: BackendUnderTest = {
  create: (options) => new FolderBackend(options),
  async received() {
    const names = (await readdir(folder)).sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
    return Promise.all(
      names.map(async (name) => {
        const { envelope: _, ...mail } = await readMail(await readFile(join(folder, name)), { from: "", to: [] });
        return mail;
      }),
    );
  },
  exceptions: {
    "no-recipients": NO_BASE,
    "invalid-in-batch": COUNT,
    "two-invalid": COUNT,
    deliveries: COUNT,
    "own-message-id": COUNT,
    count: NAMES,
    held: NAMES,
    concurrent: NAMES,
    "misspelled-option": NO_BASE,
    "aborted-before": NO_BASE,
    "aborted-in-batch": NO_BASE,
    "hostile-bcc": VALIDATION,
    "hostile-two-addresses-in-bcc": VALIDATION,
  },
  beforeCase: async () => {
    folder = await mkdtemp(join(tmpdir(), "posthorn-contract-"));
    process.env.MAIL_FOLDER = folder;
  },
  afterCase: () => {
    delete process.env.MAIL_FOLDER;
    return rm(folder, { recursive: true });
  },
};
