import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { attributeOf, htmlTokens } from "../src/reading/html-tokens.ts";

/** What htmlparser2 finds, which knows the whole language. */
function byParser(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, { href }) {
      if (name === "a" || name === "area") found.push(href ?? "none");
    },
  });
  parser.end(html);
  return found;
}

function byTokens(html: string): string[] {
  return Array.from(htmlTokens(html)).flatMap((token) => {
    const isLink = "name" in token && !token.isEnd && (token.name === "a" || token.name === "area");
    return isLink ? [attributeOf(token.attributes, "href") ?? "none"] : [];
  });
}

const PIECES = [
  '<a href="https://a.example/?x=1&amp;y=2">',
  "<a href='https://b.example/'>",
  "<a href=https://c.example/d>",
  '<A CLASS=x\nHREF = "https://e.example">',
  '<a title="x > y href=no" href="https://f.example">',
  "<a data-href=no>",
  "<area href='&#104;ttps://g.example&#x2f;'>",
  '<abbr href="no">',
  "<!-- <a href='no'> -->",
  "<!--[if mso]><a href='no'><![endif]-->",
  "<!doctype html>",
  "<style>a > b { } <a href='no'></style>",
  "<script>if (a < b) '<a href=no>'</script>",
  "</a>",
  "<br/>",
  "<p it's>",
  '<img alt="it\'s" src=x>',
  "1 < 2 ",
  "text & more ",
  "\n",
];

test("links of HTML are those that htmlparser2 finds", () => {
  let count = 0;
  const documents = fc.array(fc.constantFrom(...PIECES), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(documents, (pieces) => {
      const html = pieces.join("");
      const found = byParser(html);
      expect(byTokens(html)).toEqual(found);
      count += found.length;
    }),
    { numRuns: 5000 },
  );
  expect(count).toBeGreaterThan(5000);
});

test.each(["<a ", "<!--", "<script>", "<", '<a href="', "<a href=", "</script", "&#1", "<a b='"])(
  "HTML of %s, again and again, takes linear time",
  (piece) => {
    const read = Array.from(htmlTokens(piece.repeat(200_000)));
    expect(read.length).toBeLessThanOrEqual(200_000);
  },
);
