import { findJsonError, type JsonError } from "../../src/json-error.ts";

/** What the editor holds: a context, or the place where it stops being one. */
export type ParsedContext =
  | { readonly context: Readonly<Record<string, unknown>>; readonly error: null }
  | { readonly context: null; readonly error: JsonError };

/** Reads the editor's text. An empty editor is an empty context. */
export function parseContext(text: string): ParsedContext {
  if (text.trim() === "") return { context: {}, error: null };
  try {
    const context: unknown = JSON.parse(text);
    if (isRecord(context)) return { context, error: null };
  } catch {
    const error = findJsonError(text);
    if (error !== undefined) return { context: null, error };
  }
  return {
    context: null,
    error: { message: "The context must be an object, such as {}.", offset: text.search(/\S/), line: 1, column: 1 },
  };
}

export function formatContext(context: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(context, null, 2);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
