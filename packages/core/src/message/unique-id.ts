import { describe } from "../describe.ts";
import { ConfigurationError } from "../errors.ts";
import { randomId, settings } from "../settings/settings.ts";

// What both a msg-id (RFC 5322, 3.6.4) and a boundary of at most 70 characters (RFC 2046, 5.1.1) may hold
const ID = /^[A-Za-z0-9-]{1,60}$/;

/**
 * A new id of the setting `idSource`.
 *
 * @throws ConfigurationError if it is none
 */
export function uniqueId(): string {
  const { idSource } = settings;
  const id = idSource();
  if (idSource === randomId || (typeof id === "string" && ID.test(id))) return id;
  throw new ConfigurationError(`idSource must give 1 to 60 letters, digits and hyphens; it gave ${describe(id)}.`);
}
