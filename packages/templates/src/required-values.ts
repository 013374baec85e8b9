import Handlebars from "handlebars";
import { isPlainObject } from "./template-context.ts";
import { TemplateError } from "./template-error.ts";

/** A helper's name that no template can write by accident. */
export const REQUIRE_VALUE = "posthorn: required value";

/**
 * Makes every `{{name}}` of a template an error where the context has no such value: Handlebars would show nothing, and a
 * mail would say "Hello ,". Blocks and the arguments of helpers stay as they are, so `{{#if name}}` asks whether there is one.
 */
export function requireValues(program: hbs.AST.Program, file: string): void {
  new RequiredValues(file).accept(program);
}

/** The helper that shows a value of `parent`, or says that it is missing. Null shows nothing, unless the parent is null too. */
export function requireValue(value: unknown, parent: unknown, shown: string, file: string, line: number): unknown {
  if (value === undefined || (value === null && parent === null)) {
    throw new TemplateError(
      `${file}, line ${line}: the context has no value for {{${shown}}}. Give it one (null shows nothing), or ask with {{#if ${shown}}} before.`,
      "template_context",
      { file, line },
    );
  }
  if (Array.isArray(value) || isPlainObject(value)) {
    const [kind, remedy] = Array.isArray(value)
      ? ["a list", `use {{#each ${shown}}}`]
      : ["an object", `name one of its values, such as {{${shown}.name}}`];
    throw new TemplateError(
      `${file}, line ${line}: {{${shown}}} is ${kind}, which cannot be shown; ${remedy}.`,
      "template_context",
      { file, line },
    );
  }
  // A text: Handlebars joins what stands side by side with +, which would add numbers.
  return value === null ? "" : String(value);
}

class RequiredValues extends Handlebars.Visitor {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    const { path, params, hash, loc } = mustache;
    if (!isPath(path) || (path.original === "log" && params.length > 0)) return;
    const isCall = params.length > 0 || hash !== undefined;
    const call: hbs.AST.SubExpression = { type: "SubExpression", path, params, hash, loc };
    const [value, parent] = isCall ? [call, none(loc)] : [path, parentOf(path)];
    mustache.params = [value, parent, text(path.original, loc), text(this.#file, loc), number(loc.start.line, loc)];
    mustache.path = helper(REQUIRE_VALUE, loc);
  }
}

function isPath(expression: hbs.AST.Expression): expression is hbs.AST.PathExpression {
  return expression.type === "PathExpression";
}

/** What the last name of a path is looked up in; undefined for a path without names, such as `this`. */
function parentOf(path: hbs.AST.PathExpression): hbs.AST.Expression {
  const parent: hbs.AST.PathExpression = { ...path, parts: path.parts.slice(0, -1) };
  return path.parts.length > 0 ? parent : none(path.loc);
}

function none(loc: hbs.AST.SourceLocation): hbs.AST.UndefinedLiteral {
  return { type: "UndefinedLiteral", loc };
}

function text(value: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral {
  return { type: "StringLiteral", value, original: value, loc };
}

function number(value: number, loc: hbs.AST.SourceLocation): hbs.AST.NumberLiteral {
  return { type: "NumberLiteral", value, original: value, loc };
}

function helper(name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: "PathExpression", data: false, depth: 0, parts: [name], original: name, loc };
}
