// `npm start`: sets everything up and serves the playground; arguments go to it.
import { setup } from "./setup.mjs";

setup();
await import("../apps/playground/dist/main.js");
