// As a compiler writes an ES module for require.
Object.defineProperty(exports, "__esModule", { value: true });
const { accepted, BaseEmailBackend } = require("@posthorn/core");

exports.default = class DualBackend extends BaseEmailBackend {
  async transmit({ message }) {
    console.log(`dual, its CommonJS: ${message.subject}`);
    return accepted(message);
  }
};
