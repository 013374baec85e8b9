import { EmailMessage } from "@posthorn/core";
import { expect, test } from "vitest";
import { matchers } from "../src/index.ts";

const message = new EmailMessage("Hello", "Body", "from@example.com", ["zoe@example.com"]);

const utils = {
  EXPECTED_COLOR: (text: string) => `<green>${text}`,
  RECEIVED_COLOR: (text: string) => `<red>${text}`,
  DIM_COLOR: (text: string) => `<dim>${text}`,
};

test("a failure has the colours of the test runner", () => {
  const result = matchers.toBeAddressedTo.call({ utils }, message, "zoe@example.com", "ada@example.com");
  expect(result.message()).toBe(`Expected a message with
<dim>  recipients  "zoe@example.com"
<dim>  recipients  "ada@example.com"

The message differs:

<dim>  From: from@example.com
<dim>  To: zoe@example.com
<dim>  Subject: Hello
<green>  ✓ recipients "zoe@example.com"
<red>  ✗ recipients
<green>      expected  "ada@example.com"
<red>      sent      zoe@example.com
<dim>  text/plain:
<dim>    Body`);
});

test("a failure has no colours where no test runner gives them", () => {
  expect(matchers.toHaveSubject(message, "Help").message()).toMatch(/^ {6}expected {2}"Help"$/m);
});
