import { HeaderField, MimePart } from "@posthorn/core/mime";
import { draft } from "./draft.mjs";
import { noise, PIXEL } from "./octets.mjs";

const text = (content, more = {}) => new MimePart({ contentType: "text/plain", content, ...more });
const multipart = (boundary, ...content) =>
  new MimePart({ contentType: `multipart/mixed; boundary="${boundary}"`, content });

export const parts = {
  "each transfer encoding of a text": () =>
    multipart(
      "encodings",
      ...["7bit", "quoted-printable", "base64"].map((transferEncoding) =>
        text("plain = text \n", { transferEncoding }),
      ),
      ...["quoted-printable", "base64"].map((transferEncoding) => text("Grüße = Küsse \t\n", { transferEncoding })),
    ),
  "each transfer encoding of octets": () =>
    multipart(
      "encodings",
      ...["quoted-printable", "base64"].map(
        (transferEncoding) =>
          new MimePart({ contentType: "application/x-octets", content: noise(300, 7), transferEncoding }),
      ),
    ),
  "parameters of every kind": () =>
    new MimePart({
      contentType: 'Text/X-Test; charset=UTF-8; a=b; c="d e"; Name="it\'s \\"q\\""',
      content: "é",
      headers: [
        HeaderField.parameterized("Content-Disposition", "attachment", [
          ["filename", `${"日本語".repeat(30)}.txt`],
          ["size", "12"],
          ["comment", `${"x y ".repeat(40)}é`],
        ]),
      ],
    }),
  "a tree by hand": () =>
    multipart(
      "outer (1)",
      new MimePart({
        contentType: "multipart/alternative; boundary=inner",
        content: [text("text"), new MimePart({ contentType: "text/html", content: "<p>ä</p>" })],
        headers: [HeaderField.unstructured("Content-Description", "Gruß")],
      }),
      new MimePart({ contentType: "message/rfc822", content: [draft({ body: "ü" }).message()] }),
      new MimePart({
        contentType: "image/png",
        content: PIXEL,
        headers: [HeaderField.unstructured("Content-ID", "<a@b>")],
      }),
    ),
  "a part deep in parts": () => {
    let part = text("deep");
    for (let depth = 0; depth < 98; depth += 1) part = multipart(`b${depth}`, part);
    return part;
  },
  "a part with changes": () =>
    text("Grüße").with({ content: "Küsse", contentType: "text/plain; charset=iso-8859-1", transferEncoding: "base64" }),
  "a multipart with changes": () => {
    const message = draft({
      attachments: [
        ["a.txt", "a"],
        ["b.png", PIXEL],
      ],
    }).message();
    return message.with({ content: message.children.slice(1), headers: [HeaderField.unstructured("X-Kept", "nö")] });
  },
  "a draft with parts as attachments": () =>
    draft({ attachments: [text("é"), multipart("own", text("a"), text("b"))] }),
  "what a tree tells of itself": () => {
    const tree = draft({
      attachments: [
        ["ä.txt", "é"],
        [null, PIXEL, "image/png"],
      ],
    }).message();
    const told = Array.from(
      tree.walk(),
      ({ contentType, filename, transferEncoding, size, is8bit, isUtf8, headers }) => [
        ...[contentType, filename, transferEncoding, size, is8bit, isUtf8],
        ...headers.map(({ name, value }) => `${name}: ${value}`),
      ],
    );
    return text(JSON.stringify(told, null, 1));
  },
};
