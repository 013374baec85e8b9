import type { Server } from "node:net";

const ATTEMPTS = 10;

/**
 * Listens on this machine only. Where the port is taken, the next one is tried, ten at most; port 0 is any free port.
 *
 * @returns the port that was had
 * @throws Error saying which ports are taken
 */
export async function listen(server: Server, port: number): Promise<number> {
  const last = port === 0 ? 0 : Math.min(port + ATTEMPTS - 1, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    if (await tryPort(server, candidate)) {
      const address = server.address();
      return address !== null && typeof address === "object" ? address.port : candidate;
    }
  }
  throw new Error(`The ports ${port} to ${last} are all taken. Stop what uses them, or choose another one.`);
}

function tryPort(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off("listening", onListening);
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    };
    const onListening = () => {
      server.off("error", onError);
      resolve(true);
    };
    server.once("error", onError);
    server.once("listening", onListening);
    server.listen(port, "127.0.0.1");
  });
}
