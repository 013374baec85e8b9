/** Mails have few types and character sets; a program that writes as many senders has what it needs next again soon. */
const KEPT = 256;
/** What is longer is no type, set or sender that comes again, and would fill the memory. */
const LONGEST = 256;

/** A function of a text whose answers are kept, for what is made of the same few texts for every mail. */
export function remembered<Value>(make: (text: string) => Value): (text: string) => Value {
  const kept = new Map<string, Value>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (text.length > LONGEST) return made;
    if (kept.size === KEPT) kept.clear();
    kept.set(text, made);
    return made;
  };
}
