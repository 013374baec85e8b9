/** What an action throws or rejects with. */
export async function thrown(action: () => unknown): Promise<Error & { readonly line?: unknown }> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("Nothing was thrown.");
}
