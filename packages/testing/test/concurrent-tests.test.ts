import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outbox, outboxHeaders, withOutbox } from "../src/index.ts";
import { MailingServer, send } from "./mailing-server.ts";
import { seededRandom } from "./seeded-random.ts";

const TESTS = 500;
const MOST_MAILS = 6;
const SEED = Number(process.env.POSTHORN_SEED ?? Date.now() % 1_000_000);
const random = seededRandom(SEED);
const wait = (): Promise<void> => delay(random() * 40);

const shared = new MailingServer(wait);
beforeAll(() => shared.listen());
afterAll(() => shared.close());

/** The ways by which a test sends. */
const WAYS: Readonly<Record<string, (subject: string) => Promise<unknown>>> = {
  directly: send,
  "in a timer": (subject) => new Promise((resolve) => setTimeout(() => resolve(send(subject)), random() * 20)),
  "in the callback of a stream": async (subject) => {
    for await (const chunk of Readable.from([subject])) await send(chunk);
  },
  "in an event of a stream": (subject) =>
    new Promise((resolve) => Readable.from([subject]).on("data", (chunk) => resolve(send(chunk)))),
  "in a server of its own": async (subject) => {
    const server = await new MailingServer(wait).listen();
    await server.request(subject);
    server.close();
  },
  "in a server that all share": (subject) => shared.request(subject, outboxHeaders()),
};

/** Which test sent, in the order of all sendings. */
const order: number[] = [];

describe.concurrent(`${TESTS} concurrent tests that send at random (POSTHORN_SEED=${SEED})`, {
  timeout: 60_000,
}, () => {
  for (let number = 0; number < TESTS; number += 1) {
    test(`test ${number} sees its own mail, and no other's`, async () => {
      const ways = Object.entries(WAYS);
      const sent: string[] = [];
      const count = Math.floor(random() * (MOST_MAILS + 1));
      for (let mail = 0; mail < count; mail += 1) {
        const [way, sendThere] = ways[Math.floor(random() * ways.length)] ?? expect.unreachable();
        const subject = `test ${number}, mail ${mail}, ${way}`;
        await wait();
        await sendThere(subject);
        order.push(number);
        sent.push(subject);
        expect(outbox.map((message) => message.subject)).toEqual(sent);
      }
      await wait();
      expect(outbox).toHaveLength(count);
    });
  }
});

test("they did run at the same time", () => {
  const switches = order.filter((number, index) => index > 0 && number !== order[index - 1]).length;
  console.log(`${order.length} mails of ${TESTS} tests; the next mail was another test's ${switches} times`);
  expect(switches).toBeGreaterThan(order.length * 0.9);
});

test("mail of tests that ran before is not in the outbox", () => {
  expect(outbox).toEqual([]);
});

test("withOutbox() keeps what runs in it apart, at any depth", async () => {
  const subjects = (messages: typeof outbox): string[] => messages.map(({ subject }) => subject);
  await Promise.all(
    Array.from({ length: 50 }, (_, number) =>
      withOutbox(async (outer) => {
        await wait();
        await send(`${number}`);
        await withOutbox(async (inner) => {
          await wait();
          await send(`${number} within`);
          expect(subjects(inner)).toEqual([`${number} within`]);
        });
        expect(subjects(outer)).toEqual([`${number}`]);
      }),
    ),
  );
  expect(outbox).toEqual([]);
});
