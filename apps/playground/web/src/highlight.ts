/** A piece of a text, with the name of its colour; null is plain. */
export interface Token {
  readonly kind: string | null;
  readonly text: string;
}

const JSON_TOKENS =
  /(?<name>"(?:[^"\\\n]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\\n]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>\b(?:true|false|null)\b)/g;
// Field names, as they can only stand above the first empty line of a part; boundaries; encoded words.
const MIME_TOKENS =
  /^(?<name>[A-Za-z][\w-]*:)(?=\s)|^(?<boundary>--[^\s-][^\r\n]*)$|(?<word>=\?[\w-]+\?[bqBQ]\?[^?\s]*\?=)/gm;

export function highlightJson(text: string): Token[] {
  return tokenize(text, JSON_TOKENS);
}

export function highlightMime(text: string): Token[] {
  return tokenize(text, MIME_TOKENS);
}

function tokenize(text: string, pattern: RegExp): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: null, text: text.slice(end, match.index) });
    const [kind = null] = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  tokens.push({ kind: null, text: text.slice(end) });
  return tokens;
}
