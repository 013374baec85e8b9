/** Mails have few types and character sets; what would fill the memory is made anew. */
const KEPT = 256;

/** A function of a text whose answers are kept, for what is made of the same few texts for every mail. */
export function remembered<Value>(make: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (kept.size < KEPT) kept.set(text, made);
    return made;
  };
}
