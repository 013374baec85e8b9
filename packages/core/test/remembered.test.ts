import { expect, test } from "vitest";
import { remembered } from "../src/remembered.ts";

test("what was made of a text is made once", () => {
  let made = 0;
  const lengthOf = remembered((text) => ({ length: text.length, number: ++made }));
  expect(lengthOf("ab")).toBe(lengthOf("ab"));
  expect(made).toBe(1);
});

test("a text that is refused is refused again", () => {
  let asked = 0;
  const refuse = remembered((text): string => {
    asked += 1;
    throw new RangeError(text);
  });
  expect(() => refuse("a")).toThrow("a");
  expect(() => refuse("a")).toThrow("a");
  expect(asked).toBe(2);
});

test("after more texts than are kept, the newest are kept", () => {
  let made = 0;
  const count = remembered(() => ++made);
  for (let number = 0; number < 1000; number += 1) count(`sender${number}@example.com`);
  expect(count("sender999@example.com")).toBe(1000);
  expect(count("new@example.com")).toBe(1001);
  expect(count("new@example.com"), "a program with many senders is as fast as one with few").toBe(1001);
});

test("a text too long to be a type or a sender is not kept", () => {
  let made = 0;
  const count = remembered(() => ++made);
  const long = "x".repeat(1_000_000);
  expect([count(long), count(long)]).toEqual([1, 2]);
});
