import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BackendOptions,
  BadAddressError,
  BatchDeliveryError,
  ConfigurationError,
  configureMail,
  type Delivery,
  DeliveryError,
  EmailMessage,
} from "@posthorn/core";
import { FileBackend } from "@posthorn/file";
import type { SmtpBackend } from "@posthorn/smtp";
import { afterEach, describe, expect, test } from "vitest";
import { backends, type Place, smtpTo } from "./backend-places.ts";
import { startFailingServer } from "./failing-server.ts";
import { failureOf } from "./failure-of.ts";

const message = (subject: string, to: readonly string[] = ["to@example.com"]): EmailMessage =>
  new EmailMessage(subject, "Body", "from@example.com", to);
const badAddress = (subject = "bad address"): EmailMessage => message(subject, ["a@b@c"]);
const nobody = (): EmailMessage => message("nobody", []);

const outcomes = (deliveries: readonly Delivery[] | undefined): readonly (readonly [string, string])[] =>
  (deliveries ?? []).map((delivery) => [delivery.message.subject, delivery.outcome]);

/** Expects that mails of these subjects, and no others, were taken in that order. */
async function expectTaken(place: Place, subjects: readonly string[]): Promise<void> {
  const taken = await place.taken();
  if (taken !== undefined) expect(taken.map(({ subject }) => subject)).toEqual(subjects);
}

afterEach(() => configureMail({}));

describe.each(backends.map(({ name, start }) => [name, start] as const))("%s", (_name, start) => {
  describe("beforeSend", () => {
    test("skips a message, which is not built, and for which nothing is opened", async () => {
      await using place = await start();
      configureMail({ beforeSend: () => null });
      const draft = message("a");
      draft.message = () => expect.unreachable("it must not be built");
      expect(outcomes((await place.backend().deliver([draft])).deliveries)).toEqual([["a", "skipped"]]);
      expect(await place.opened()).toBe(0);
      await expectTaken(place, []);
    });

    test("changes what is sent, and the report has the message that was given", async () => {
      await using place = await start();
      configureMail({
        beforeSend: (given) => {
          const copy = given.copy();
          copy.subject = `[staging] ${copy.subject}`;
          copy.to = ["staging@example.com"];
          return copy;
        },
      });
      const draft = message("a");
      const report = await place.backend().deliver([draft]);
      expect(report.deliveries[0]?.message).toBe(draft);
      expect(report.deliveries[0]?.recipients).toMatchObject([{ address: "staging@example.com", outcome: "accepted" }]);
      await expectTaken(place, ["[staging] a"]);
    });
  });

  test("afterSend sees each delivery, in order, as the report has it", async () => {
    await using place = await start();
    const seen: Delivery[] = [];
    configureMail({ afterSend: (delivery) => seen.push(delivery) });
    const report = await place.backend().deliver([message("a"), badAddress("b"), nobody(), message("d")]);
    expect(seen).toHaveLength(4);
    expect(seen).toEqual(report.deliveries);
  });
});

describe("a connection that cannot be had", () => {
  const batch = (): readonly EmailMessage[] => [nobody(), message("a"), message("b"), badAddress("c")];

  describe("smtp, where nobody listens", () => {
    async function start(options?: BackendOptions): Promise<SmtpBackend> {
      await using server = await startFailingServer();
      return smtpTo(server, options);
    }

    test("refuses the message that asked for it, and those behind it as not attempted, all retryable", async () => {
      const report = await (await start()).deliver(batch());
      expect(report).toMatchObject({
        sent: 0,
        deliveries: [
          { outcome: "skipped" },
          { outcome: "refused", stage: "connect", retryable: true, error: { code: "connection" } },
          { outcome: "refused", stage: "not-attempted", retryable: true, error: { code: "not_attempted" } },
          { outcome: "refused", stage: "build", retryable: false, error: { code: "bad_address" } },
        ],
      });
    });

    test("throws the error of one message, and BatchDeliveryError of several", async () => {
      const smtp = await start();
      expect(await failureOf(smtp.sendMessages([message("a")]))).toMatchObject({
        name: DeliveryError.name,
        code: "connection",
        retryable: true,
        report: { sent: 0 },
      });
      expect(await failureOf(smtp.sendMessages([message("a"), message("b")]))).toMatchObject({
        name: BatchDeliveryError.name,
        code: "connection",
        retryable: true,
      });
    });

    test("is silenced, but for the invalid message", async () => {
      const smtp = await start({ failSilently: true });
      expect(await smtp.sendMessages([message("a"), message("b")])).toBe(0);
      await expect(smtp.sendMessages(batch())).rejects.toThrow(BadAddressError);
    });
  });

  test("file, where the folder is a file, is a ConfigurationError, silently too, and no message was attempted", async () => {
    const folder = await mkdtemp(join(tmpdir(), "posthorn-outcomes-"));
    try {
      const filePath = join(folder, "file");
      await writeFile(filePath, "");
      const backend = new FileBackend({ filePath, failSilently: true });
      for (const call of [backend.sendMessages(batch()), backend.deliver(batch())]) {
        const error = await failureOf(call);
        expect(error).toBeInstanceOf(ConfigurationError);
        expect(error.report).toMatchObject({
          sent: 0,
          deliveries: [
            { outcome: "skipped" },
            { outcome: "refused", stage: "not-attempted", retryable: true },
            { outcome: "refused", stage: "not-attempted", retryable: true },
            { outcome: "refused" },
          ],
        });
      }
      expect(await readFile(filePath, "utf8")).toBe("");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
