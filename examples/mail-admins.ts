import { configureMail, mailAdmins, mailManagers } from "@posthorn/core";

configureMail({
  admins: ["Ada Lovelace <ada@example.com>", "on-call@example.com"],
  managers: [["Zoë O'Brien", "zoe@example.com"]],
  serverEmail: "Example Shop <server@example.com>",
  emailSubjectPrefix: "[Example Shop] ",
});

await mailAdmins("Payments fail", "Twelve in the last minute; the first was order PH-20417.");
await mailManagers("Sealing wax is running out", "Three sticks are left.", {
  htmlMessage: "<p>Three sticks are <b>left</b>.</p>",
});
