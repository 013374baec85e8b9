import { configureMail, settings } from "@posthorn/core";

configureMail({
  defaultFromEmail: "Example Shop <orders@example.com>",
  messageIdDomain: "mail.example.com",
});

console.log(`From ${settings.defaultFromEmail}, through ${settings.emailHost}:${settings.emailPort}`);
console.log(settings.emailUseSsl ? "TLS from the first octet" : settings.emailUseTls ? "STARTTLS" : "no TLS");
