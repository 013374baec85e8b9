const { accepted, BaseEmailBackend } = require("@posthorn/core");

module.exports = class OwnBackend extends BaseEmailBackend {
  async transmit({ message }) {
    console.log(`own-backend.cjs: ${message.subject}`);
    return accepted(message);
  }
};
