// Prints whether every way of loading core and a backend leads to the same classes.
import { createRequire } from "node:module";
import Default, { ConsoleBackend } from "@posthorn/console";
import { BaseEmailBackend, getConnection } from "@posthorn/core";

const require = createRequire(import.meta.url);
const found = await getConnection("@posthorn/console");
const same = {
  "the backend found by specifier is an instance of the application's BaseEmailBackend":
    found instanceof BaseEmailBackend,
  "it is an instance of the class that the application imports": found instanceof ConsoleBackend,
  "that class is the default export": Default === ConsoleBackend,
  "require gives the same core": require("@posthorn/core").BaseEmailBackend === BaseEmailBackend,
  "require gives the same backend": require("@posthorn/console").ConsoleBackend === ConsoleBackend,
};
console.log(JSON.stringify(same));
