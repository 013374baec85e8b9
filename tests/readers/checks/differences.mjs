const LISTS = ["from", "sender", "to", "cc", "replyTo"];
// What Posthorn makes of its own accord; that boundaries hold is what the tree shows.
const MADE_PARAMETERS = ["boundary", "name"];

/**
 * Where what a reader found is not what is expected: `[{ at, kind, expected, got, charset }]`, where `at` names the place, such as
 * `body.1.filename`, and `kind` what stands there, such as `filename`; a text also has its `charset`.
 */
export function differences(expected, got) {
  if (got.error !== undefined) return [{ at: "all", kind: "error", expected, got: got.error }];
  const found = [];
  const differ = (at, kind, expected, got, charset) => {
    if (JSON.stringify(expected) !== JSON.stringify(got))
      found.push({ at: `${at}.${kind}`, kind, expected, got, charset });
  };
  // A mail ends with a line break, whether its text does or not (RFC 5321, 4.1.1.4).
  const isEnded = got.body.text?.endsWith("\n") && !expected.body.text?.endsWith("\n");
  const body = isEnded ? { ...got.body, text: got.body.text.slice(0, -1) } : got.body;
  compareMessages("message", expected, { ...got, body }, differ);
  return found;
}

function compareMessages(at, expected, got, differ) {
  compareHeaders(`${at}.headers`, expected.headers, got.headers, differ);
  compareParts(`${at}.body`, expected.body, got.body, differ);
}

function compareHeaders(at, expected, got, differ) {
  for (const name of ["subject", "date"]) differ(at, name, expected[name], got[name]);
  const { messageId } = expected;
  const isMade = messageId !== null && typeof messageId === "object";
  if (!(isMade && isIssued(messageId, got.messageId))) differ(at, "messageId", messageId, got.messageId);
  compareFields(at, expected.others, got.others, differ);
  for (const name of LISTS) differ(`${at}.${name}`, "mailboxes", mailboxes(expected[name]), mailboxes(got[name]));
}

function compareFields(at, expected, got, differ) {
  differ(at, "fields", namesOf(expected), namesOf(got));
  expected.forEach(([name, value], index) => {
    differ(`${at}.${name}`, "field", value, got[index]?.[1]);
  });
}

function namesOf(fields) {
  return fields.map(([name]) => name);
}

function isIssued({ ids, domain }, messageId) {
  const [, id, right] = /^<([^@]+)@(.+)>$/.exec(messageId ?? "") ?? [];
  return ids.has(id) && right === domain;
}

/** Each as its name, its local part as it is meant, and its domain. */
function mailboxes(list = []) {
  return list.map(([name, address]) => {
    // Quotes and backslashes are not of the local part (RFC 5322, 3.2.4).
    const [, quoted, beyond] = /^"((?:[^"\\]|\\.)*)"(?:@(.*))?$/s.exec(address) ?? [];
    if (quoted !== undefined) return [name, quoted.replace(/\\(.)/gs, "$1"), beyond ?? null];
    const at = address.lastIndexOf("@");
    return at === -1 ? [name, address, null] : [name, address.slice(0, at), address.slice(at + 1)];
  });
}

function compareParts(at, expected, got, differ) {
  differ(at, "type", expected.type, got.type);
  differ(at, "parameters", parametersOf(expected), parametersOf(got));
  for (const name of ["disposition", "filename", "contentId", "octets"]) differ(at, name, expected[name], got[name]);
  differ(at, "text", expected.text, got.text, expected.parameters.charset?.toLowerCase());
  if (expected.others) compareFields(at, expected.others, got.others ?? [], differ);
  if (expected.message && got.message) compareMessages(`${at}.message`, expected.message, got.message, differ);
  else differ(at, "nested", expected.message !== undefined, got.message !== undefined);
  differ(at, "children", expected.children?.length, got.children?.length);
  expected.children?.forEach((child, index) => {
    if (got.children?.[index]) compareParts(`${at}.${index}`, child, got.children[index], differ);
  });
}

function parametersOf(part) {
  return Object.entries(part.parameters)
    .filter(([name]) => !MADE_PARAMETERS.includes(name))
    .map(([name, value]) => [name, name === "charset" ? value.toLowerCase() : value])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
