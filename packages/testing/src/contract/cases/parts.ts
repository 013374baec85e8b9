import { OCTETS, onlyFile, utf8 } from "../files.ts";
import { letter } from "../letter.ts";
import type { RunnableCase } from "../runnable-case.ts";
import { expectSame, expectSameOctets, expectThat } from "../verdict.ts";

/** Text as readers agree on it: some give the line breaks of their own system, and not those at its end. */
function asText(octets: Uint8Array): Uint8Array {
  const lines = octets.filter((octet) => octet !== 0x0d);
  return lines.subarray(0, lines.findLastIndex((octet) => octet !== 0x0a) + 1);
}

/** The octets that arrived as text, for the fields of its parts; undefined where they are not kept. */
function headersOf(source: Uint8Array | undefined): string | undefined {
  return source && new TextDecoder("latin1").decode(source);
}

/** What a mail has beside its text and its files: images, messages and alternatives. */
export const partCases: readonly RunnableCase[] = [
  {
    id: "inline-image",
    title: "carries what the HTML shows by its Content-ID",
    feature: "inlineImages",
    looks: true,
    run: async ({ carry }) => {
      const html = '<img src="cid:logo@example.com" alt="Bistro">';
      const attachments = [["logo.png", OCTETS, { mimetype: "image/png", contentId: "logo@example.com" }]] as const;
      await carry(letter("Image", { html, attachments }), (mail) => {
        const { contentId, mimetype, content } = onlyFile(mail);
        expectSame("The image's Content-ID and media type", [contentId, mimetype], ["logo@example.com", "image/png"]);
        expectSameOctets("The image", content, OCTETS);
        const header = headersOf(mail.source);
        if (header !== undefined)
          expectThat(
            /^content-type: multipart\/related/im.test(header) && /^content-disposition: inline/im.test(header),
            "The image must stand inline in a multipart/related, beside the HTML that shows it (RFC 2387).",
          );
        expectThat(mail.html?.includes("cid:logo@example.com") ?? false, `The HTML must show it; got ${mail.html}`);
      });
    },
  },
  {
    id: "nested-message",
    title: "carries a message within the message",
    feature: "nestedMessages",
    looks: true,
    run: async ({ carry }) => {
      const within = "From: zoe@example.com\r\nSubject: Broken bell\r\n\r\nIt does not ring.\r\n";
      await carry(letter("Nested", { attachments: [["bell.eml", within, "message/rfc822"]] }), (mail) => {
        expectSame("The subject, not that of the message within", mail.subject, "Nested");
        expectSame("Its media type", onlyFile(mail).mimetype, "message/rfc822");
        expectSameOctets("The message within", asText(onlyFile(mail).content), asText(utf8(within)));
      });
    },
  },
  {
    id: "eight-bit-message",
    title: "carries a message within the message whose octets are not ASCII",
    feature: "eightBitMessages",
    looks: true,
    run: async ({ carry }) => {
      const head = "From: zoe@example.com\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n";
      // Grüße, of which UTF-8 would make other octets.
      const within = Uint8Array.from([...utf8(head), 0x47, 0x72, 0xfc, 0xdf, 0x65, 0x0d, 0x0a]);
      await carry(letter("8bit", { attachments: [["hello.eml", within, "message/rfc822"]] }), (mail) =>
        expectSameOctets("The message within", asText(onlyFile(mail).content), asText(within)),
      );
    },
  },
  {
    id: "alternatives",
    title: "carries alternatives, the one that a reader should prefer last",
    feature: "alternatives",
    looks: true,
    run: async ({ carry }) => {
      const invitation = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Dinner\r\nEND:VCALENDAR\r\n";
      const draft = letter("Invitation", {
        alternatives: [
          ["<p>Dinner</p>", "text/html"],
          [invitation, "text/calendar; method=REQUEST"],
        ],
      });
      await carry(draft, (mail) => {
        expectSame("The HTML", mail.html?.trim(), "<p>Dinner</p>");
        const { mimetype, content } = onlyFile(mail);
        expectSame("The media type of the invitation", mimetype, "text/calendar");
        expectSameOctets("The invitation", asText(content), asText(utf8(invitation)));
        const source = headersOf(mail.source);
        if (source === undefined) return;
        expectThat(
          /^content-type: text\/calendar;[^\n]*(?:\n[ \t][^\n]*)*?method="?REQUEST/im.test(source.replaceAll("\r", "")),
          "The invitation must keep its parameter method=REQUEST (RFC 6047, 2.4).",
        );
        const types = Array.from(source.matchAll(/^content-type: (text\/\w+)/gim), ([, type]) => type);
        expectSame("The media types, in order", types, ["text/plain", "text/html", "text/calendar"]);
      });
    },
  },
];
