const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
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
  const takeMembers = (end: string, takeMember: () => boolean): boolean => {
    if (takeSign(end)) return true;
    do {
      if (!takeMember()) return false;
    } while (takeSign(","));
    return takeSign(end);
  };
  const takeValue = (): boolean => {
    if (takeSign("{")) return takeMembers("}", () => take(STRING) && takeSign(":") && takeValue());
    if (takeSign("[")) return takeMembers("]", takeValue);
    return take(STRING) || take(NUMBER_OR_NAME);
  };

  takeValue();
  take(SPACE);
  return offset;
}
