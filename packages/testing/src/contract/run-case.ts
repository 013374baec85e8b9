import type { BaseEmailBackend } from "@posthorn/core";
import { inspected } from "../inspected.ts";
import type { ArrivedMail, BackendUnderTest } from "./backend-under-test.ts";
import { checkBackendUnderTest } from "./check-backend-under-test.ts";
import type { ContractCase } from "./contract-case.ts";
import { runnableCase } from "./contract-cases.ts";
import { expectRefusal, explained } from "./refusals.ts";
import type { CaseContext } from "./runnable-case.ts";
import { expectAnswer, expectSame, fail, show, Verdict } from "./verdict.ts";

/** Whether what the case needs was given. */
export function canRun({ needs }: ContractCase, subject: BackendUnderTest): boolean {
  return needs === undefined || subject[needs] !== undefined;
}

/**
 * Runs one case against a backend, without a test runner.
 *
 * @throws AssertionError of `node:assert` that tells what the backend did instead; TypeError for a case that there is not or
 *   that needs what is not given, and for a member or a feature that does not exist; what a function of the subject throws
 */
export async function runCase(each: ContractCase, subject: BackendUnderTest): Promise<void> {
  const { id, feature, needs, run } = runnableCase(each);
  checkBackendUnderTest(subject);
  if (needs !== undefined && subject[needs] === undefined)
    throw new TypeError(`The case ${inspected(id)} needs ${needs}, which is not given; canRun() tells.`);
  const made: BaseEmailBackend[] = [];
  const kept = (backend: BaseEmailBackend): BaseEmailBackend => {
    made.push(backend);
    return backend;
  };
  const thrownByRegistration = new Set<unknown>();
  /** Calls what the registration gave: an error of its own is no verdict about the backend. */
  const given = async <Answer>(call: () => Answer | Promise<Answer>): Promise<Answer> => {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Verdict)) thrownByRegistration.add(error);
      throw error;
    }
  };
  const arrived = (): Promise<readonly ArrivedMail[] | undefined> => given(() => subject.received?.());
  const context: CaseContext = {
    subject,
    arrived,
    create: async (options) => kept(await given(() => subject.create(options))),
    async unreachable(options) {
      const backend = await given(() => subject.unreachable?.(options));
      if (!backend) throw new TypeError("unreachable() must make a backend, and made none.");
      return kept(backend);
    },
    async carry(draft, look) {
      const backend = await context.create();
      const send = (): Promise<number> => backend.sendMessages([draft]);
      if (feature !== undefined && subject.supports?.[feature] === false) {
        await expectRefusal(feature, send);
        await context.expectArrived();
        return;
      }
      const what = `What sendMessages() answers for ${show(draft.subject)}`;
      await expectAnswer(what, () => (feature ? send().catch((error) => explained(error, feature)) : send()), 1);
      const mails = await arrived();
      if (mails === undefined) return;
      expectSame("The number of mails that arrived", mails.length, 1);
      for (const mail of mails) await given(() => look?.(mail));
    },
    async expectArrived(...subjects) {
      const mails = await arrived();
      if (mails === undefined) return [];
      expectSame(
        "The subjects that arrived, in order",
        mails.map(({ subject: text }) => text),
        subjects,
      );
      return mails;
    },
    async expectOpened(count) {
      const opened = await given(() => subject.opened?.());
      if (opened !== undefined) expectSame("How many connections were opened", opened, count);
    },
  };

  await subject.beforeCase?.();
  try {
    await run(context);
  } catch (error) {
    if (error instanceof Verdict || thrownByRegistration.has(error)) throw error;
    fail(`The backend threw where it must not: ${String(error)}`, error);
  } finally {
    for (const backend of made) await backend.close().catch(() => undefined);
    await subject.afterCase?.();
  }
}
