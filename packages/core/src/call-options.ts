import type { BaseEmailBackend } from "./backend.ts";
import { describe } from "./describe.ts";

/** What every sending function takes. */
export interface CallOptions {
  /** For this call, whatever the connection was made with. @defaultValue what the connection was made with */
  readonly failSilently?: boolean | undefined;
  /** Ends the call with an AbortError, whose report says what had left by then. */
  readonly signal?: AbortSignal | undefined;
}

/** What a call is sent through: a connection, or a mailer. */
export type MailerChoice =
  | {
      /** @defaultValue a new connection of the default mailer */
      readonly connection?: BaseEmailBackend | null | undefined;
      readonly using?: undefined;
    }
  | {
      readonly connection?: null | undefined;
      /** The alias of the mailer. @defaultValue the default mailer */
      readonly using?: string | undefined;
    };

/** Who a call authenticates as, which a connection that is made already cannot be told. */
export type Credentials =
  | { readonly authUser?: null | undefined; readonly authPassword?: null | undefined }
  | {
      readonly connection?: null | undefined;
      /** @defaultValue the setting `emailHostUser` */
      readonly authUser?: string | null | undefined;
      /** @defaultValue the setting `emailHostPassword` */
      readonly authPassword?: string | null | undefined;
    };

/** The HTML version of a text. */
export interface HtmlMessage {
  /** Null and `""` are none. */
  readonly htmlMessage?: string | null | undefined;
}

/** The names of what a call, its route and its login are made of, for `checkOptions`. */
export const CALL_OPTIONS = ["failSilently", "signal", "connection", "using"] as const;
export const LOGIN_OPTIONS = ["authUser", "authPassword"] as const;

/**
 * The HTML version of a message, or null.
 *
 * @throws TypeError if it is no string
 */
export function htmlVersion({ htmlMessage }: HtmlMessage): string | null {
  if (htmlMessage === undefined || htmlMessage === null || htmlMessage === "") return null;
  if (typeof htmlMessage === "string") return htmlMessage;
  throw new TypeError(`htmlMessage must be a string; got ${describe(htmlMessage)}.`);
}

/**
 * Refuses an argument that was forgotten: an empty mail would go out, or one to nobody be lost, in silence.
 *
 * @throws TypeError naming it
 */
export function checkGiven(name: "body" | "recipientList", value: unknown): void {
  const wants = name === "body" ? "a string" : 'a list of mailboxes, such as ["ada@example.com"]';
  if (value === undefined) throw new TypeError(`${name} must be ${wants}; got undefined.`);
}
