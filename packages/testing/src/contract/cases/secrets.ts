import { inspect } from "node:util";
import { DeliveryError, type EmailMessage, InvalidMessageError } from "@posthorn/core";
import { letter } from "../letter.ts";
import { misspelledOption } from "../misspelled-option.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectThat, thrownBy } from "../verdict.ts";

/** Everything that somebody could print of a value, and of what stands in it. */
function printed(value: unknown): string {
  const own = [String(value), inspect(value, { depth: 10, showHidden: true }), json(value)];
  if (!(value instanceof Error)) return own.join("\n");
  const within = [value.cause, ...("errors" in value && Array.isArray(value.errors) ? value.errors : [])];
  return [...own, value.stack, ...within.filter((each) => each instanceof Error).map(printed)].join("\n");
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // What refers to itself cannot be written, and so shows nothing.
    return "";
  }
}

/** The credential as it is, and as it stands in a URL, in hexadecimal digits and in base64. */
function formsOf(secret: string): readonly string[] {
  const octets = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), octets.toString("hex"), ...[0, 1, 2].map((at) => inBase64(octets, at))];
}

/** What base64 makes of a credential that stands behind other octets, as in AUTH PLAIN (RFC 4616), whatever is beside it. */
function inBase64(octets: Uint8Array, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), octets]).toString("base64");
  return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + octets.length) * 4) / 3));
}

/** Credentials. */
export const secretCases: readonly RunnableCase[] = [
  {
    id: "secret-in-backend",
    title: "shows no credential of its own when it is printed, or a message with it, or what became of one",
    needs: "secret",
    run: async ({ create, subject }) => {
      const backend = await create();
      expectNoSecret("The backend", backend, subject.secret);
      await backend.open();
      await backend.sendMessages([letter("a")]);
      expectNoSecret("The open backend", backend, subject.secret);
      const { deliveries } = await backend.deliver([letter("a"), letter("b", { cc: ["cleo@example.com"] })]);
      for (const { message: _, ...delivery } of deliveries) expectNoSecret("A delivery", delivery, subject.secret);
      expectNoSecret("A message with the backend", letter("a", { connection: backend }), subject.secret);
    },
  },
  {
    id: "secret-in-errors",
    title: "shows no credential in any error",
    needs: "secret",
    run: async ({ create, unreachable, subject }) => {
      const { secret, refusedRecipient } = subject;
      const backend = await create();
      const send =
        (...batch: readonly EmailMessage[]) =>
        () =>
          backend.sendMessages(batch);
      const errors: unknown[] = [
        await thrownBy("An invalid message", send(letter("a\nb")), InvalidMessageError),
        // That it must be refused is another case.
        await create(misspelledOption).catch((error: unknown) => error),
      ];
      if (refusedRecipient !== undefined)
        errors.push(await thrownBy("A refused message", send(letter("a", { to: [refusedRecipient] })), DeliveryError));
      if (subject.unreachable) {
        const away = await unreachable();
        errors.push(await thrownBy("A message to no host", () => away.sendMessages([letter("a")]), DeliveryError));
        errors.push(
          await thrownBy("Two messages to no host", () => away.sendMessages([letter("a"), letter("b")]), DeliveryError),
        );
      }
      for (const error of errors) expectNoSecret("An error", error, secret);
    },
  },
];

/** The credential itself is not shown: whoever reads the log of a test must not see it either. */
function expectNoSecret(what: string, value: unknown, secret = ""): void {
  const text = printed(value);
  const form = formsOf(secret).find((each) => text.includes(each));
  expectThat(form === undefined, `${what} shows the credential when it is printed: …${hidden(text, form)}…`);
}

function hidden(text: string, form = ""): string {
  const at = text.indexOf(form);
  return text.slice(Math.max(0, at - 60), at + form.length + 20).replaceAll(form, "<the credential>");
}
