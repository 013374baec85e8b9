import { CatcherError } from "./catcher-error.ts";

/** What a failure to listen means, and what to do about it. */
export function listenError(cause: unknown, host: string, port: number): CatcherError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return new CatcherError(
        `Port ${port} of ${host} is taken. Stop what listens there, or choose another port; 0 is any free one.`,
        "port_taken",
        { cause },
      );
    case "EACCES":
      return new CatcherError(
        `Port ${port} of ${host} may not be listened on by this user. Choose one from 1024 on; 0 is any free one.`,
        "port_forbidden",
        { cause },
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return new CatcherError(
        `${host} is not this machine. The host is the address or name of an interface here, such as 127.0.0.1 or ::1.`,
        "foreign_host",
        { cause },
      );
    default: {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return new CatcherError(`The catcher cannot listen on port ${port} of ${host}: ${reason}.`, "not_started", {
        cause,
      });
    }
  }
}
