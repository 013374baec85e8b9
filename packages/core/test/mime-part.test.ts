import { describe, expect, test } from "vitest";
import { BadHeaderError, UnsupportedFeatureError } from "../src/index.ts";
import { HeaderField, MimePart, type MimePartOptions } from "../src/mime/index.ts";

const text = new MimePart({ contentType: "text/plain", content: "Zoë\nline" });

test("a part tells its type, fields, content and parts", () => {
  const mixed = new MimePart({
    contentType: "Multipart/Mixed; boundary=b",
    content: [text],
    headers: [HeaderField.unstructured("X-Tag", "é")],
  });
  expect([...mixed.walk()].map(({ contentType }) => contentType)).toEqual(["multipart/mixed", "text/plain"]);
  expect(mixed.get("x-tag")).toBe("é");
  expect(new TextDecoder().decode(text.content)).toBe("Zoë\r\nline");
  expect(mixed.toString()).toBe(
    "X-Tag: =?utf-8?b?w6k=?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" +
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZo=C3=AB\r\nline\r\n--b--\r\n",
  );
});

test("a part cannot be changed", () => {
  expect([Object.isFrozen(text), Object.isFrozen(text.headers), Object.isFrozen(text.children)]).toEqual([
    true,
    true,
    true,
  ]);
});

test("a boundary stands in one piece, however long it may be", () => {
  const boundary = "b".repeat(70);
  expect(new MimePart({ contentType: `multipart/mixed; boundary=${boundary}`, content: [text] }).toString()).toContain(
    ` boundary=${boundary}\r\n`,
  );
});

describe("what no part can be is refused", () => {
  const cases: ReadonlyArray<readonly [string, unknown]> = [
    ["a multipart without parts", { contentType: "multipart/mixed", content: [] }],
    ["a multipart of text", { contentType: "multipart/mixed", content: "text" }],
    ["a text of parts", { contentType: "text/plain", content: [text] }],
    ["a part that is none", { contentType: "multipart/mixed", content: [{}] }],
    [
      "a field that is none",
      { contentType: "text/plain", content: "x", headers: [{ toString: () => "X: a\r\nBcc: b@example.com\r\n" }] },
    ],
    ["an encoding that is none", { contentType: "text/plain", content: "é", transferEncoding: "8bit" }],
    ["7bit for what is not", { contentType: "text/plain", content: "é", transferEncoding: "7bit" }],
    [
      "base64 for a nested message",
      { contentType: "message/rfc822", content: "Subject: x\n\nx", transferEncoding: "base64" },
    ],
    ["a boundary that is too long", { contentType: `multipart/mixed; boundary=${"b".repeat(71)}`, content: [text] }],
    ["a boundary that ends in a blank", { contentType: 'multipart/mixed; boundary="a b "', content: [text] }],
    ["half of a surrogate pair", { contentType: "text/plain", content: "\ud800" }],
  ];
  test.each(cases)("%s", (_name, options) => {
    expect(() => new MimePart(options as MimePartOptions)).toThrow();
  });
});

describe("what is no option of a part is refused by name", () => {
  const given = { contentType: "text/plain", content: "a" };
  const made = (options: unknown): MimePart => new MimePart(options as MimePartOptions);

  test.each([
    ["header", { header: [] }],
    ["transferencoding", { transferencoding: "base64" }],
    ["filename", { filename: "a.txt" }],
  ])("%s", (name, option) => {
    expect(() => made({ ...given, ...option })).toThrow(`MimePart takes no option "${name}"; it takes contentType, `);
    expect(() => text.with(option as never)).toThrow(`with() takes no option "${name}"; it takes contentType, `);
  });

  test("with what was meant", () => {
    expect(() => made({ ...given, transferencoding: "7bit" })).toThrow(/Did you mean "?transferEncoding"?\?/);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "text/plain"],
    ["a list", [given]],
    ["a part", text],
  ])("%s for all of them", (_what, options) => {
    expect(() => made(options)).toThrow(/^The options of MimePart are an object; got /);
    expect(() => text.with(options as never)).toThrow(/^The options of with\(\) are an object; got /);
  });

  test.each([{}, { Subject: "x" }, null, "X-Tag: a", 5])("headers that are %j", (headers) => {
    const wants = "headers must be a list of HeaderFields, such as";
    expect(() => made({ ...given, headers })).toThrow(wants);
    expect(() => text.with({ headers: headers as never })).toThrow(wants);
    expect(() => made({ ...given, headers })).toThrow(TypeError);
  });
});

