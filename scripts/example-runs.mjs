// What each example must do, for run-examples.mjs.
import { join } from "node:path";
import { certificate } from "./example-servers.mjs";

/**
 * What is run. Mail goes to the SMTP server unless `env` says something else. `prints`, `writes` (to its own folder) and
 * `posts` are texts to be found; `mails` is one such text, or several, for each mail, in the order of arrival,
 * and `recipients` is the envelope of each. `warns` are texts on standard error, on which nothing may stand without it.
 */
export const runs = [
  { program: "send-mail", prints: ["1 message accepted"], mails: ["Subject: Your order has shipped"] },
  { program: "html-message", prints: ["1 message accepted"], mails: ["Content-Type: multipart/alternative"] },
  {
    program: "multipart-from-templates",
    mails: [["List-Unsubscribe: <mailto:unsubscribe@example.com>", "Content-Type: multipart/alternative"]],
  },
  {
    program: "multipart",
    prints: ["accepted zoe@example.com, archive@example.com", "1 message accepted"],
    mails: [["To: =?utf-8?b?Wm/DqyBPJ0JyaWVu?= <zoe@example.com>", "filename=receipt.csv"]],
  },
  { program: "template", prints: ["1 message accepted: Welcome"], mails: ["Content-Type: multipart/alternative"] },
  {
    program: "mass-mail",
    prints: ["2 messages accepted over one connection"],
    mails: ["To: ada@example.com, bob@example.com", "To: caretaker@example.org"],
    connections: 1,
  },
  { program: "mass-mail-items", mails: ["Dear Ada,", "Dear Zo=C3=AB,"], connections: 1 },
  {
    program: "together-or-apart",
    mails: ["To: john@example.com, jane@example.com", "To: john@example.com\r\n", "To: jane@example.com\r\n"],
    connections: 2,
  },
  {
    program: "mail-admins",
    mails: [
      ["Subject: [Example Shop] Payments fail", "To: Ada Lovelace <ada@example.com>, on-call@example.com"],
      ["From: Example Shop <server@example.com>", "text/html"],
    ],
  },
  {
    program: "error-handler",
    env: () => ({ ADMINS: "Ada Lovelace <ada@example.com>" }),
    mails: [["Subject: [Posthorn] RangeError: Order PH-20417 has no items\r\n", "in the table of orders"]],
  },
  {
    program: "error-handler",
    env: () => ({ ADMINS: "nobody@" }),
    warns: ["The admins could not be told: ConfigurationError"],
  },
  {
    program: "email-message",
    mails: [["Message-ID: <booking-1042@example.com>", "Reply-To: host@example.com"], "table on Saturday"],
  },
  { program: "format-mailbox", mails: ["To: =?utf-8?b?TcO8bGxlciwgSsO8cmdlbg==?= <juergen@example.com>"] },
  {
    program: "attachments",
    prints: ["wind.png: image/png", "wind.csv: text/csv", "weather-map.png: image/png"],
    mails: [["filename=wind.png", "filename=wind.csv", "filename=weather-map.png"]],
  },
  { program: "forward", mails: [["Content-Type: message/rfc822", "Subject: Broken bell", "filename=order.json"]] },
  {
    program: "inline-image",
    mails: [
      [
        'Content-Type: multipart/related; type="text/html";',
        "Content-Disposition: inline; filename=weather-map.png",
        "Content-ID: <weather-map@example.com>",
        "cid:weather-map@example.com",
      ],
    ],
  },
  {
    program: "streamed-attachments",
    prints: ["readers.json: application/json", "subscribers.txt.gz: application/gzip"],
    mails: [["filename=readers.json", "eyJyZWFkZXJzIjo1fQ==", "filename=subscribers.txt.gz", "\r\n\r\nH4sI"]],
  },
  {
    program: "archive-mail",
    env: ({ own }) => ({ ARCHIVE: own }),
    prints: ["1"],
    writes: ["\r\n\r\niVBORw0KGgo"],
    mails: ["filename=weather-map.png"],
  },
  {
    program: "abuse-report",
    prints: ["multipart/report 7bit\ntext/plain 7bit\nmessage/feedback-report 7bit\nmessage/rfc822 7bit\n"],
    mails: [["multipart/report; report-type=feedback-report", "Feedback-Type: abuse", "Subject: You have won"]],
  },
  { program: "alternatives", mails: ["<strong>seven</strong>", "<strong>seven</strong>"] },
  { program: "calendar-invitation", mails: ["Content-Type: text/calendar; method=REQUEST; charset=utf-8"] },
  { program: "html-only", mails: ["Content-Type: text/html"] },
  { program: "order-mail", mails: [["Importance: high", "text/html"]] },
  { program: "newsletter", mails: [["List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Auto-Submitted: auto-gen"]] },
  {
    program: "ticket-reply",
    mails: [["In-Reply-To: <c0ffee@mail.example.com>", "Auto-Submitted: auto-replied", "<first@mail.example.com>"]],
  },
  { program: "prepare", prints: ["[ 'zoe@example.com' ]", "octets", "Subject: Your code is 482913"] },
  {
    program: "print-mail",
    prints: [
      "   Subject: Grüße\n",
      "\n\n  Your code is 482913.\n\n",
      "Subject: =?utf-8?b?R3LDvMOfZQ==?=\n",
      `\n${"-".repeat(79)}\n`,
    ],
  },
  { program: "console-to-stderr", warns: ["Subject: Your code is 482913\n", "\n  It is good for ten minutes.\n"] },
  {
    program: "read-html",
    prints: [
      "Hello, Zoë\nConfirm <https://shop.example/confirm?code=1&by=mail> it.\n",
      "Hello, Zoë\nConfirm it.\n",
      "\nhttps://shop.example/confirm?code=1&by=mail\nhttps://shop.example/help\n",
      "(see https://shop.example/help).␛[2J\n",
    ],
  },
  {
    program: "report",
    prints: [
      "1 message accepted",
      "ada@example.com: accepted (250 OK: message queued)",
      "nobody@example.com: refused (550 5.1.1",
    ],
    mails: ["filename=minutes.txt"],
  },
  {
    program: "what-to-catch",
    prints: [
      "ada@example.com: accepted",
      "bob@: mend the message: ",
      "nobody@example.com: give up: recipients_refused (550 5.1.1 No such mailbox)",
      "busy@example.com: try again later: recipients_refused",
      "silent@example.com: it may have arrived",
    ],
    mails: ["To: ada@example.com"],
  },
  {
    program: "batch-failures",
    prints: ["2 of 3 messages were not accepted", "Worth another try: busy@example.com"],
    mails: ["To: ada@example.com"],
    connections: 1,
  },
  { program: "held-connection", mails: ["Row 4, seat 11.", "Row 4, seat 12."], connections: 1 },
  { program: "plain-javascript", mails: ["Row 4, seat 11.", "Row 4, seat 12."], connections: 1 },
  {
    program: "send-messages",
    prints: ["2 notifications accepted"],
    mails: ["To: ada@", "To: bob@"],
    connections: 1,
  },
  { program: "open-and-close", mails: ["To: ada@", "To: bob@", "To: zoe@"], connections: 1 },
  {
    program: "stream",
    prints: ["3 accepted", "not-an-address@: refused", "nobody@example.com: refused"],
    mails: ["To: ada@", "To: bob@", "To: zoe@"],
    connections: 1,
  },
  {
    program: "stop-on-sigterm",
    prints: ["2 sent; in doubt: carl@example.com; still to send: zoe@example.com"],
    mails: ["To: ada@", "To: bob@"],
  },
  {
    program: "hooks",
    env: ({ own }) => ({ MAIL_LOG: join(own, "mail.log") }),
    prints: ["1\n0\n1\n"],
    mails: [
      ["[for zoe@example.com] Your order", "To: staging@example.com"],
      ["[for zoe@example.com, archive@example.com] Your receipt", "To: staging@example.com"],
    ],
    recipients: ["staging@example.com", "staging@example.com"],
    writes: ['"subject":"Your receipt","fates":["staging@example.com: accepted"]}'],
  },
  {
    program: "hooks",
    env: ({ own }) => ({ MAIL_LOG: own, NODE_ENV: "production" }),
    prints: ["1\n0\n1\n"],
    warns: ["could not be logged: Error: EISDIR"],
    mails: ["To: zoe@example.com", "To: zoe@example.com"],
    recipients: ["zoe@example.com", "zoe@example.com, archive@example.com"],
  },
  {
    program: "choose-backend",
    env: ({ own }) => ({ EMAIL_FILE_PATH: own }),
    mails: ["Subject: By its class"],
    writes: ["Subject: By its name"],
  },
  {
    program: "eml-files",
    env: ({ own }) => ({ EMAIL_FILE_PATH: own }),
    writes: ["Subject: Your code is 482913\r\n"],
  },
  {
    program: "send-mail",
    env: ({ own }) => ({ EMAIL_BACKEND: "./dist/eml-backend.js", EMAIL_FILE_PATH: own }),
    prints: ["1 message accepted"],
    writes: ["Subject: Your order has shipped\r\n"],
  },
  {
    program: "named-mailers",
    env: ({ smtp }) => ({ EMAIL_BACKEND: "@posthorn/console", BULK_HOST: "127.0.0.1", BULK_PORT: `${smtp.port}` }),
    prints: ["Subject: Your code is 482913"],
    mails: ["Subject: New post horns", "Subject: New mutes", "Subject: New valves"],
  },
  {
    program: "configure",
    env: () => ({ EMAIL_HOST: "", EMAIL_PORT: "", EMAIL_URL: "smtp+tls://shop:s%40fe@mail.example.com" }),
    prints: ["From Example Shop <orders@example.com>, through mail.example.com:587", "STARTTLS"],
  },
  { program: "outbox", prints: ["Your code is 482913"] },
  {
    program: "secure-smtp",
    env: ({ smtp }) => ({
      SHOP_HOST: "localhost",
      SHOP_PORT: `${smtp.port}`,
      SHOP_PASSWORD: "s@fe",
      NODE_EXTRA_CA_CERTS: certificate,
    }),
    mails: ["To: zoe@", "To: bob@"],
    connections: 1,
  },
  { program: "check-at-start", prints: ["mail can be sent"], connections: 1 },
  {
    program: "check-at-start",
    env: () => ({ EMAIL_PORT: "smtp" }),
    status: 1,
    prints: ["wrong setting: the environment variable EMAIL_PORT must be a whole number from 1 to 65535"],
  },
  { program: "check-at-start", env: () => ({ EMAIL_PORT: "1" }), status: 1, prints: ["no server: No session with"] },
  { program: "expect-mail", prints: ["pass 1"] },
  { program: "own-expect", prints: ["false Expected a message with\n  subject  /482914/"] },
  { program: "check-backend", prints: ["cases were run."] },
  { program: "node-test-runner", prints: ["pass 5"] },
  {
    program: "send-mail",
    env: ({ http }) => ({ EMAIL_BACKEND: "./dist/webhook-backend.js", WEBHOOK_URL: http.url }),
    prints: ["1 message accepted"],
    posts: ['"to":["zoe@example.com"]'],
  },
  {
    program: "mass-mail",
    env: ({ http }) => ({ EMAIL_BACKEND: "./dist/bulk-backend.js", BULK_URL: http.url }),
    prints: ["2 messages accepted"],
    posts: ['{"to":["ada@example.com","bob@example.com"],"mail":'],
  },
  {
    program: "held-connection",
    env: ({ own }) => ({ EMAIL_BACKEND: "./dist/journal-backend.js", JOURNAL: join(own, "mail.jsonl") }),
    writes: ['{"from":"webmaster@localhost","to":["ada@example.com"]', "Row 4, seat 12."],
  },
  {
    program: "mass-mail",
    env: ({ own }) => ({ EMAIL_BACKEND: "./dist/django-style-backend.js", MAIL_FOLDER: own }),
    prints: ["2 messages accepted"],
    writes: ["Subject: Rehearsal on Friday", "Subject: The hall on Friday"],
  },
  { program: "send-mail", env: () => ({ EMAIL_BACKEND: "@posthorn/console" }), prints: ["Subject: Your order"] },
  {
    program: "send-mail",
    env: ({ own }) => ({ EMAIL_BACKEND: "@posthorn/file", EMAIL_FILE_PATH: join(own, "app-messages") }),
    writes: ["Subject: Your order"],
  },
  { program: "send-mail", env: () => ({ EMAIL_BACKEND: "@posthorn/memory" }), prints: ["1 message accepted"] },
  { program: "send-mail", env: () => ({ EMAIL_BACKEND: "@posthorn/dummy" }), prints: ["1 message accepted"] },
];
