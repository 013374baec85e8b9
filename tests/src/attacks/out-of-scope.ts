/** Entries that concern no message, by where what they attack is or will be. */
export const OUT_OF_SCOPE: Readonly<Record<string, readonly string[]>> = {
  "templates, which make the text of a message": [
    ...ids("TMPL", 1, 3, 5, 7, 8, 9, 10, 11, 13, 14, 18, 19, 20, 21, 22, 23, 24, 25),
    ...ids("DOS", 4),
  ],
  "the queue, which is not built yet": ids("QUEUE", 1, 6, 7, 8, 9, 10),
  "webhooks, which are not built yet": ids("WEBHOOK", 1, 5, 6, 7, 8, 10, 12, 14, 17, 18),
  "HTTP providers, which are not built yet": [...ids("DOS", 10, 11, 12, 13, 14), ...ids("SECRETS", 4)],
  "the playground, which shows messages": ids("PLAYGROUND", 1, 2, 4, 6, 8, 10, 11, 12, 13, 15),
  "the connection, which is made before there is a message": [...ids("TLS", 1, 2, 4, 5, 7, 8), ...ids("DOS", 5, 6)],
};

function ids(name: string, ...numbers: readonly number[]): readonly string[] {
  return numbers.map((number) => `${name}-${String(number).padStart(3, "0")}`);
}
