import { accepted, BaseEmailBackend } from "@posthorn/core";

export default class OwnBackend extends BaseEmailBackend {
  async transmit({ message }) {
    console.log(`own-backend.mjs: ${message.subject}`);
    return accepted(message);
  }
}
