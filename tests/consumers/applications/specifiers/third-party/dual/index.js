import { accepted, BaseEmailBackend } from "@posthorn/core";

export default class DualBackend extends BaseEmailBackend {
  async transmit({ message }) {
    console.log(`dual, its ES module: ${message.subject}`);
    return accepted(message);
  }
}
