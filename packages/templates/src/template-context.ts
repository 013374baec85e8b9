import { TemplateError, type TemplateErrorDetails } from "./template-error.ts";

/** Whether a value is what `{}` and `JSON.parse` make; true for objects of another realm too. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const MAX_DEPTH = 100;
const SHOWN_PATH = 80;

/**
 * A copy of a context, held to what JSON can hold, so that a template shows the same from a preview, a queue and a program.
 * The copy is what is rendered: a getter has been read once, and what changes the original later does not reach the mail.
 *
 * @param what - what the error calls the context
 * @throws TemplateError naming the value
 */
export function copyContext(
  context: unknown,
  what: string,
  details: TemplateErrorDetails = {},
): Record<string, unknown> {
  if (!isPlainObject(context)) {
    throw fault(`must be a plain object, such as { name: "Ada" }; got ${kindOf(context)}.`);
  }
  // An object that the context holds many times is copied once: its ways can be exponentially many.
  const copies = new Map<object, object>();
  const parents = new Set<object>();
  return copyFields(context, {}, "");

  function copy(value: unknown, path: string): unknown {
    if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (!Array.isArray(value) && !isPlainObject(value)) {
      throw fault(`must be made of what JSON can hold; ${shorten(path)} is ${kindOf(value)}. ${advice(value)}`);
    }
    if (parents.has(value)) throw fault(`must be made of what JSON can hold; ${shorten(path)} holds itself.`);
    if (parents.size >= MAX_DEPTH) {
      throw fault(`must be at most ${MAX_DEPTH} levels deep; ${shorten(path)} is deeper. Make it flatter.`);
    }
    return copies.get(value) ?? copyFields(value, Array.isArray(value) ? new Array(value.length) : {}, path);
  }

  function copyFields<Copy extends object>(value: object, result: Copy, path: string): Copy {
    copies.set(value, result);
    parents.add(value);
    for (const [key, item] of Object.entries(value)) {
      const itemPath = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
      // Not an assignment, with which a key __proto__ would be no key.
      Object.defineProperty(result, key, {
        value: copy(item, itemPath),
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
    parents.delete(value);
    return result;
  }

  function fault(problem: string): TemplateError {
    return new TemplateError(`${what} ${problem}`, "template_context", details);
  }
}

function shorten(path: string): string {
  return path.length > SHOWN_PATH ? `${path.slice(0, SHOWN_PATH / 2)}…${path.slice(-SHOWN_PATH / 2)}` : path;
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
