// The same from CommonJS, which loads everything by require first.
const { BaseEmailBackend, getConnection } = require("@posthorn/core");
const { ConsoleBackend } = require("@posthorn/console");

async function compare() {
  const found = await getConnection("@posthorn/console");
  const same = {
    "the backend found by specifier is an instance of the application's BaseEmailBackend":
      found instanceof BaseEmailBackend,
    "it is an instance of the class that the application requires": found instanceof ConsoleBackend,
    "import gives the same core": (await import("@posthorn/core")).BaseEmailBackend === BaseEmailBackend,
    "import gives the same backend": (await import("@posthorn/console")).default === ConsoleBackend,
  };
  console.log(JSON.stringify(same));
}
compare();
