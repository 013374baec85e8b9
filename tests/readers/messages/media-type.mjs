// type "/" subtype, then parameters as tokens or quoted strings without quotes in them, as the tests write them
const PARAMETER = /;\s*([^=;\s]+)=(?:"([^"]*)"|([^\s;"]+))/g;

/** A media type as `[type, parameters]`. */
export function mediaType(text) {
  const parameters = {};
  for (const [, name, quoted, token] of text.matchAll(PARAMETER)) parameters[name.toLowerCase()] = quoted ?? token;
  return [text.split(";")[0].trim().toLowerCase(), parameters];
}
