import { abortCases } from "./cases/aborts.ts";
import { attachmentCases } from "./cases/attachments.ts";
import { batchCases } from "./cases/batches.ts";
import { connectionCases } from "./cases/connection.ts";
import { draftCases } from "./cases/drafts.ts";
import { headerCases } from "./cases/headers.ts";
import { hostileCases } from "./cases/hostile.ts";
import { prepareCases } from "./cases/prepare.ts";
import { recipientCases } from "./cases/recipients.ts";
import { secretCases } from "./cases/secrets.ts";
import { streamCases } from "./cases/streams.ts";
import { textCases } from "./cases/text.ts";
import { unreachableCases } from "./cases/unreachable.ts";
import type { ContractCase } from "./contract-case.ts";

/** Everything that a backend must do. */
export const contractCases: readonly ContractCase[] = [
  ...textCases,
  ...recipientCases,
  ...headerCases,
  ...attachmentCases,
  ...streamCases,
  ...batchCases,
  ...connectionCases,
  ...abortCases,
  ...unreachableCases,
  ...secretCases,
  ...draftCases,
  ...hostileCases,
  ...prepareCases,
];
