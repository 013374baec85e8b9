import { describe, expect, test } from "vitest";
import {
  autoSubmitted,
  BadHeaderError,
  EmailMessage,
  InvalidMessageError,
  listUnsubscribe,
  replyHeaders,
} from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

describe("listUnsubscribe", () => {
  const url = "https://example.com/u?id=1,2&t=a%20b";

  test("names the URL and the address, in angle brackets (RFC 2369)", () => {
    expect(listUnsubscribe({ url, mailto: "unsub@example.com" })).toEqual({
      "List-Unsubscribe": `<${url}>, <mailto:unsub@example.com>`,
    });
    expect(listUnsubscribe({ url: new URL("http://example.com") })).toEqual({
      "List-Unsubscribe": "<http://example.com/>",
    });
    expect(listUnsubscribe({ mailto: "mailto:unsub@example.com?subject=stop" })).toEqual({
      "List-Unsubscribe": "<mailto:unsub@example.com?subject=stop>",
    });
    expect(listUnsubscribe({ mailto: "a+b%c@exämple.com" })).toEqual({
      "List-Unsubscribe": "<mailto:a%2Bb%25c@xn--exmple-cua.com>",
    });
  });

  test("says one click where it is asked to (RFC 8058), as two headers of a message", () => {
    const headers = listUnsubscribe({ url, oneClick: true });
    const written = new EmailMessage({ to: ["a@example.com"], headers }).message().toString();
    expect(written).toContain(`\r\nList-Unsubscribe: <${url}>\r\n`);
    expect(written).toContain("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  });

  test.each<[object, string]>([
    [{ url: "http://example.com/", oneClick: true }, "oneClick needs an https: url (RFC 8058, 3.1)"],
    [{ mailto: "a@example.com", oneClick: true }, "oneClick needs an https: url"],
    [{ url: "javascript:alert(1)" }, "url must be a https: or http: URL"],
    [{ url: "https://example.com/a b" }, "blanks and what is not ASCII are percent-encoded"],
    [{ url: "https://example.com/>,<mailto:x@y" }, "url must be"],
    [{ url: "https://exämple.com/" }, "url must be"],
    [{ url: `https://example.com/${"a".repeat(800)}` }, "of at most 800 characters"],
    [{ mailto: "a@example.com, b@example.com" }, "mailto must be exactly one mailbox"],
    [{ mailto: "mailto:a b@example.com" }, "mailto must be a mailto: URL"],
  ])("refuses %j", (options, text) => {
    expect(() => listUnsubscribe(options as never)).toThrow(InvalidMessageError);
    expect(() => listUnsubscribe(options as never)).toThrow(text);
  });

  test("a line break is a header injection; a missing or misspelled option is a TypeError", () => {
    expect(() => listUnsubscribe({ url: "https://example.com/\r\nBcc: x" })).toThrow(BadHeaderError);
    // @ts-expect-error neither of the two
    expect(() => listUnsubscribe({})).toThrow("listUnsubscribe() needs url or mailto");
    expect(() => listUnsubscribe({ link: url } as never)).toThrow(
      'takes no option "link"; it takes url, mailto, oneClick.',
    );
    expect(() => listUnsubscribe({ url: 5 as never })).toThrow("url must be a string; got number 5.");
    expect(() => listUnsubscribe({ url, oneClick: "yes" as never })).toThrow("oneClick must be true or false");
  });
});

describe("replyHeaders", () => {
  test("places an answer behind the message and what came before it (RFC 5322, 3.6.4)", () => {
    expect(replyHeaders({ messageId: "<3@x>", references: "<1@x> <2@x>" })).toEqual({
      "In-Reply-To": "<3@x>",
      References: "<1@x> <2@x> <3@x>",
    });
    expect(replyHeaders({ messageId: "<3@x>", references: ["<1@x>", "<2@x>"] }).References).toBe("<1@x> <2@x> <3@x>");
  });

  test("without References, In-Reply-To stands in for them if it holds one id", () => {
    expect(replyHeaders({ messageId: "<2@x>", inReplyTo: "<1@x>" }).References).toBe("<1@x> <2@x>");
    expect(replyHeaders({ messageId: "<2@x>", inReplyTo: "<0@x> <1@x>" }).References).toBe("<2@x>");
    expect(replyHeaders({ messageId: "<2@x>", inReplyTo: null, references: null }).References).toBe("<2@x>");
  });

  test("takes a delivery, a MimePart, and a draft whose headers set its Message-ID", async () => {
    const draft = new EmailMessage("a", "Body", "from@example.com", ["a@example.com"]);
    const { deliveries } = await new RecordingBackend().deliver([draft]);
    const [delivery] = deliveries;
    expect(delivery && replyHeaders(delivery)["In-Reply-To"]).toBe(delivery?.messageId);
    draft.extraHeaders = { "message-id": "<1@x>", References: "<0@x>" };
    expect(replyHeaders(draft)).toEqual({ "In-Reply-To": "<1@x>", References: "<0@x> <1@x>" });
    expect(replyHeaders(draft.message())).toEqual(replyHeaders(draft));
    draft.extraHeaders = {};
    expect(() => replyHeaders(draft)).toThrow(
      "replyHeaders() needs the one Message-ID of the message that is answered",
    );
  });

  test("places an answer to a delivery in the thread that its message was in", async () => {
    const headers = { "in-reply-to": "<1@x>", REFERENCES: "<0@x> <1@x>" };
    const draft = new EmailMessage("a", "Body", "from@example.com", ["a@example.com"], { headers });
    const [delivery] = (await new RecordingBackend().deliver([draft])).deliveries;
    if (!delivery) throw new Error("A delivery is reported.");
    expect(replyHeaders(delivery), "the parent's References stand before its id").toEqual({
      "In-Reply-To": delivery.messageId,
      References: `<0@x> <1@x> ${delivery.messageId}`,
    });
    draft.extraHeaders = { "In-Reply-To": "<1@x>" };
    expect(replyHeaders(delivery).References).toBe(`<1@x> ${delivery.messageId}`);
  });

  test.each([["1@x"], ["<1@x"], ["<1@x>\r\nBcc: a@example.com"], ["<1 x>"], ["<1@x>, <2@x>"]])(
    "refuses the id %j",
    (messageId) => {
      expect(() => replyHeaders({ messageId })).toThrow(BadHeaderError);
      expect(() => replyHeaders({ messageId: "<9@x>", references: messageId })).toThrow(BadHeaderError);
    },
  );

  test("what is no message is a TypeError", () => {
    expect(() => replyHeaders(null as never)).toThrow(TypeError);
    expect(() => replyHeaders({ messageId: 5 } as never)).toThrow("messageId must be a string; got number 5.");
  });
});

test("autoSubmitted marks a mail that no person wrote (RFC 3834), and knows an automatic answer", () => {
  expect(autoSubmitted()).toEqual({ "Auto-Submitted": "auto-generated" });
  expect(autoSubmitted("auto-replied")).toEqual({ "Auto-Submitted": "auto-replied" });
  expect(() => autoSubmitted("no" as never)).toThrow("autoSubmitted() takes auto-generated or auto-replied");
});
