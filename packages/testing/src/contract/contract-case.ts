import type { BackendOptions, BaseEmailBackend, EmailMessage } from "@posthorn/core";
import type { ArrivedMail, BackendUnderTest } from "./backend-under-test.ts";
import type { Feature } from "./feature.ts";

/** What a case asks of a backend, and of its other side. */
export interface CaseContext {
  /** What the backend can do and knows. */
  readonly subject: BackendUnderTest;
  /** A new backend, which is closed when the case ends. */
  create(options?: BackendOptions): Promise<BaseEmailBackend>;
  /** A new one whose other side cannot be reached. */
  unreachable(options?: BackendOptions): Promise<BaseEmailBackend>;
  /**
   * Sends a draft, and looks at the mail that arrives. Where the feature of the case is not supported, holds the backend
   * to a refusal by name before anything arrives.
   */
  carry(draft: EmailMessage, look?: (mail: ArrivedMail) => void): Promise<void>;
  /** Holds what arrived in this case to these subjects, in order, and answers the mails; nothing where none are kept. */
  expectArrived(...subjects: readonly string[]): Promise<readonly ArrivedMail[]>;
  /** Holds the number of connections that were opened in this case, where there are some. */
  expectOpened(count: number): Promise<void>;
}

/** What a backend must do; data, so that it can be run without a test runner. */
export interface ContractCase {
  /** Short and stable, such as `bcc-is-hidden`. */
  readonly id: string;
  /** A sentence about what the backend does. */
  readonly title: string;
  /** What the case needs the backend to carry; without one, every backend must. */
  readonly feature?: Feature;
  /** What must be given for the case to be run. */
  readonly needs?: "received" | "unreachable" | "secret" | "refusedRecipient";
  /** Throws an error that tells what the backend did instead. */
  readonly run: (context: CaseContext) => Promise<void>;
}
