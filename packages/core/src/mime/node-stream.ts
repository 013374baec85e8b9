/** The streams of Node that are listened to, and what those of them that failed said. */
const heard = new WeakMap<object, { readonly cause: unknown } | undefined>();

/** Listens for the failure of a stream of Node, which may come before anybody reads, and ends the process if nobody listens. */
export function listenTo(source: object): void {
  if (heard.has(source) || !("on" in source && typeof source.on === "function")) return;
  heard.set(source, undefined);
  source.on("error", (cause: unknown) => heard.set(source, { cause }));
}

/** What a stream that is listened to failed with. */
export function failureOf(source: object): { readonly cause: unknown } | undefined {
  return heard.get(source);
}

/** Why a stream of Node has nothing to give any more; undefined where it may have, or is no stream of Node. */
export function spentBy(source: object): "read" | "destroyed" | undefined {
  if ("readableEnded" in source && source.readableEnded === true) return "read";
  return "destroyed" in source && source.destroyed === true ? "destroyed" : undefined;
}

/** The encoding for which a stream of Node gives text instead of octets; undefined for any other. */
export function textEncodingOf(source: object): string | undefined {
  const encoding = "readableEncoding" in source ? source.readableEncoding : undefined;
  return typeof encoding === "string" ? encoding : undefined;
}
