import { EmailMessage, EmailMultiAlternatives } from "@posthorn/core";
import { describe, expect, test } from "vitest";
import { code, outbox } from "../src/index.ts";
import { readMail } from "../src/received-mail.ts";
import { failureOf } from "./failure-of.ts";

const mail = (subject: string, body = ""): EmailMessage => new EmailMessage({ subject, body });

describe("code", () => {
  test.each([
    ["482913", "482913 is your code", "Hello,\n\n482913 is your code. It expires in 10 minutes."],
    ["482913", "Your login", "Your verification code is: 482913\n\nIf you did not ask, call +49 30 1234567."],
    ["482913", "Your login", "Enter this code:\n\n482 913\n\nExample Inc., 2026"],
    ["482913", "Your login code: 482913", "Your code is 482 913."],
    ["G-482913", "Google", "G-482913 is your Google verification code."],
    [
      "A7K-Q2P",
      "Slack confirmation code: A7K-Q2P",
      "Confirm your email address\n\nA7K-Q2P\n\n© 2026 Slack, 500 Howard Street, San Francisco, CA 94105",
    ],
    ["ABC-DEF", "Sign in", "Your confirmation code is below.\n\nABC-DEF"],
    [
      "12345678",
      "[GitHub] Please verify your device",
      "Verification code: 12345678\n\nVisit https://github.com/settings/security?code=99887766 to learn more.",
    ],
    ["F7K2Q", "Your Steam account", "Here is the Steam Guard code you need to login to account zoe1999:\n\nF7K2Q"],
    ["4829", "Ihre TAN", "Die TAN lautet 4829 für die Überweisung von 1299,00 EUR vom 25.11.2026."],
    ["2031", "Your PIN is 2031", "It is good until 2027."],
    ["2031", "Your PIN", "Your PIN is:\n\n2031"],
    ["48291375", "Code", "Your code: 4829 1375"],
    ["482913", "Order 20417222", "Use the code 482913 to pick up order 20417222, which costs $1299."],
    ["482913", "Bestätigungscode", "Ihr Bestätigungscode lautet 482913."],
    ["482913", "Votre code", "Votre code de vérification : 482913"],
    ["482913", "驗證碼", "您的验证码是 482913"],
    ["482913", "验证码", "您的验证码是482913，请勿告诉他人。"],
    ["482913", "認証コード", "認証コードは482913です"],
    ["482913", "Code", "Code:482913"],
    [
      "482913",
      "Your code is 482913 (good until 14:30 on 25.11.2026)",
      "It was asked for on 25 November 2026 from 192.168.10.22.",
    ],
    ["1234567", "Microsoft account security code", "Please use the following security code.\n\nSecurity code: 1234567"],
    [
      "482913",
      "Verify your new account",
      "Please use the following One Time Password (OTP):\n\n482913\n\nDo not share it.",
    ],
    ["0429", "Code", "Your code is *0429*"],
    ["123456", "Sign in to Example", "Use 123456 to sign in."],
    ["123456", "Sign in", "Use 123456 to sign in to your account, which ends in 9876."],
    ["123456", "123456", "It is good for ten minutes."],
    ["834211", "Sign in", "Enter 834211 at https://example.com/login within 10 minutes."],
    ["834211", "Sign in", "Please enter 834211."],
  ])("is %s of %s", (expected, subject, body) => {
    expect(code(mail(subject, body))).toBe(expected);
  });

  test.each([
    ["an order", "Your order 482913 has shipped"],
    ["a year", "The code of conduct of 2026 applies. © 2026 Example"],
    ["a year on a line of its own", "Here are the code and the terms.\n\n2026"],
    ["an order's number on a line of its own", "Your code is in the picture.\nOrder number:\n20417222"],
    ["a price", "Use code at checkout to save $4829, €4829 or 4829 EUR"],
    ["a telephone number", "Lost your code? Call +1 555 123-4567 or (555) 123-4567 or tel. 5551234"],
    ["a part of a URL", "Your code: https://example.com/482913?code=482913"],
    ["a part of an address", "Your code was sent to zoe482913@example.com"],
    ["a date", "Your code is good until 2026-11-25 or 25/11/2026 or 11.2026"],
    ["a promotion", "Your promo code SAVE2026 and your postal code 12345"],
    ["a long number", "Your code for card 4111111111111111"],
    ["a time", "Your code expires in 1440 minutes"],
    ["a number beside a password", "Your password for user 48213 was reset. Your password expires; room 4711"],
    ["an amount to use", "Use 20000 points to save, or use 4829 for your order"],
    ["an order to enter", "Enter your order number 20417222 at https://example.com/track"],
    ["a year to enter", "Enter 2026 with a smile"],
  ])("is never %s", (_, body) => {
    expect(failureOf(() => code(mail("Hello", body)))).toContain("There is nothing that the mail calls a code");
  });

  test("is read in HTML, where there is no text", () => {
    const html =
      "<style>p { color: #482914 }</style><p>Your code is</p><table><tr><td><b>482</b>&nbsp;913</td></tr></table>";
    expect(code(new EmailMultiAlternatives({ subject: "Hello", html }))).toBe("482913");
  });

  test("is what the pattern finds, or its group", () => {
    const message = mail("Sign in", "Your words: loro-visto-kemo\nYour number: 77");
    expect(code(message, { pattern: /\b[a-z]{4}-[a-z]{5}-[a-z]{4}\b/ })).toBe("loro-visto-kemo");
    expect(code(message, { pattern: /number: (\d+)/g })).toBe("77");
  });

  test.each(["a".repeat(500_000), "4829 ".repeat(100_000), "a@".repeat(200_000), "482913-".repeat(80_000)])(
    "takes linear time for a long line: %#",
    (line) => {
      expect(failureOf(() => code(mail("Code", line)))).toMatch(/^There (?:is nothing|are \d+) that/);
    },
  );

  test("of a mail that a catcher took", async () => {
    const source = new EmailMessage({ to: ["zoe@example.com"], body: "Your code: 482913" }).message().toBytes();
    expect(code(await readMail(source, { from: "", to: [] }))).toBe("482913");
  });

  test("fails with every candidate, if there are two", () => {
    expect(failureOf(() => code(mail("Codes", "Your code is 482913.\nYour backup code is 557718.")))).toBe(
      [
        "There are 2 that the mail calls a code: 482913, 557718",
        '  482913  in "Your code is 482913."',
        '  557718  in "Your backup code is 557718."',
        "Say what the code looks like: code(message, { pattern: /(?<=code is )\\d{6}/ }).",
      ].join("\n"),
    );
  });

  test("fails with what may be one, if the mail calls nothing so", () => {
    expect(failureOf(() => code(mail("Order 482913", "Thank you.")))).toContain(
      'these may be one:\n  482913  in "Order 482913"',
    );
  });

  test("fails with the mail, if a pattern finds nothing or too much", () => {
    expect(failureOf(() => code(mail("Hello", "Dear Zoë"), { pattern: /\d+/ }))).toContain(
      "There is nothing that /\\d+/ finds:\n  Hello\n  Dear Zoë",
    );
    expect(failureOf(() => code(mail("1", "2"), { pattern: /\d/y }))).toContain("There are 2 that /\\d/y finds: 1, 2");
  });

  test.each([
    ["Order 482913", "/(?<=Order )\\d{6}/"],
    ["Membership (new): A7K-Q2P", "/(?<=Membership \\(new\\): )[A-Z]\\d[A-Z]-[A-Z]\\d[A-Z]/"],
    ["Hello", "/\\d{6}/"],
  ])("fails with a pattern that finds the number of %s", (text, pattern) => {
    const failure = failureOf(() => code(mail("Hello", text)));
    expect(failure).toContain(`code(message, { pattern: ${pattern} })`);
    const [, source = ""] = /pattern: \/(.*)\/ \}/.exec(failure) ?? [];
    const [found] = /[\d-]{6}|\S*-\S*$/.exec(text) ?? [];
    if (found) expect(code(mail("Hello", text), { pattern: new RegExp(source) })).toBe(found);
  });

  test("fails in a few lines that no terminal obeys, with URLs left out of them", () => {
    const body = `Order 482913 of https://example.com \u001b[31m\n${"x".repeat(100_000)}\nOrder 482914\n`.repeat(50);
    const failure = failureOf(() => code(mail("Hello", body)));
    expect(failure).toContain('  482913  in "Order 482913 of …');
    expect(failure).not.toContain("\u001b");
    expect(failure.length).toBeLessThan(3000);
    const long = failureOf(() => code(mail("\u001b]0;x\u0007", "x".repeat(1_000_000)), { pattern: /\d{9}/ }));
    expect(long).toContain("␛]0;x␇\n");
    expect(long.length).toBeLessThan(1000);
  });

  test("refuses what it cannot read", () => {
    expect(() => code(outbox[0])).toThrow(TypeError);
    expect(failureOf(() => code(outbox[0]))).toContain("nothing was sent there");
    expect(failureOf(() => code(mail("1"), { patern: /x/ } as object))).toContain('takes no option "patern"');
    expect(failureOf(() => code(mail("1"), { pattern: "x" } as object))).toContain("pattern must be a RegExp");
  });
});
