import { type ArrivedMail, readMail } from "@posthorn/testing/contract";

const SEPARATOR = `\n${"-".repeat(79)}\n`;

/** The mails that the console and the file backend wrote, each with the line breaks of a mail. They write no envelope. */
export async function writtenMails(text: string): Promise<readonly ArrivedMail[]> {
  const mails = text.split(SEPARATOR).slice(0, -1);
  return await Promise.all(
    mails.map(async (mail) => {
      const source = new TextEncoder().encode(mail.replaceAll("\n", "\r\n"));
      const { envelope: _, ...rest } = await readMail(source, { from: "", to: [] });
      return rest;
    }),
  );
}
