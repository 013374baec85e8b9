import { Parser } from "htmlparser2";

const BREAKS = new Set("p div br tr td th li ul ol table h1 h2 h3 h4 h5 h6 blockquote section center hr".split(" "));
const UNSEEN = new Set(["style", "script", "title", "head"]);

/** What a person reads in HTML, a line for each block. */
export function textOfHtml(html: string): string {
  const pieces: string[] = [];
  let unseen = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (UNSEEN.has(name)) unseen += 1;
      if (BREAKS.has(name)) pieces.push("\n");
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen -= 1;
      if (BREAKS.has(name)) pieces.push("\n");
    },
    ontext(text) {
      if (unseen === 0) pieces.push(text.replace(/\s+/g, " "));
    },
  });
  parser.end(html);
  return pieces.join("");
}
