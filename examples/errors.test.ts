import {
  AbortError,
  BackendNotInstalledError,
  BadAddressError,
  BadHeaderError,
  BaseEmailBackend,
  BatchDeliveryError,
  ConfigurationError,
  configureMail,
  type Delivery,
  DeliveryError,
  DeliveryUnknownError,
  EmailMessage,
  getConnection,
  InvalidMailerError,
  InvalidMessageError,
  MailError,
  MailerDoesNotExistError,
  StreamedContentError,
  sendMail,
  sendMassMail,
  UnsupportedEncodingError,
  UnsupportedFeatureError,
} from "@posthorn/core";
import { expect, test } from "vitest";

class Failing extends BaseEmailBackend {
  readonly #error: DeliveryError;

  constructor(error: DeliveryError) {
    super();
    this.#error = error;
  }

  protected override async transmit(): Promise<Delivery> {
    throw this.#error;
  }
}

const to = ["zoe@example.com"];
const message = (): EmailMessage => new EmailMessage("Subject", "Body", null, to);
const busy = new DeliveryError("Busy.", { code: "rate_limited", stage: "mail", retryable: true, retryAfterMs: 60_000 });
const silence = new DeliveryUnknownError("No answer.", { stage: "body" });

test.each<[string, new (...args: never[]) => MailError, code: string, () => unknown]>([
  ["a line break in a header", BadHeaderError, "bad_header", () => sendMail("a\nBcc: b@example.com", "", null, to)],
  ["two mailboxes in one", BadAddressError, "bad_address", () => sendMail("a", "", null, ["a@b.example, c@d.example"])],
  ["a header of its own twice", InvalidMessageError, "invalid_message", () => withHeader("Subject").send()],
  ["a file that is not there", InvalidMessageError, "unreadable_file", () => message().attachFile("missing.pdf")],
  ["a stream that was sent", StreamedContentError, "streamed_content", () => sendTwice(new Blob(["a"]).stream())],
  [
    "a letter that the charset lacks",
    UnsupportedEncodingError,
    "unsupported_encoding",
    () => inLatin1("“№ 42”").send(),
  ],
  ["a nested message with a NUL", UnsupportedFeatureError, "unsupported_feature", () => nesting("\0").send()],
  ["a setting out of range", ConfigurationError, "configuration", () => configureMail({ emailPort: 0 })],
  ["an alias of no mailer", MailerDoesNotExistError, "mailer_does_not_exist", () => message().send({ using: "bulk" })],
  ["a backend by Django's name", InvalidMailerError, "invalid_mailer", () => getConnection("locmem")],
  [
    "a package that is missing",
    BackendNotInstalledError,
    "backend_not_installed",
    () => getConnection("@example/mail"),
  ],
  ["a server that is busy", DeliveryError, "rate_limited", () => new Failing(busy).sendMessages([message()])],
  ["a server that went silent", DeliveryUnknownError, "unknown", () => new Failing(silence).sendMessages([message()])],
  ["two of them", BatchDeliveryError, "rate_limited", () => new Failing(busy).sendMessages([message(), message()])],
])("%s", async (_what, expected, code, attempt) => {
  const error: unknown = await Promise.resolve()
    .then(attempt)
    .catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(MailError);
  expect(error).toBeInstanceOf(expected);
  expect(error).toMatchObject({ code });
});

test("an aborted call is an AbortError, whose report says what had left", async () => {
  const sending = sendMassMail([["Subject", "Body", null, to]], { signal: AbortSignal.abort() });

  await expect(sending).rejects.toBeInstanceOf(AbortError);
  await expect(sending).rejects.toMatchObject({ report: { sent: 0 } });
});

function withHeader(name: string): EmailMessage {
  return new EmailMessage("Subject", "Body", null, to, { headers: { [name]: "Again" } });
}

async function sendTwice(photo: ReadableStream<Uint8Array>): Promise<void> {
  const draft = message();
  draft.attach("photo.jpg", photo);
  for (let times = 0; times < 2; times += 1)
    for await (const chunk of draft.message().stream()) console.log(`${chunk.length} octets`);
}

function inLatin1(body: string): EmailMessage {
  return new EmailMessage("Subject", body, null, to, { encoding: "iso-8859-1" });
}

function nesting(text: string): EmailMessage {
  return new EmailMessage("Subject", "Body", null, to, {
    attachments: [["old.eml", `Subject: old\r\n\r\n${text}`, "message/rfc822"]],
  });
}
