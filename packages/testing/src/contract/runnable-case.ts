import type { BackendOptions, BaseEmailBackend, EmailMessage } from "@posthorn/core";
import type { ArrivedMail, BackendUnderTest } from "./backend-under-test.ts";
import type { ContractCase } from "./contract-case.ts";

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
  /** What arrived in this case; undefined where nothing is kept. */
  arrived(): Promise<readonly ArrivedMail[] | undefined>;
  /** Holds what arrived in this case to these subjects, in order, and answers the mails; nothing where none are kept. */
  expectArrived(...subjects: readonly string[]): Promise<readonly ArrivedMail[]>;
  /** Holds the number of connections that were opened in this case, where there are some. */
  expectOpened(count: number): Promise<void>;
}

/** A case with what it does. */
export interface RunnableCase extends ContractCase {
  /** Whether it is about what arrives; where nobody can look, it says no more than that the message is taken. */
  readonly looks?: true;
  /** Throws an AssertionError that tells what the backend did instead. */
  readonly run: (context: CaseContext) => Promise<void>;
}
