import { sendMail } from "@posthorn/core";
import { withOutbox } from "@posthorn/testing";

function sendCode(code, address) {
  return sendMail(`Your code is ${code}`, "It is good for ten minutes.", "login@example.com", [address]);
}

test.concurrent.each(["ada", "bob", "zoe"])("a code is sent to %s", (name) =>
  withOutbox(async (own) => {
    await sendCode("482913", `${name}@example.com`);
    expect(own).toHaveSent({ to: [`${name}@example.com`], subject: /482913/ });
  }),
);
