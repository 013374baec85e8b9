import { EmailMessage } from "@posthorn/core";
import { matchers } from "@posthorn/testing";

const message = new EmailMessage("Your code is 482913", "It is good for ten minutes.", null, ["zoe@example.com"]);

// What expect.extend(matchers) calls
const { pass, message: failure } = matchers.toHaveSubject(message, /482914/);

console.log(pass, failure());
