import { MailError } from "@posthorn/core";

/** Why a template could not be rendered. */
export type TemplateErrorCode =
  | "template_directory"
  | "template_not_found"
  | "template_syntax"
  | "template_context"
  | "template_markup"
  | "template_dependency";

/** Where a template is wrong. */
export interface TemplateErrorDetails {
  /** The file, relative to the directory of the templates, such as `welcome/body.mjml`. */
  readonly file?: string;
  /** Counted from 1, in the file as it is on the disk. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  readonly cause?: unknown;
}

/** A template could not be rendered; nothing was sent. `code` says why, and `file` and `line` say where. */
export class TemplateError extends MailError {
  declare readonly code: TemplateErrorCode;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;

  constructor(message: string, code: TemplateErrorCode, details: TemplateErrorDetails = {}) {
    super(message, code, "cause" in details ? { cause: details.cause } : {});
    if (details.file !== undefined) this.file = details.file;
    if (details.line !== undefined) this.line = details.line;
    if (details.column !== undefined) this.column = details.column;
  }
}
