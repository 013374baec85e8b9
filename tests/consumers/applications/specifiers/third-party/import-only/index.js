import { accepted, BaseEmailBackend } from "@posthorn/core";

export default class ImportOnlyBackend extends BaseEmailBackend {
  async transmit({ message }) {
    console.log(`import-only: ${message.subject}`);
    return accepted(message);
  }
}
