import { EmailMultiAlternatives } from "@posthorn/core";
import { expect, test } from "vitest";

function ticket(holder: string): EmailMultiAlternatives {
  const message = new EmailMultiAlternatives("Your ticket", `Row 4, seat 11, for ${holder}.`, null, [
    "zoe@example.com",
  ]);
  message.attachAlternative(`<p>Row <b>4</b>, seat <b>11</b>, for ${holder}.</p>`, "text/html");
  return message;
}

test("a ticket has an HTML version", () => {
  const message = ticket("Zoë");

  expect(message.alternatives).toHaveLength(1);
  expect(message.alternatives[0]?.content).toBe("<p>Row <b>4</b>, seat <b>11</b>, for Zoë.</p>");
  expect(message.alternatives[0]?.mimetype).toBe("text/html");
});