test("a nested message of octets gets CRLF line breaks, whichever it had; other octets stay as they are", () => {
  const octets = new TextEncoder().encode("Subject: a\n\nb\r\nc\rd\r\r\n");
  const nested = new MimePart({ contentType: "message/rfc822", content: octets });
  expect(new TextDecoder().decode(nested.content)).toBe("Subject: a\r\n\r\nb\r\nc\r\nd\r\n\r\n");
  expect(new MimePart({ contentType: "application/x-test", content: octets }).content).toEqual(octets);
});

test("two addresses cannot pass as one mailbox", () => {
  expect(() => HeaderField.mailboxes("To", ["a@example.com, c@example.com"])).toThrow(/more than one mailbox/);
});

const encoder = new TextEncoder();
const field = HeaderField.unstructured;
const mixed = (content: readonly MimePart[], boundary = "b"): MimePart =>
  new MimePart({ contentType: `multipart/mixed; boundary=${boundary}`, content });
const nestedMessage = (content: MimePartOptions["content"], contentType = "message/rfc822"): MimePart =>
  new MimePart({ contentType, content });

describe("with()", () => {
  test("without changes is the same to the octet: boundary, charset and encoding are kept", () => {
    const parts = [
      new MimePart({ contentType: "multipart/mixed", content: [text] }),
      new MimePart({
        contentType: 'text/html; charset=ISO-8859-1; x="a b"',
        content: "Zoë",
        headers: [field("X", "1")],
      }),
      new MimePart({ contentType: "text/plain", content: "plain", transferEncoding: "base64" }),
      new MimePart({
        contentType: "application/x-test",
        content: encoder.encode("é"),
        transferEncoding: "quoted-printable",
      }),
      nestedMessage([text]),
      nestedMessage(encoder.encode("Subject: é\n\né\n")),
    ];
    for (const part of parts) {
      expect(part.with({}).toBytes()).toEqual(part.toBytes());
      const names = ["contentType", "parameters", "headers", "content", "transferEncoding"];
      const nothing = Object.fromEntries(names.map((name) => [name, undefined]));
      expect(part.with(nothing).toBytes(), "what is undefined is left out").toEqual(part.toBytes());
    }
  });

  test("changes the headers and leaves the content, or the other way around", () => {
    const part = new MimePart({
      contentType: "text/plain; charset=iso-8859-1",
      content: "Zoë",
      headers: [field("X-Tag", "1")],
      transferEncoding: "quoted-printable",
    });
    const head = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    expect(part.with({ headers: [field("X-Other", "2")] }).toString()).toBe(`X-Other: 2\r\n${head}Zo=EB\r\n`);
    expect(part.with({ content: "é" }).toString()).toBe(`X-Tag: 1\r\n${head}=E9\r\n`);
    expect(part.toString()).toBe(`X-Tag: 1\r\n${head}Zo=EB\r\n`);
  });

  test("gives a multipart other parts within the same boundary, and is checked as a new one is", () => {
    const part = mixed([text]);
    expect(
      part
        .with({ content: [text, text] })
        .toString()
        .match(/^--b\r$/gm),
    ).toHaveLength(2);
    expect(() => part.with({ content: [] })).toThrow();
    expect(() => part.with({ content: [mixed([text])] })).toThrow("stands in a part");
    expect(() => part.with({ headers: [field("Content-Type", "text/plain")] })).toThrow("leave it out of headers");
  });

  test("does not see what became of the octets that were given", () => {
    for (const contentType of ["application/x-test", "text/plain", "message/rfc822"]) {
      const given = encoder.encode("Subject: a\r\n\r\nb\r\n");
      const part = new MimePart({ contentType, content: given });
      const before = part.toString();
      given.fill(0x21);
      expect(part.toString()).toBe(before);
      expect(part.with({}).toString()).toBe(before);
    }
  });

  test("adds a field to those that there are, of which the part's own are made anew", () => {
    const part = new MimePart({ contentType: "text/plain", content: "é", headers: [field("X-Tag", "1")] });
    const changed = part.with({ headers: [...part.headers, field("X-Other", "2")] });
    expect(changed.toString()).toBe(`X-Tag: 1\r\nX-Other: 2\r\n${part.with({ headers: [] }).toString()}`);
    expect(part.with({ headers: part.headers, content: "a", contentType: "text/html" }).toString()).toBe(
      "X-Tag: 1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\na\r\n",
    );
    const outer = mixed([text]);
    expect(outer.with({ headers: new Set([field("X", "1"), ...outer.headers]) }).toString()).toBe(
      `X: 1\r\n${outer.toString()}`,
    );
  });

  test("refuses a field of the part's own names that is another", () => {
    const part = new MimePart({ contentType: "text/plain", content: "é" });
    for (const name of ["Content-Type", "content-transfer-encoding"]) {
      const same = field(name, part.get(name) ?? "");
      expect(() => part.with({ headers: [...part.headers, same] })).toThrow("leave it out of headers");
    }
    const image = new MimePart({ contentType: "image/png", content: Uint8Array.of(1) });
    expect(() => part.with({ headers: image.headers }), "an image's type is none of a text").toThrow(
      "one content-type",
    );
  });

  test("keeps a stream, which is not read by it", () => {
    const part = new MimePart({ contentType: "image/png", content: new Blob(["a"]) });
    const changed = part.with({ headers: [field("X-Tag", "1")] });
    expect([changed.isStreamed, changed.size]).toEqual([true, "X-Tag: 1\r\n".length + (part.size ?? 0)]);
  });
});

