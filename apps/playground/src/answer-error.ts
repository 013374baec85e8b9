import { MailError } from "@posthorn/core";
import type { ErrorHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorBody } from "./api.ts";
import { RequestError } from "./request-error.ts";

/** Answers every error as `{ error: { code, message } }`. What nobody foresaw is printed, and its details stay here. */
export const answerError: ErrorHandler = (error, context) => {
  const { status, code, message } = describe(error);
  const body: ErrorBody = { error: { code, message } };
  return context.json(body, status);
};

function describe(error: Error): {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly message: string;
} {
  if (error instanceof RequestError) return error;
  if (error instanceof MailError) {
    return { status: error.code === "template_not_found" ? 404 : 422, code: error.code, message: error.message };
  }
  console.error(error);
  return {
    status: 500,
    code: "internal",
    message: "The playground failed at this. The terminal that it runs in shows the details.",
  };
}
