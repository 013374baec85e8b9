// What Node, Bun and Deno run. Its arguments are names of messages whose octets are wanted.
import { answer } from "./answer.mjs";

console.log(await answer(globalThis.Deno?.args ?? process.argv.slice(2)));
