import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { configureMail, EmailMessage, mailAdmins } from "@posthorn/core";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { afterEach, expect, test } from "vitest";
import { makeFolder, removeFolders } from "../django/folders.ts";
import { useOutbox } from "../django/use-outbox.ts";
import { addressDifferences } from "./address-differences.ts";
import { type Found, surprises } from "./difference.ts";
import { orFailure } from "./outcome.ts";
import { python } from "./python.ts";
import { type RecordedAddress, recorded } from "./vector.ts";

useOutbox();
afterEach(removeFolders);

/** A message to the mailbox that sanitize_address() was given; a name and an address apart are taken by a setting. */
async function messageTo({ input, encoding }: RecordedAddress): Promise<EmailMessage> {
  // Python's name of the set
  const charset = encoding === "ascii" ? "us-ascii" : encoding;
  if (typeof input === "string") return new EmailMessage({ to: [input], encoding: charset });
  configureMail({ backend: MemoryBackend, admins: [input as readonly [string, string]], defaultCharset: charset });
  await mailAdmins("Subject", "Body");
  return outbox.splice(0)[0] ?? expect.unreachable("it must be in the outbox");
}

/** The mailbox as it stands in the To header, and its address in the envelope; nothing where it is refused. */
async function writtenOf(row: RecordedAddress): Promise<{ header: string; envelope: string } | undefined> {
  const written = await orFailure(async () => {
    const message = await messageTo(row);
    const { envelope } = await new MemoryBackend().prepare(message);
    const header = message.message().headers.find(({ name }) => name === "To")?.body ?? "";
    return { header, envelope: envelope.to.join(", ") };
  });
  return "class" in written ? undefined : written;
}

test("each mailbox is written as Django writes it for the envelope, or differs as it is listed", async (context) => {
  const rows = [];
  for (const row of recorded.sanitize_address) {
    const { header = null, envelope = null } = (await writtenOf(row)) ?? {};
    const id = `${row.encoding} ${JSON.stringify(row.input)}`;
    rows.push({ id, expected: row.output ?? null, got: header, envelope });
  }
  const file = join(await makeFolder(), "mailboxes.json");
  await writeFile(file, JSON.stringify(rows));
  const found = python<Found>(context, "compare_addresses.py", file);
  expect(surprises(found, addressDifferences)).toEqual([]);
  const agreeing = Object.values(found).filter((differs) => Object.keys(differs ?? {}).length === 0).length;
  console.info(
    `${rows.length} mailboxes: ${agreeing} agree, ${addressDifferences.length} differ on purpose, as sanitize_address() has them.`,
  );
  expect(rows.length).toBe(95);
  expect(Object.keys(found)).toHaveLength(95);
});
