import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { PlaygroundEvent } from "./api.ts";

const HEARTBEAT_MS = 20_000;

/** Answers with server-sent events until the client goes. */
export function streamEvents(
  context: Context,
  subscribe: (listener: (event: PlaygroundEvent) => void) => () => void,
): Response {
  return streamSSE(context, async (stream) => {
    const unsubscribe = subscribe((event) => void stream.writeSSE({ event: event.type, data: JSON.stringify(event) }));
    stream.onAbort(unsubscribe);
    // The first event tells the client that it is subscribed: what it reads from now on, it cannot miss.
    await stream.writeSSE({ event: "ready", data: "{}" });
    while (!stream.aborted) {
      await stream.sleep(HEARTBEAT_MS);
      await stream.writeSSE({ event: "heartbeat", data: "{}" });
    }
  });
}
