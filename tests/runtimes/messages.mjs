// What is built on every runtime. Text and octets are written out here, or made by arithmetic: nothing is asked of the
// runtime that may answer otherwise than another.
import { addresses } from "./messages/addresses.mjs";
import { attachments } from "./messages/attachments.mjs";
import { bodies } from "./messages/bodies.mjs";
import { charsets } from "./messages/charsets.mjs";
import { headers } from "./messages/headers.mjs";
import { invalid } from "./messages/invalid.mjs";
import { nested } from "./messages/nested.mjs";
import { parts } from "./messages/parts.mjs";
import { streams } from "./messages/streams.mjs";

/** Name -> what makes a draft or a MimePart. */
export const messages = {
  ...bodies,
  ...charsets,
  ...headers,
  ...addresses,
  ...attachments,
  ...nested,
  ...streams,
  ...parts,
};

/** Name -> what must fail, with the same error everywhere. */
export const refusals = invalid;
