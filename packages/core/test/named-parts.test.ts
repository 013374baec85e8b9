import { describe, expect, test } from "vitest";
import {
  BadHeaderError,
  EmailMessage,
  EmailMultiAlternatives,
  type EmailMultiAlternativesOptions,
  InvalidMessageError,
  UnsupportedEncodingError,
} from "../src/index.ts";

const OCTETS = new Uint8Array(1);

describe("an error tells which part of the message it is about", () => {
  test.each<[string, EmailMultiAlternativesOptions]>([
    ['body: iso-8859-1 lacks the character "€"; use utf-8.', { body: "€", encoding: "iso-8859-1" }],
    [
      'alternatives[1]: iso-8859-1 lacks the character "€"; use utf-8.',
      {
        body: "Euro",
        encoding: "iso-8859-1",
        alternatives: [
          ["# Euro", "text/markdown"],
          ["<p>€</p>", "text/html"],
        ],
        attachments: [["a.png", OCTETS, { contentId: "a" }]],
      },
    ],
    [
      'attachments[1] ("price.txt"): iso-8859-1 lacks the character "€"; use utf-8.',
      {
        body: "Euro",
        encoding: "iso-8859-1",
        attachments: [
          ["a.txt", "a"],
          ["price.txt", "€"],
        ],
      },
    ],
    [
      'attachments[0] ("a.pdf"): A media type looks like "text/html" or "text/calendar; method=REQUEST"; got "pdf".',
      { body: "b", attachments: [["a.pdf", OCTETS, "pdf"]] },
    ],
    [
      'alternatives[0]: A media type looks like "text/html" or "text/calendar; method=REQUEST"; got "text/html; charset".',
      { body: "b", alternatives: [["<p>", "text/html; charset"]] },
    ],
    [
      "attachments[0]: The text of a application/json part holds half of a surrogate pair, which no encoding can carry.",
      { body: "b", attachments: [[null, '"\ud800"', "application/json"]] },
    ],
  ])("%s", (message, options) => {
    expect(() => new EmailMultiAlternatives(options).message()).toThrow(message);
  });

  test("and of which class it is, with the error that was thrown first as its cause", () => {
    const thrown = (options: EmailMultiAlternativesOptions): unknown => {
      try {
        return new EmailMultiAlternatives(options).message();
      } catch (error) {
        return error;
      }
    };
    const lacking = thrown({ body: "€", encoding: "iso-8859-1" });
    expect(lacking).toBeInstanceOf(UnsupportedEncodingError);
    expect(lacking).toMatchObject({ code: "unsupported_encoding", cause: expect.any(UnsupportedEncodingError) });
    expect(thrown({ attachments: [["a", "b", "text/plain\r\nX: y"]] })).toBeInstanceOf(BadHeaderError);
  });

  test("also within a message that is attached, at any depth", () => {
    const inner = new EmailMessage({ body: "b", attachments: [["a.pdf", OCTETS, "pdf"]] });
    const outer = new EmailMessage({ attachments: [["inner.eml", inner, "message/rfc822"]] });
    expect(() => outer.message()).toThrow('attachments[0] ("inner.eml"): attachments[0] ("a.pdf"): A media type');
  });

  test("but an error of another's class stays what it is", () => {
    class TooLongError extends InvalidMessageError {}
    class Short extends EmailMessage {
      override message(): never {
        throw new TooLongError("Too long.");
      }
    }
    const outer = new EmailMessage({ attachments: [["inner.eml", new Short(), "message/rfc822"]] });
    expect(() => outer.message()).toThrow(new TooLongError("Too long."));
  });
});
