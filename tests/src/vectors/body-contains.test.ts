import { EmailMultiAlternatives } from "@posthorn/core";
import { expect, test } from "vitest";
import { recorded } from "./vector.ts";

test("there are ten searches", () => {
  expect(recorded.body_contains.length).toBe(10);
});

test.each(recorded.body_contains)(
  "bodyContains($text) of $input is $output, as in Django",
  ({ input, text, output }) => {
    const alternatives = input.alternatives?.map(({ content, mimetype }) => [content, mimetype] as const);
    expect(new EmailMultiAlternatives({ body: input.body, alternatives }).bodyContains(text)).toBe(output);
  },
);
