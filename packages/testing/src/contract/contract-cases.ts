import { inspected } from "../inspected.ts";
import { abortCases } from "./cases/aborts.ts";
import { attachmentCases } from "./cases/attachments.ts";
import { batchCases } from "./cases/batches.ts";
import { connectionCases } from "./cases/connection.ts";
import { draftCases } from "./cases/drafts.ts";
import { headerCases } from "./cases/headers.ts";
import { hostileCases } from "./cases/hostile.ts";
import { mailboxCases } from "./cases/mailboxes.ts";
import { partCases } from "./cases/parts.ts";
import { prepareCases } from "./cases/prepare.ts";
import { recipientCases } from "./cases/recipients.ts";
import { reportCases } from "./cases/reports.ts";
import { secretCases } from "./cases/secrets.ts";
import { streamCases } from "./cases/streams.ts";
import { textCases } from "./cases/text.ts";
import { unreachableCases } from "./cases/unreachable.ts";
import type { ContractCase } from "./contract-case.ts";
import type { RunnableCase } from "./runnable-case.ts";

/** Everything that a backend must do. */
export const runnableCases: readonly RunnableCase[] = [
  ...textCases,
  ...recipientCases,
  ...mailboxCases,
  ...headerCases,
  ...attachmentCases,
  ...partCases,
  ...streamCases,
  ...batchCases,
  ...reportCases,
  ...connectionCases,
  ...abortCases,
  ...unreachableCases,
  ...secretCases,
  ...draftCases,
  ...hostileCases,
  ...prepareCases,
];

/** Everything that a backend must do, as data. */
export const contractCases: readonly ContractCase[] = runnableCases.map(({ run: _, looks: __, ...each }) => each);

/** What a case does. @throws TypeError for one that there is not */
export function runnableCase({ id }: ContractCase): RunnableCase {
  const found = runnableCases.find((each) => each.id === id);
  if (found) return found;
  throw new TypeError(`There is no case ${inspected(id)}; contractCases lists those that there are.`);
}
