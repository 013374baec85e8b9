import { columnsOf } from "./columns.ts";
import type { ReadableMail } from "./readable-mail.ts";
import { visibleLine } from "./reading/visible.ts";
import type { Style } from "./style.ts";

type Field = readonly [name: string, value: string];

/** What a person looks for first; other fields stand behind these, and last what tells one mail from another. */
const FIRST = ["from", "sender", "return-path", "to", "cc", "bcc", "reply-to", "subject"];
const LAST = ["date", "message-id"];
/** What is for programs alone: the texts and files say it. */
const OF_THE_WIRE = ["mime-version", "content-type", "content-transfer-encoding"];
const UNSEEN = " (in the envelope only)";
/** What no name may have in it (RFC 5322, 3.6.8): it could look like the line above a mail. */
const UNPRINTABLE = /[^\x21-\x7e]/gu;
/** The longest name that the others are aligned with. */
const WIDEST = 25;

/** A line for each field, their names aligned. */
export function readableFields({ fields, envelope }: ReadableMail, style: Style): readonly string[] {
  const shown = fields.filter(([name]) => !OF_THE_WIRE.includes(name.toLowerCase()));
  const lines = [...shown.map((field) => ({ field, behind: "" })), ...envelopeFields(shown, envelope)]
    .map(({ field: [name, value], behind }) => ({
      name: `${name.replace(UNPRINTABLE, "\ufffd")}:`,
      value: visibleLine(value),
      behind,
    }))
    .sort((one, other) => rankOf(one.name) - rankOf(other.name));
  const width = Math.min(WIDEST, Math.max(0, ...lines.map(({ name }) => columnsOf(name))));
  return lines.map(({ name, value, behind }) => {
    const space = " ".repeat(Math.max(0, width - columnsOf(name)));
    const dressed = name === "Subject:" ? style("bold", value) : value;
    return `${space}${style("dim", name)} ${dressed}${behind === "" ? "" : style("dim", behind)}`.trimEnd();
  });
}

/** Who sends and who gets the mail, where no field says it. */
function envelopeFields(
  fields: readonly Field[],
  envelope: ReadableMail["envelope"],
): readonly { readonly field: Field; readonly behind: string }[] {
  if (envelope === undefined) return [];
  const from = addressesOf(fields, ["from", "sender"]);
  const to = addressesOf(fields, ["to", "cc"]);
  const unnamed = envelope.to.filter((address) => !to.has(address.toLowerCase()));
  const found: Field[] = [];
  if (!from.has(envelope.from.toLowerCase())) found.push(["Return-Path", envelope.from === "" ? "<>" : envelope.from]);
  if (unnamed.length > 0) found.push(["Bcc", unnamed.join(", ")]);
  return found.map((field) => ({ field, behind: UNSEEN }));
}

function addressesOf(fields: readonly Field[], names: readonly string[]): ReadonlySet<string> {
  const addresses = fields
    .filter(([name]) => names.includes(name.toLowerCase()))
    .flatMap(([, value]) => value.toLowerCase().split(/[\s,;:<>]+/));
  return new Set(addresses);
}

function rankOf(name: string): number {
  const key = name.slice(0, -1).toLowerCase();
  if (FIRST.includes(key)) return FIRST.indexOf(key);
  return FIRST.length + 1 + LAST.indexOf(key);
}
