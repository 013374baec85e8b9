import { type AlternativeLike, type AttachmentLike, EmailMultiAlternatives } from "@posthorn/core";
import type { MimePart } from "@posthorn/core/mime";
import { describe, expect, test } from "vitest";
import { read } from "./written.ts";

const HTML: AlternativeLike = ["<p>Hello</p>", "text/html"];
const CALENDAR: AlternativeLike = ["BEGIN:VCALENDAR", "text/calendar"];
const IMAGE: AttachmentLike = ["a.png", Uint8Array.of(1, 2, 3), "image/png"];
const NOTE: AttachmentLike = ["note.txt", "A note", "text/plain"];

const message = (
  body: string,
  alternatives: readonly AlternativeLike[],
  attachments: readonly AttachmentLike[],
): EmailMultiAlternatives =>
  new EmailMultiAlternatives("Subject", body, "from@example.com", ["to@example.com"], { alternatives, attachments });

/** A tree such as `mixed(text/plain, image/png)`. */
function shape({ contentType, children }: MimePart): string {
  if (children.length === 0) return contentType;
  return `${contentType.replace("multipart/", "")}(${children.map(shape).join(", ")})`;
}

describe("the parts of a message are", () => {
  const shapeOf = (...made: Parameters<typeof message>): string => shape(message(...made).message());

  test("B9.1: one text part, without alternatives and attachments", () => {
    expect(shapeOf("Hello", [], [])).toBe("text/plain");
  });

  test("B9.2: the body and the alternatives, in the order that they have", () => {
    expect(shapeOf("Hello", [HTML, CALENDAR], [])).toBe("alternative(text/plain, text/html, text/calendar)");
    expect(shapeOf("Hello", [CALENDAR, HTML], [])).toBe("alternative(text/plain, text/calendar, text/html)");
  });

  test("B9.3: the body and the attachments, in the order that they have", () => {
    expect(shapeOf("Hello", [], [IMAGE, NOTE])).toBe("mixed(text/plain, image/png, text/plain)");
    expect(shapeOf("Hello", [], [NOTE, IMAGE])).toBe("mixed(text/plain, text/plain, image/png)");
  });

  test("B9.4: the alternatives together, then the attachments", () => {
    expect(shapeOf("Hello", [HTML], [IMAGE])).toBe("mixed(alternative(text/plain, text/html), image/png)");
  });

  test("B9.5, B9.7: without an empty body, though one part is left in a multipart", () => {
    expect(shapeOf("", [HTML], [])).toBe("alternative(text/html)");
    expect(shapeOf("", [], [IMAGE])).toBe("mixed(image/png)");
    expect(shapeOf("", [HTML], [IMAGE])).toBe("mixed(alternative(text/html), image/png)");
  });

  test("B9.6: an empty text part, where there is nothing at all", () => {
    expect(shapeOf("", [], [])).toBe("text/plain");
  });
});

describe("a reader gets", () => {
  test("B9.1: the text alone", async () => {
    expect(await read(message("Hello", [], []))).toMatchObject({ text: "Hello\n", attachments: [] });
  });

  test("B9.2, B9.4: each version, and the attachments in their order", async () => {
    const { text, html, attachments } = await read(message("Hello", [HTML], [IMAGE, NOTE]));
    expect([text?.trim(), html?.trim()]).toEqual(["Hello", "<p>Hello</p>"]);
    expect(attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ["a.png", "image/png"],
      ["note.txt", "text/plain"],
    ]);
  });

  test("B9.6: an empty text", async () => {
    const { text, html } = await read(message("", [], []));
    expect([(text ?? "").trim(), html]).toEqual(["", undefined]);
  });
});
