import type {
  ErrorBody,
  MailDetail,
  MailSummary,
  Problem,
  RenderedMail,
  RenderRequest,
  SendReport,
  Status,
  TemplateDetail,
} from "../../src/api.ts";

/** An answer that is an error, or no answer at all: then `code` is `offline`. */
class ClientError extends Error {
  readonly code: string;

  constructor({ code, message }: Problem) {
    super(message);
    this.name = "ClientError";
    this.code = code;
  }
}

const OFFLINE: Problem = {
  code: "offline",
  message: "The playground server does not answer. Start it again in its terminal; this page goes on by itself.",
};

interface CallOptions {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

export const client = {
  status: () => call<Status>("/status"),
  templateNames: () => call<string[]>("/templates"),
  template: (name: string, signal?: AbortSignal) =>
    call<TemplateDetail>(`/templates/${encodeURIComponent(name)}`, { signal }),
  render: (name: string, body: RenderRequest, signal?: AbortSignal) =>
    call<RenderedMail>(`/templates/${encodeURIComponent(name)}/render`, { method: "POST", body, signal }),
  send: (name: string, body: RenderRequest) =>
    call<SendReport>(`/templates/${encodeURIComponent(name)}/send`, { method: "POST", body }),
  inbox: () => call<MailSummary[]>("/inbox"),
  mail: (id: string, signal?: AbortSignal) => call<MailDetail>(`/inbox/${encodeURIComponent(id)}`, { signal }),
  clearInbox: () => call<void>("/inbox", { method: "DELETE" }),
  rawHref: (id: string) => `/api/inbox/${encodeURIComponent(id)}/raw`,
  attachmentHref: (id: string, index: number) => `/api/inbox/${encodeURIComponent(id)}/attachments/${index}`,
};

/** An error as something that the page can show. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ClientError) return { code: error.code, message: error.message };
  console.error(error);
  return { code: "page", message: "The page failed at this. Reload it; the browser's console shows the details." };
}

/** @throws ClientError; the signal's AbortError */
async function call<Answer>(path: string, { method = "GET", body, signal }: CallOptions = {}): Promise<Answer> {
  const init: RequestInit = { method, signal: signal ?? null };
  if (body !== undefined) {
    init.headers = { "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(`/api${path}`, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ClientError(OFFLINE);
  }
  if (!response.ok) throw new ClientError(await errorOf(response));
  return response.status === 204 ? (undefined as Answer) : response.json();
}

async function errorOf(response: Response): Promise<Problem> {
  try {
    const { error }: ErrorBody = await response.json();
    return error;
  } catch {
    return {
      code: "answer",
      message: `The server answered ${response.status} ${response.statusText} instead of what the page asked for. Reload the page.`,
    };
  }
}
