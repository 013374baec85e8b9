import type { RenderRequest } from "./api.ts";
import { findJsonError } from "./json-error.ts";
import { RequestError } from "./request-error.ts";

/**
 * The body of a render or send request.
 *
 * @throws RequestError saying what is wrong with it, with line and column where it is not JSON
 */
export function parseRenderRequest(body: string): RenderRequest {
  const request = parse(body);
  if (!isRecord(request))
    throw invalid('The body must be an object: {"context": {…}, "to": ["ada@example.com"], "from": "…"}.');
  const { context, to, from } = request;
  if (!isRecord(context)) throw invalid("The context must be a JSON object, such as {}.");
  if (to !== undefined && !isStringList(to))
    throw invalid('"to" must be a list of mailboxes, such as ["ada@example.com"].');
  if (from !== undefined && typeof from !== "string")
    throw invalid('"from" must be a mailbox, such as "ada@example.com".');
  return { context, ...(to === undefined ? {} : { to }), ...(from === undefined ? {} : { from }) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    const error = findJsonError(body);
    const place = error === undefined ? "" : ` Line ${error.line}, column ${error.column}: ${error.message}`;
    throw new RequestError(400, "invalid_json", `The body is not JSON.${place}`);
  }
}

function invalid(message: string): RequestError {
  return new RequestError(400, "invalid_request", message);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
