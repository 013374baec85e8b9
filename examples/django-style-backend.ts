import { writeFile } from "node:fs/promises";
import { BaseEmailBackend, type Messages } from "@posthorn/core";

/** Writes each message to a file of its own, as a backend in Django would. */
export default class FolderBackend extends BaseEmailBackend {
  override async sendMessages(messages: Messages): Promise<number> {
    let sent = 0;
    for await (const message of messages) {
      const name = `${process.env.MAIL_FOLDER ?? "."}/${sent + 1}.eml`;
      await writeFile(name, message.message().stream());
      sent += 1;
    }
    return sent;
  }
}
