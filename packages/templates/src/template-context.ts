import { TemplateError, type TemplateErrorDetails } from "./template-error.ts";

/** Whether a value is what `{}` and `JSON.parse` make; true for objects of another realm too. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Holds a context to what JSON can hold, so that a template shows the same from a preview, a queue and a program.
 *
 * @param what - what the error calls the context
 * @throws TemplateError naming the value
 */
export function checkContext(context: unknown, what: string, details: TemplateErrorDetails = {}): void {
  if (!isPlainObject(context)) {
    throw new TemplateError(
      `${what} must be a plain object, such as { name: "Ada" }; got ${kindOf(context)}.`,
      "template_context",
      details,
    );
  }
  check(context, "", []);

  function check(value: unknown, path: string, parents: readonly object[]): void {
    if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return;
    if (typeof value === "number" && Number.isFinite(value)) return;
    if (!Array.isArray(value) && !isPlainObject(value)) {
      throw new TemplateError(
        `${what} must be made of what JSON can hold; ${path} is ${kindOf(value)}. ${advice(value)}`,
        "template_context",
        details,
      );
    }
    if (parents.includes(value)) {
      throw new TemplateError(
        `${what} must be made of what JSON can hold; ${path} holds itself.`,
        "template_context",
        details,
      );
    }
    for (const [key, item] of Object.entries(value)) {
      check(item, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`, [...parents, value]);
    }
  }
}

/** A value by its kind, such as `an array` or `an instance of Date`. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return `a ${typeof value}`;
  return `an instance of ${value.constructor?.name || "a class"}`;
}

function advice(value: unknown): string {
  if (typeof value === "function") return "Call it, and give what it returns.";
  if (value instanceof Date) return "Give the text that the mail should show, such as date.toLocaleDateString().";
  return typeof value === "object"
    ? "Give a plain object of the fields that the mail shows."
    : "Give the text that the mail should show.";
}
