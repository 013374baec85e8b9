import type { BackendOptions, BaseEmailBackend } from "@posthorn/core";
import type { ReceivedMail } from "../received-mail.ts";
import type { Supports } from "./feature.ts";

/** A mail as it arrived. What the other side does not keep is left out, and is not looked at. */
export interface ArrivedMail extends Omit<ReceivedMail, "envelope" | "source"> {
  /** Whom the other side was told that it is from and to, bare addresses (RFC 5321, 2.3.1). */
  readonly envelope?: { readonly from?: string; readonly to: readonly string[] } | undefined;
  /** The octets that arrived, if it is a mail that arrived. */
  readonly source?: Uint8Array | undefined;
}

/** A backend, and the other side of it: what `describeBackend` needs to hold the one to the contract by the other. */
export interface BackendUnderTest {
  /** A new backend. The options are for its constructor, beside what it needs to reach the other side. */
  readonly create: (options?: BackendOptions) => BaseEmailBackend | Promise<BaseEmailBackend>;
  /** Every mail that arrived since `beforeCase`, in order; left out for a backend of which nothing is kept. */
  readonly received?: (() => readonly ArrivedMail[] | Promise<readonly ArrivedMail[]>) | undefined;
  /** A new backend whose other side cannot be reached; left out where there is none. */
  readonly unreachable?: ((options?: BackendOptions) => BaseEmailBackend | Promise<BaseEmailBackend>) | undefined;
  /** How many connections were opened since `beforeCase`; left out where there are none. */
  readonly opened?: (() => number | Promise<number>) | undefined;
  /** A recipient that the other side refuses; left out where it takes anyone. */
  readonly refusedRecipient?: string | undefined;
  /** A password or key that `create` and `unreachable` use, and that must be seen nowhere; left out where there is none. */
  readonly secret?: string | undefined;
  /** Which features it carries. What it does not, it must refuse by name. @defaultValue all */
  readonly supports?: Supports | undefined;
  /**
   * Cases that it does not hold, by their id, each with the reason. They are run all the same, and fail if they hold.
   *
   * @defaultValue none
   */
  readonly exceptions?: Readonly<Record<string, string>> | undefined;
  /** Makes an empty other side, before each case. */
  readonly beforeCase?: (() => void | Promise<void>) | undefined;
  /** Ends it, after each case. */
  readonly afterCase?: (() => void | Promise<void>) | undefined;
}
