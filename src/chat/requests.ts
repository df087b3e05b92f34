/** A request that a text names: `POST /tickets`, "POST to /tickets", or `/tickets/7` alone; what can be a path of a file is none. */
export function requestIn(text: string): string | undefined {
  const withVerb = /\b(GET|POST|PUT|PATCH|DELETE)\s+(?:(?:to|on|request to)\s+)?[`"']?(\/[\w{}:.~/-]{0,200})/i.exec(text);
  if (withVerb !== null) return `${withVerb[1]?.toUpperCase() ?? ""} ${trimmed(withVerb[2] ?? "/")}`;
  const asked = /\b(?:what happens|call path|sequence|flow)\b[^/]{0,60}[\s`"'](\/[\w{}:~/-]{1,200})/i.exec(text);
  return asked === null ? undefined : trimmed(asked[1] ?? "/");
}

const trimmed = (path: string): string => path.replace(/[.:]+$/, "");

/** Whether a question in words asks what follows from a request. */
export const asksForPath = (text: string): boolean =>
  /\b(?:what happens|what is called|call path|sequence|walk me through|flow of|trace)\b/i.test(text) && requestIn(text) !== undefined;
