import { type BaseEmailBackend, UnsupportedFeatureError } from "@posthorn/core";
import type { ArrivedMail, BackendUnderTest } from "./backend-under-test.ts";
import type { ContractCase } from "./contract-case.ts";
import { runnableCase } from "./contract-cases.ts";
import { features } from "./feature.ts";
import type { CaseContext } from "./runnable-case.ts";
import { expectAnswer, expectSame, expectThat, fail, show, thrownBy } from "./verdict.ts";

/** Whether what the case needs was given. */
export function canRun({ needs }: ContractCase, subject: BackendUnderTest): boolean {
  return needs === undefined || subject[needs] !== undefined;
}

/**
 * Runs one case against a backend, without a test runner.
 *
 * @throws AssertionError of `node:assert` that tells what the backend did instead
 */
export async function runCase(each: ContractCase, subject: BackendUnderTest): Promise<void> {
  const { feature, run } = runnableCase(each);
  const made: BaseEmailBackend[] = [];
  const kept = (backend: BaseEmailBackend): BaseEmailBackend => {
    made.push(backend);
    return backend;
  };
  const arrived = async (): Promise<readonly ArrivedMail[] | undefined> => subject.received?.();
  const isSupported = feature === undefined || (subject.supports?.[feature] ?? true);

  /** Whoever reads of a refusal for the first time does not know yet that there is a place to say so. */
  const explained = (error: unknown): never => {
    if (feature === undefined || !(error instanceof UnsupportedFeatureError)) throw error;
    const advice = `supports: { ${feature}: false } says that it does not carry ${features[feature].title}`;
    fail(`The backend refuses the message: ${error.message} If that is meant, ${advice}.`, error);
  };

  const context: CaseContext = {
    subject,
    create: async (options) => kept(await subject.create(options)),
    async unreachable(options) {
      expectThat(subject.unreachable !== undefined, "The case needs unreachable().");
      return kept(await subject.unreachable(options));
    },
    async carry(draft, look) {
      const backend = await context.create();
      const send = (): Promise<number> => backend.sendMessages([draft]);
      if (feature === undefined || isSupported) {
        await expectAnswer(`What sendMessages() answers for ${show(draft.subject)}`, () => send().catch(explained), 1);
        const mails = await arrived();
        if (mails === undefined) return;
        expectSame("The number of mails that arrived", mails.length, 1);
        for (const mail of mails) look?.(mail);
        return;
      }
      const { title, named } = features[feature];
      const error = await thrownBy(
        `supports.${feature} is false, so a message with ${title}`,
        send,
        UnsupportedFeatureError,
      );
      expectThat(
        named.test(error.message),
        `The refusal must name what cannot be carried, ${title} (${named}); it says: ${error.message}`,
      );
      await context.expectArrived();
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
      if (subject.opened) expectSame("How many connections were opened", await subject.opened(), count);
    },
  };

  await subject.beforeCase?.();
  try {
    await run(context);
  } finally {
    for (const backend of made) await backend.close().catch(() => undefined);
    await subject.afterCase?.();
  }
}
