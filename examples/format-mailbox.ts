import { formatMailbox, sendMail } from "@posthorn/core";

/** As it came from a form: no template string would have quoted it. */
const customer = { name: "Müller, Jürgen", email: "juergen@example.com" };

await sendMail("Welcome", "Good to have you.", "Example Shop <shop@example.com>", [
  formatMailbox(customer.name, customer.email),
]);
