import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as core from "../src/index.ts";
import { failureOf } from "./failure-of.ts";
import { RecordingBackend } from "./recording-backend.ts";

const cause = new Error("beneath");
const details = { stage: "data", response: "550 no", cause } as const;

// Each error of the closed set: how it is made, its code, and the classes that catch it.
const errors: ReadonlyArray<readonly [core.MailError, string, readonly (new (...details: never[]) => Error)[]]> = [
  [new core.InvalidMessageError("m", undefined, { cause }), "invalid_message", [core.MailError]],
  [new core.BadHeaderError("m", { cause }), "bad_header", [core.InvalidMessageError]],
  [new core.BadAddressError("m", { cause }), "bad_address", [core.InvalidMessageError]],
  [new core.StreamedContentError("m", { cause }), "streamed_content", [core.InvalidMessageError]],
  [new core.UnsupportedEncodingError("m", { cause }), "unsupported_encoding", [core.InvalidMessageError]],
  [new core.UnsupportedFeatureError("m", { cause }), "unsupported_feature", [core.InvalidMessageError]],
  [new core.ConfigurationError("m", undefined, { cause }), "configuration", [core.MailError]],
  [new core.MailerDoesNotExistError("m", { cause }), "mailer_does_not_exist", [core.ConfigurationError]],
  [new core.InvalidMailerError("m", { cause }), "invalid_mailer", [core.ConfigurationError]],
  [new core.BackendNotInstalledError("m", { cause }), "backend_not_installed", [core.ConfigurationError]],
  [new core.DeliveryError("m", { ...details, code: "timeout", retryable: true }), "timeout", [core.MailError]],
  [new core.DeliveryUnknownError("m", details), "unknown", [core.DeliveryError]],
  [new core.BatchDeliveryError("m", [new core.BadAddressError("a")]), "message_refused", [core.DeliveryError]],
];

describe.each(errors)("%s", (error, code, bases) => {
  test("has its name, its code and its cause, and is caught as what it is", () => {
    expect(error).toMatchObject({ code, message: "m", name: error.constructor.name });
    if (!(error instanceof core.BatchDeliveryError)) expect(error.cause).toBe(cause);
    for (const base of [...bases, core.MailError, Error]) expect(error).toBeInstanceOf(base);
  });

  test("has room for a report that does not flood what is printed", () => {
    const message = new core.EmailMessage({ subject: "canary-subject" });
    error.report = { sent: 0, deliveries: [core.accepted(message)] };
    expect(inspect(error, { depth: 9 })).not.toContain("canary-subject");
    expect(JSON.stringify(error)).not.toContain("canary-subject");
    expect(error.report.deliveries).toHaveLength(1);
  });
});

test("a stack shows the caller's line, below our own", async () => {
  async function placeOrder(): Promise<number> {
    return await core.sendMail("a", "b", null, ["a@b@c"], { connection: new RecordingBackend() });
  }
  const limit = Error.stackTraceLimit;
  const error: Error = await failureOf(placeOrder());
  expect(error.stack).toContain("placeOrder");
  expect(Error.stackTraceLimit).toBe(limit);
});

test("the set is closed: every error class that is exported stands in it", () => {
  const exported = Object.values(core).filter(
    (value) => typeof value === "function" && value.prototype instanceof core.MailError,
  );
  expect(new Set(exported)).toEqual(new Set(errors.map(([error]) => error.constructor)));
});

describe("a BatchDeliveryError", () => {
  const refused = new core.DeliveryError("r", { code: "rate_limited", stage: "http", retryable: true });
  const unknown = new core.DeliveryUnknownError("u", { stage: "body" });

  test("is retryable if all are, unknown if one is, and takes its code from the first", () => {
    expect(new core.BatchDeliveryError("m", [refused, refused])).toMatchObject({
      code: "rate_limited",
      retryable: true,
      outcome: "refused",
    });
    expect(new core.BatchDeliveryError("m", [refused, unknown])).toMatchObject({
      code: "unknown",
      retryable: false,
      outcome: "unknown",
    });
    expect(new core.BatchDeliveryError("m", [refused, new core.BadAddressError("a")]).retryable).toBe(false);
  });
});
