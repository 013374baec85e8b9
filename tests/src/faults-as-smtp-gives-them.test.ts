import { type BaseEmailBackend, type Delivery, EmailMessage } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import {
  type Fault,
  loseAnswer,
  loseConnection,
  refuse,
  refuseConnection,
  type Script,
  ScriptedBackend,
} from "@posthorn/testing/faults";
import { expect, test } from "vitest";
import { type Faults, startFailingServer } from "./failing-server.ts";

const at =
  (verb: string, reply: string | null): NonNullable<Faults["answer"]> =>
  (line) =>
    line.split(" ")[0] === verb ? reply : undefined;

/** What a program can tell a failure by. */
async function fate(backend: BaseEmailBackend): Promise<object> {
  const message = new EmailMessage({ to: ["ada@example.com", "bob@example.com"] });
  // More than a socket takes at once: a server may hang up before its end.
  message.attach("scan.bin", new Uint8Array(4_000_000));
  const { deliveries } = await backend.deliver([message, message]);
  return deliveries.map((delivery: Delivery) => {
    const { outcome, recipients } = delivery;
    if (!("error" in delivery)) return { outcome, addresses: recipients.map(({ address }) => address) };
    const { stage, retryable, error } = delivery;
    const cause = error.cause instanceof Error ? error.cause : undefined;
    const { response, outcome: told } = error as { response?: string; outcome?: string };
    const hasErrno = cause !== undefined && "code" in cause ? cause.code : undefined;
    return { outcome, recipients, stage, retryable, code: error.code, response, told, because: !!cause, hasErrno };
  });
}

test.each<[string, Faults, Script | readonly Fault[]]>([
  ["a refusal for good", { answer: once(at(".", "554 5.7.1 Refused")) }, [refuse()]],
  ["a refusal for now", { answer: once(at(".", "451 4.3.0 Later")) }, [refuse("451 4.3.0 Later")]],
  ["a server that shuts down", { answer: once(at(".", "421 4.3.2 Bye")) }, [refuse("421 4.3.2 Bye")]],
  ["a server that wants a login", { answer: once(at(".", "530 5.7.0 Login")) }, [refuse("530 5.7.0 Login")]],
  ["an answer that is lost", { answer: once(at(".", null)) }, [loseAnswer()]],
  ["a connection that is lost in the body", { breaksOff: true }, [loseConnection(), loseConnection()]],
  [
    "recipients who are refused",
    { answer: at("RCPT", "550 5.1.1 Gone") },
    { refuse: { "ada@example.com": "550 5.1.1 Gone", "bob@example.com": "550 5.1.1 Gone" } },
  ],
])("%s is by a script what it is by the SMTP backend", async (_what, faults, script) => {
  await using server = await startFailingServer(faults);
  const real = await fate(new SmtpBackend({ host: "127.0.0.1", port: server.port }));
  expect(await fate(new ScriptedBackend({ script }))).toEqual(real);
});

test("a connection that cannot be had is by a script what it is by the SMTP backend", async () => {
  const real = await fate(new SmtpBackend({ host: "127.0.0.1", port: 1 }));
  expect(await fate(new ScriptedBackend({ script: [refuseConnection()] }))).toEqual(real);
});

/** Fails the first time that it is asked for, and accepts then. */
function once(answer: NonNullable<Faults["answer"]>): NonNullable<Faults["answer"]> {
  let isOver = false;
  return (line) => {
    const reply = isOver ? undefined : answer(line);
    if (reply !== undefined) isOver = true;
    return reply;
  };
}
