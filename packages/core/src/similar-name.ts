/**
 * A question that names what was probably meant, with a blank before it; empty where nothing is like it.
 * Django's spellings are like ours: `from_email`, `EMAIL_HOST`.
 */
export function didYouMean(name: string, names: readonly string[]): string {
  const wanted = plain(name);
  const meant = names.find((candidate) => plain(candidate) === wanted);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
