import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { links, outbox } from "../src/index.ts";
import { readMail } from "../src/received-mail.ts";
import { failureOf } from "./failure-of.ts";

const ofText = (body: string): string[] => links(new EmailMessage({ body }));
const ofHtml = (html: string): string[] => links(new EmailMultiAlternatives({ html }));

describe("links", () => {
  test.each([
    ["Go to https://example.com/a.", "https://example.com/a"],
    ["Go to <https://example.com/a>, please", "https://example.com/a"],
    ["(see https://example.com/a)", "https://example.com/a"],
    ["https://en.wikipedia.org/wiki/Horn_(music)", "https://en.wikipedia.org/wiki/Horn_(music)"],
    ["(https://en.wikipedia.org/wiki/Horn_(music)).", "https://en.wikipedia.org/wiki/Horn_(music)"],
    ["[here](https://example.com/a?b=c&d=1#e)!", "https://example.com/a?b=c&d=1#e"],
    ['"https://example.com/a"', "https://example.com/a"],
    ["HTTPS://EXAMPLE.COM/A?", "HTTPS://EXAMPLE.COM/A"],
    ["https://example.com/a/", "https://example.com/a/"],
    ["https://example.com/?token=abc-_", "https://example.com/?token=abc-_"],
    ["_https://example.com/a_, **https://example.com/a**", "https://example.com/a"],
    ["'https://example.com/a'", "https://example.com/a"],
    ["Begin with https://, as in https://example.com/a", "https://example.com/a"],
    ["https://example.com/grüße", "https://example.com/grüße"],
  ])("of the text %s", (text, url) => {
    expect(ofText(text)).toEqual([url]);
  });

  test("of a text are in order and each there once", () => {
    expect(ofText("http://b.example\nhttp://a.example\nhttp://b.example")).toEqual([
      "http://b.example",
      "http://a.example",
    ]);
  });

  test("of HTML are decoded", () => {
    expect(ofHtml('<a href="https://example.com/?a=1&amp;b=2">x</a><map><area href=" /relative "></map>')).toEqual([
      "https://example.com/?a=1&b=2",
      "/relative",
    ]);
  });

  test("of HTML are neither images, nor places in the mail, nor comments", () => {
    expect(
      ofHtml('<img src="https://e.example/p.gif"><a href="#top">x</a><a>y</a><!-- <a href="https://c.example"> -->'),
    ).toEqual([]);
  });

  test("of HTML stand before those of the text, each once", () => {
    const message = new EmailMultiAlternatives({
      body: "https://a.example and https://t.example",
      html: '<a href="mailto:zoe@example.com">mail</a> <a href="https://a.example">go</a>',
    });
    expect(links(message)).toEqual(["mailto:zoe@example.com", "https://a.example", "https://t.example"]);
  });

  test("of a body that is HTML alone", () => {
    const body = '<a href="https://a.example">https://b.example</a>';
    expect(links(new EmailMessage({ body, contentSubtype: "html" }))).toEqual(["https://a.example"]);
  });

  test("of a mail that a catcher took", async () => {
    const source = new EmailMessage({ to: ["zoe@example.com"], body: "https://a.example/x" }).message().toBytes();
    expect(links(await readMail(source, { from: "", to: [] }))).toEqual(["https://a.example/x"]);
  });

  test("takes linear time for a long row of brackets", () => {
    expect(ofText(`https://example.com/${")".repeat(1_000_000)}`)).toEqual(["https://example.com/"]);
  });

  test("reads nothing but mails", () => {
    expect(() => links(outbox[0])).toThrow(TypeError);
    expect(failureOf(() => links(outbox[0]))).toContain("nothing was sent there");
    expect(failureOf(() => links("https://a.example" as never))).toContain("links() reads a message");
  });
});
