import type SMTPConnection from "nodemailer/lib/smtp-connection";

/** The answer of one of nodemailer's calls, or the error of the connection, which may come instead. */
export function settle<Result>(
  connection: SMTPConnection,
  call: (done: (error?: Error | null, result?: Result) => void) => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      detach();
      reject(error);
    };
    // nodemailer ends before it answers a call with the reply 421: the answer knows more, so it goes first.
    const onEnd = (): void => {
      setImmediate(() => fail(Object.assign(new Error("The connection was closed"), { code: "ECONNECTION" })));
    };
    const detach = (): void => {
      connection.off("error", fail);
      connection.off("end", onEnd);
    };
    connection.on("error", fail);
    connection.on("end", onEnd);
    call((error, result) => {
      if (error) return fail(error);
      detach();
      resolve(result as Result);
    });
  });
}
