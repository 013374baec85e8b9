import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { settings } from "@posthorn/core";
import { SmtpBackend } from "@posthorn/smtp";
import { createTemplates } from "@posthorn/templates";
import { startCatcher } from "@posthorn/testing/catcher";
import type { PlaygroundEvent } from "./api.ts";
import { createApp } from "./app.ts";
import { Inbox } from "./inbox.ts";
import { listen, onFreePort } from "./listen.ts";
import { PostOffice } from "./post-office.ts";
import { watchTemplates } from "./watch-templates.ts";

/** How a playground is started. */
export interface PlaygroundOptions {
  /** The folder of templates. */
  readonly directory: string;
  /** Where the page is served; 0 is any free port. @defaultValue 4100, or the next one that is free */
  readonly port?: number;
  /** Where the catcher listens; 0 is any free port. @defaultValue 4125, or the next one that is free */
  readonly smtpPort?: number;
  /** How many mails the inbox keeps. @defaultValue 500 */
  readonly inboxLimit?: number;
}

/** A running playground. */
export interface Playground {
  /** The page, such as `http://127.0.0.1:4100`. */
  readonly url: string;
  /** The catcher, such as `smtp://127.0.0.1:4125`. */
  readonly smtpUrl: string;
  /** Stops the catcher alone, as if the mail server had gone down. */
  stopCatcher(): Promise<void>;
  close(): Promise<void>;
}

// The same from src, where the tests run it, and from dist.
const WEB_ROOT = fileURLToPath(new URL("../dist/web", import.meta.url));
const TIMEOUT_SECONDS = 10;

/**
 * Starts the catcher and the page, both on this machine only.
 *
 * @throws TemplateError if there is no such folder; Error if no port can be had
 */
export async function startPlayground({
  directory,
  port = 4100,
  smtpPort = 4125,
  inboxLimit = 500,
}: PlaygroundOptions): Promise<Playground> {
  const inbox = new Inbox({ limit: inboxLimit });
  const templates = createTemplates({ directory });
  await templates.names();
  const catcher = await onFreePort(smtpPort, (port) =>
    startCatcher({ port, keep: 0, onMail: (mail) => inbox.add(mail) }),
  );
  // Every setting that the environment might bring is given here, so that no mail and no password can go elsewhere.
  const backend = new SmtpBackend({
    host: "127.0.0.1",
    port: catcher.port,
    username: "",
    password: "",
    useTls: false,
    useSsl: false,
    timeout: TIMEOUT_SECONDS,
  });
  const listeners = new Set<(event: PlaygroundEvent) => void>();
  const tell = (event: PlaygroundEvent) => {
    for (const listener of listeners) listener(event);
  };
  inbox.subscribe(tell);
  const app = createApp({
    status: { directory, catcher: `127.0.0.1:${catcher.port}`, defaultFrom: settings.defaultFromEmail },
    postOffice: new PostOffice(templates, backend, inbox),
    inbox,
    webRoot: WEB_ROOT,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  try {
    const stopWatching = watchTemplates(directory, () => tell({ type: "templates" }));
    return {
      url: `http://127.0.0.1:${await onFreePort(port, (candidate) => listen(server, candidate))}`,
      smtpUrl: catcher.url,
      stopCatcher: () => catcher.stop(),
      close: async () => {
        stopWatching();
        await Promise.all([catcher.stop(), closeServer(server)]);
      },
    };
  } catch (error) {
    await catcher.stop();
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Event streams never end by themselves.
    server.closeAllConnections();
  });
}
