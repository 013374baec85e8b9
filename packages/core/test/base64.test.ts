import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test("a runtime without Buffer writes the same base64", async () => {
  const octets = Uint8Array.from({ length: 256 }, (_, octet) => octet);
  const expected = [55, 56, 57, 256].map((length) => Buffer.from(octets.subarray(0, length)).toString("base64"));
  vi.stubGlobal("Buffer", undefined);
  vi.resetModules();
  const { HeaderField, MimePart } = await import("../src/mime/index.ts");
  expect(HeaderField.unstructured("X-Tag", "日本語 é").body).toBe("=?utf-8?b?5pel5pys6KqeIMOp?=");
  const written = [55, 56, 57, 256].map((length) => {
    const part = new MimePart({ contentType: "application/x-data", content: octets.subarray(0, length) });
    return part.toString().split("\r\n\r\n")[1]?.replaceAll("\r\n", "");
  });
  expect(written).toEqual(expected);
});
