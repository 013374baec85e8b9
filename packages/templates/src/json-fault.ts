const SPACE = /[ \t\r\n]*/y;
const STRING = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;
const NUMBER_OR_NAME = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

/** The offset of the first token at which a text stops being JSON (RFC 8259); its length if only more is missing. */
export function jsonFaultOffset(text: string): number {
  let offset = 0;

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const found = pattern.test(text);
    if (found) offset = pattern.lastIndex;
    return found;
  };
  const takeSign = (sign: string): boolean => {
    take(SPACE);
    const found = text.startsWith(sign, offset);
    if (found) offset += sign.length;
    take(SPACE);
    return found;
  };
  const takeKey = (): boolean => take(STRING) && takeSign(":");

  // The signs that end what is open, in place of recursion: 100 KB can be 100,000 lists deep.
  const ends: string[] = [];
  const takeEnd = (): boolean => {
    const end = ends.at(-1);
    return end !== undefined && takeSign(end) && ends.pop() !== undefined;
  };
  const takeNext = (): boolean => ends.length > 0 && takeSign(",") && (ends.at(-1) === "]" || takeKey());

  for (let isMore = true; isMore; ) {
    if (takeSign("[")) {
      ends.push("]");
      if (!takeEnd()) continue;
    } else if (takeSign("{")) {
      ends.push("}");
      if (!takeEnd()) {
        isMore = takeKey();
        continue;
      }
    } else if (!take(STRING) && !take(NUMBER_OR_NAME)) {
      break;
    }
    while (takeEnd());
    isMore = takeNext();
  }
  take(SPACE);
  return offset;
}