test("the content is a copy, and its change changes no part", () => {
  const part = new MimePart({ contentType: "application/x-test", content: Uint8Array.of(1, 2) });
  part.content[0] = 9;
  expect(part.content).toEqual(Uint8Array.of(1, 2));
});

test("parts are nested a hundred deep, and no deeper", () => {
  const nestedBy = (depth: number): MimePart =>
    Array.from({ length: depth - 1 }).reduce<MimePart>((part, _, level) => mixed([part], `b-${level}.`), text);
  expect([...nestedBy(100).walk()]).toHaveLength(100);
  expect(() => nestedBy(101)).toThrow("Parts are nested at most 100 deep");
  expect(() => nestedMessage([nestedBy(100)])).toThrow("Parts are nested at most 100 deep");
});

describe("parameters of a media type", () => {
  const withParameters = (parameters: MimePartOptions["parameters"], contentType = "application/x-test"): MimePart =>
    new MimePart({ contentType, content: Uint8Array.of(1), ...(parameters === undefined ? {} : { parameters }) });

  test("stand behind those of contentType, quoted and encoded as they need to be", () => {
    const part = withParameters(
      new Map([
        ["Name", 'a "b" \\ c'],
        ["x", "é"],
      ]),
      "application/x-test; y=z",
    );
    expect([part.contentType, part.headers[0]?.body]).toEqual([
      "application/x-test",
      `application/x-test; y=z; name="a \\"b\\" \\\\ c"; x*=utf-8''%C3%A9`,
    ]);
  });

  test("name the boundary of a multipart and the charset of text as contentType does", () => {
    const boundary = [["boundary", "b c"]] as const;
    const part = new MimePart({ contentType: "multipart/mixed", parameters: boundary, content: [text] });
    expect(part.toString()).toContain("\r\n--b c--\r\n");
    const latin = new MimePart({ contentType: "text/plain", parameters: [["charset", "ISO-8859-1"]], content: "Zoë" });
    expect(latin.toString()).toContain(
      "charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nZo=EB",
    );
  });

  test("stand in a media type once, in whichever letter case", () => {
    expect(() => withParameters([["Name", "b"]], "application/x-test; name=a")).toThrow("each parameter once");
    expect(() =>
      withParameters([
        ["a", "b"],
        ["A", "c"],
      ]),
    ).toThrow("each parameter once");
  });

  test("hold no line break, as no field does", () => {
    const injected = "a\r\nBcc: b@example.com";
    expect(() => withParameters([["name", injected]])).toThrow(BadHeaderError);
    expect(() => withParameters([[injected, "a"]])).toThrow(BadHeaderError);
  });

  test.each([{}, "name", 5, null, [["name"]], ["name"], [["name", 5]], [[5, "name"]]])("are no %j", (parameters) => {
    expect(() => withParameters(parameters as never)).toThrow("parameters are pairs of texts");
  });

  test("are the same in a changed copy, whatever stands in them", async () => {
    const characters = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
    for (const character of [...characters, "\t", "é", "\u{1f9c1}"]) {
      for (const value of [character, `a${character}b`, `${character}${character}`]) {
        const part = new MimePart({
          contentType: "application/x-test",
          parameters: [["name", value]],
          content: new Blob(["x"]),
        });
        const buffered = await part.buffered();
        const told = [part, part.with({}), part.with({}).with({}), buffered].map(({ headers }) =>
          headers[0]?.toString(),
        );
        expect(new Set(told).size, `name is ${JSON.stringify(value)} in every copy`).toBe(1);
      }
    }
    const tab = new MimePart({ contentType: 'application/x-test; name="a\tb"', content: "x" });
    expect(tab.with({}).headers[0]?.body).toBe("application/x-test; name*=utf-8''a%09b");
  });

  test("go with another contentType, which brings its own, and are replaced by others", () => {
    const part = new MimePart({ contentType: "multipart/mixed; boundary=b; x=y", content: [text] });
    const report = part.with({ contentType: "multipart/report; boundary=c" });
    expect(report.get("Content-Type")).toBe('multipart/report; boundary="c"');
    expect(part.with({ parameters: [["boundary", "d"]] }).get("Content-Type")).toBe('multipart/mixed; boundary="d"');
    expect(part.with({ parameters: [] }).get("Content-Type")).toMatch(/^multipart\/mixed; boundary="=_/);
  });
});

describe("a boundary is refused that begins a line", () => {
  const lines = "first\n--b is no delimiter\n";
  const octets = encoder.encode(`Subject: é\n\n${lines}`);
  const cases: ReadonlyArray<readonly [string, MimePart]> = [
    ["of text", new MimePart({ contentType: "text/plain", content: lines })],
    ["of text, as its first", new MimePart({ contentType: "text/plain", content: "--b" })],
    ["of quoted-printable", new MimePart({ contentType: "text/plain", content: `é${lines}` })],
    ["of 7bit octets", new MimePart({ contentType: "text/plain", content: encoder.encode("a\r\n--b\r\n") })],
    ["of an 8bit message", nestedMessage(octets)],
    ["of a message in a message", nestedMessage([new MimePart({ contentType: "text/plain", content: lines })])],
    ["of a part of a part", mixed([new MimePart({ contentType: "text/plain", content: lines })], "other")],
    ["as the boundary of a part within", mixed([text])],
    ["as the boundary of a part deep within", nestedMessage([mixed([text])])],
    ["as what the boundary of a part within begins with", nestedMessage(mixed([text], "bb").toBytes())],
  ];
  test.each(cases)("%s", (_where, child) => {
    expect(() => mixed([text, child])).toThrow("stands in a part that it is to separate");
    expect(mixed([text, child], "none-of-them").children).toEqual([text, child]);
  });

  test("and not one within a line, or in what is base64", () => {
    const within = new MimePart({ contentType: "text/plain", content: "a --b\n --b\n-b\n" });
    const encoded = new MimePart({ contentType: "text/plain", content: lines, transferEncoding: "base64" });
    expect(mixed([within, encoded]).toString().match(/^--b/gm)).toHaveLength(3);
  });
});

describe("a nested message", () => {
  test("of one part has it as its child, and is written as that is", () => {
    const nested = nestedMessage([text]);
    expect(nested.children).toEqual([text]);
    expect([...nested.walk()]).toEqual([nested, text]);
    expect(nested.content).toEqual(new Uint8Array());
    expect(nested.toString()).toBe(
      `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n\r\n${text.toString()}`,
    );
  });

  test("of octets or text has no children", () => {
    expect(nestedMessage("Subject: a\n\nb").children).toEqual([]);
    expect(nestedMessage(encoder.encode("Subject: a\n\nb")).children).toEqual([]);
  });

  test("is made of one message alone, which is given in an array", () => {
    for (const content of [[], [text, text]])
      expect(() => nestedMessage(content)).toThrow("a message/rfc822 one message");
    expect(() => nestedMessage(text as never)).toThrow(TypeError);
    expect(() => nestedMessage([text], "message/delivery-status")).toThrow("no other type has any");
  });

  test("of octets beyond ASCII is 8bit, and so is every part around it, but no part beside it", () => {
    const nested = nestedMessage(encoder.encode("Subject: a\n\né\n"));
    const inner = mixed([text, nested], "inner");
    const message = nestedMessage([inner]);
    const outer = mixed([message, text], "outer");
    for (const part of [nested, inner, message, outer]) {
      expect([part.transferEncoding, part.is8bit, part.isUtf8]).toEqual(["8bit", true, false]);
      expect(part.get("Content-Transfer-Encoding")).toBe("8bit");
    }
    expect(text.is8bit).toBe(false);
    expect(outer.toString()).toContain("\r\n\r\né\r\n");
    expect(outer.size).toBe(outer.toBytes().length);
  });

  test("of ASCII is 7bit, which a multipart around it does not say", () => {
    const outer = mixed([nestedMessage("Subject: a\n\nb")]);
    expect([outer.is8bit, outer.transferEncoding, outer.get("Content-Transfer-Encoding")]).toEqual([
      false,
      "7bit",
      undefined,
    ]);
  });

  test("can neither be encoded nor be called what it is not, nor can a multipart", () => {
    const eightBit = encoder.encode("Subject: a\n\né\n");
    for (const transferEncoding of ["base64", "quoted-printable", "7bit"] as const) {
      expect(() => new MimePart({ contentType: "message/rfc822", content: eightBit, transferEncoding })).toThrow(
        UnsupportedFeatureError,
      );
      expect(
        () => new MimePart({ contentType: "multipart/mixed", content: [nestedMessage(eightBit)], transferEncoding }),
      ).toThrow("is never encoded");
    }
    for (const content of ["Subject: a\n\n\0", `Subject: a\n\n${"x".repeat(999)}`])
      expect(() => nestedMessage(encoder.encode(content))).toThrow(UnsupportedFeatureError);
  });

  const utf8 = new MimePart({
    contentType: "text/plain",
    content: "x",
    headers: [HeaderField.mailboxes("From", ["zoë@example.com"])],
  });

  test("with a field beyond ASCII is a message/global, and needs SMTPUTF8 however deep it stands (RFC 6532, 3.7)", () => {
    expect([utf8.isUtf8, utf8.is8bit, utf8.transferEncoding]).toEqual([true, true, "7bit"]);
    expect(() => nestedMessage([utf8])).toThrow("message/global");
    expect(() => nestedMessage([mixed([utf8])]), "a field of a part counts too").toThrow("message/global");
    const global = nestedMessage([utf8], "message/global");
    const outer = mixed([global]);
    // What it holds is a message/global; it is none itself.
    const forwarded = nestedMessage([outer]);
    for (const part of [global, outer, forwarded])
      expect([part.isUtf8, part.is8bit, part.transferEncoding]).toEqual([true, true, "8bit"]);
    expect(mixed([utf8]).isUtf8).toBe(true);
    expect(outer.toString()).toContain("From: zoë@example.com\r\n");
    expect(outer.size).toBe(outer.toBytes().length);
  });

  test("that is a message/global goes where SMTPUTF8 is offered, or anywhere if it is encoded (RFC 6532, 3.5)", () => {
    const content = utf8.toBytes();
    const plain = nestedMessage(content, "message/global");
    expect([plain.isUtf8, plain.is8bit, plain.transferEncoding]).toEqual([true, true, "8bit"]);
    expect(nestedMessage("Subject: a\n\nb", "message/global").isUtf8, "ASCII needs nothing").toBe(false);
    for (const transferEncoding of ["base64", "quoted-printable"] as const) {
      const encoded = new MimePart({ contentType: "message/global", content, transferEncoding });
      expect([encoded.isUtf8, encoded.is8bit, encoded.transferEncoding]).toEqual([false, false, transferEncoding]);
      expect(encoded.content).toEqual(content);
      expect(mixed([encoded]).is8bit).toBe(false);
    }
    const options = { contentType: "message/global", transferEncoding: "base64" } as const;
    expect(() => new MimePart({ ...options, content: [utf8] })).toThrow(
      "Give the octets of its message to encode them",
    );
    expect(() => new MimePart({ ...options, content, transferEncoding: "7bit" })).toThrow(
      "is 8bit, or quoted-printable",
    );
  });

  test("of the reports that came with it may be encoded, and of no older type (RFC 6533; RFC 2045, 6.4)", () => {
    const content = encoder.encode("Subject: é\n");
    const made = (contentType: string): MimePart => new MimePart({ contentType, content, transferEncoding: "base64" });
    for (const type of ["global-headers", "global-delivery-status", "global-disposition-notification"])
      expect(made(`message/${type}`).transferEncoding).toBe("base64");
    for (const type of ["rfc822", "delivery-status", "feedback-report", "globals"])
      expect(() => made(`message/${type}`)).toThrow(`A message/${type} is never encoded (RFC 2045, 6.4)`);
  });
});
