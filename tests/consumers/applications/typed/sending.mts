import { type BaseEmailBackend, getConnection, mailAdmins, mailManagers, sendMail, sendMassMail } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";

const connection = new DummyBackend({ failSilently: true });
const to = ["Ada <ada@example.com>"];
const { signal } = new AbortController();
declare const maybe: BaseEmailBackend | null | undefined;
declare const noLogin: string | undefined;

export const sent: number = await sendMail("Subject", "Body", null, to, { connection, htmlMessage: "<p>", signal });
await sendMail("Subject", "Body", undefined, new Set(to), { connection: maybe, failSilently: true });
await sendMail("Subject", "Body", null, to, { using: "marketing", authUser: "ada", authPassword: "secret" });
await sendMail("Subject", "Body", null, to, { authUser: noLogin, authPassword: null });
await mailAdmins("Subject", "Body", { using: "marketing", htmlMessage: "<p>Body</p>" });
await mailManagers("Subject", "Body", { connection, failSilently: true, signal });
await sendMassMail([["Subject", "Body", null, to]], { connection });
await sendMassMail(new Set([["Subject", "Body", null, to]] as const), { using: "marketing" });

// @ts-expect-error A connection is made already: no mailer is chosen beside it.
await sendMail("Subject", "Body", null, to, { connection, using: "marketing" });
// @ts-expect-error Nor can it be told who authenticates.
await sendMail("Subject", "Body", null, to, { connection, authUser: "ada" });
// @ts-expect-error Nor with what.
await sendMassMail([["Subject", "Body", null, to]], { connection, authPassword: "secret" });
// @ts-expect-error The connection is awaited first.
await sendMail("Subject", "Body", null, to, { connection: getConnection() });
// @ts-expect-error Recipients are a list.
await sendMail("Subject", "Body", null, "ada@example.com");
// @ts-expect-error A list is not one number.
await sendMail("Subject", "Body", null, 1);
// @ts-expect-error A misspelled option is none.
await sendMail("Subject", "Body", null, to, { htmlMesage: "<p>" });
// @ts-expect-error Admins are written to as the server, not as a user.
await mailAdmins("Subject", "Body", { authUser: "ada" });
// @ts-expect-error Admins are a setting, not an argument.
await mailAdmins("Subject", "Body", to);
// @ts-expect-error Each message names its recipients.
await sendMassMail([["Subject", "Body", null]]);
