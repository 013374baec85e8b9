import { EmailMultiAlternatives } from "@posthorn/core";
import { expect, test } from "vitest";

test("text and HTML say the same", () => {
  const message = new EmailMultiAlternatives("Opening hours", "We open at nine.", null, ["zoe@example.com"]);
  message.attachAlternative("<p>We open at nine.</p>", "text/html");

  expect(message.bodyContains("We open at nine.")).toBe(true);
  expect(message.bodyContains("<p>We open at nine.</p>")).toBe(false);
});
