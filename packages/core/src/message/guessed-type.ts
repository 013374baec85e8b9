import { lookup } from "mrmime";

/** What people attach and mrmime, which has no vendors' types, does not know; as registered with IANA. */
const VENDORS: Readonly<Record<string, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xls: "application/vnd.ms-excel",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ppt: "application/vnd.ms-powerpoint",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
  msg: "application/vnd.ms-outlook",
  pkpass: "application/vnd.apple.pkpass",
  rar: "application/vnd.rar",
  vcf: "text/vcard",
};

/** The media type of a file by the ending of its name, if it is known; `png` and `.png` have none. */
export function guessedType(filename: string): string | undefined {
  const ending = /[^.]\.([^.]+)$/.exec(filename)?.[1]?.toLowerCase();
  if (ending === undefined) return undefined;
  return lookup(ending) ?? (Object.hasOwn(VENDORS, ending) ? VENDORS[ending] : undefined);
}
