import { once } from "node:events";
import { connect } from "node:net";

/** Says lines to a server on loopback, each once the one before is answered, and ends. @returns all that the server said */
export async function converse(port: number, ...lines: readonly string[]): Promise<string> {
  const socket = connect(port, "127.0.0.1").setEncoding("utf8");
  const unsaid = [...lines];
  let said = "";
  socket.on("data", (data) => {
    said += data;
    const line = /^\d{3} .*\r\n$/m.test(String(data)) ? unsaid.shift() : undefined;
    if (line === undefined) return;
    socket.write(`${line}\r\n`);
    if (unsaid.length === 0) socket.end();
  });
  await once(socket, "close");
  return said;
}
