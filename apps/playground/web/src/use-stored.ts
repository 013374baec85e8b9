import { useState } from "preact/hooks";
import { readStored, writeStored } from "./stored.ts";

/** State of one of the given values that outlives the page. */
export function useStoredChoice<Choice extends string>(
  key: string,
  choices: readonly [Choice, ...Choice[]],
): [Choice, (choice: Choice) => void] {
  const [choice, setChoice] = useState<Choice>(() => {
    const stored = readStored("local", key);
    return choices.find((candidate) => candidate === stored) ?? choices[0];
  });
  return [
    choice,
    (next) => {
      setChoice(next);
      writeStored("local", key, next);
    },
  ];
}

/** State of a text that outlives the page. */
export function useStoredText(key: string, initial: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => readStored("local", key) ?? initial);
  return [
    text,
    (next) => {
      setText(next);
      writeStored("local", key, next);
    },
  ];
}
