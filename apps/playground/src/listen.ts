import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

const ATTEMPTS = 10;

/**
 * Starts something on a port. Where that is taken, the next one is tried, ten at most; port 0 is any free port.
 *
 * @throws Error saying which ports are taken; whatever else `start` throws
 */
export async function onFreePort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  const last = port === 0 ? 0 : Math.min(port + ATTEMPTS - 1, 65_535);
  for (let candidate = port; candidate <= last; candidate += 1) {
    try {
      return await start(candidate);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`The ports ${port} to ${last} are all taken. Stop what uses them, or choose another one.`);
}

/** Listens on a port of this machine alone. @returns the port that was had */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** As Node says it, or the catcher. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "port_taken");
}
