/** `undefined` = not set. */
export type Lookup = (name: string) => string | undefined;

export interface Interpolated {
  readonly text: string;
  /** A `${…}` without a value was left in it. */
  readonly templated: boolean;
  readonly trouble: readonly Trouble[];
}

/**
 * What stood in the way. `unset`: no value and no default. `required`: the same, and the file insists on one.
 * `invalid`: no such form; the text was left as it is.
 */
export interface Trouble {
  readonly kind: "unset" | "required" | "invalid";
  readonly name: string;
  /** What the file says about a required variable. */
  readonly message: string;
}

/** Defaults in defaults in defaults: beyond this nobody means it. */
const deepest = 40;
const named = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * Fills in `$VAR`, `${VAR}`, `${VAR:-default}`, `${VAR-default}`, `${VAR:?error}`, `${VAR?error}`, `${VAR:+other}`, `${VAR+other}`,
 * nested ones too; `$$` is a dollar. Compose puts nothing where a variable has no value; here it stays, for the reader to see.
 */
export function interpolate(text: string, lookup: Lookup): Interpolated {
  if (!text.includes("$")) return { text, templated: false, trouble: [] };
  const trouble: Trouble[] = [];
  const filled = fill(text, lookup, trouble, 0);
  return { text: filled.text, templated: filled.templated, trouble };
}

interface Filled {
  readonly text: string;
  readonly templated: boolean;
}

function fill(text: string, lookup: Lookup, trouble: Trouble[], depth: number): Filled {
  if (depth > deepest) {
    trouble.push({ kind: "invalid", name: "", message: "" });
    return { text, templated: true };
  }
  const parts: string[] = [];
  let templated = false;
  let done = 0;
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", done)) {
    parts.push(text.slice(done, at));
    const next = text.charAt(at + 1);
    const found =
      next === "$"
        ? { text: "$", templated: false, end: at + 2 }
        : next === "{"
          ? braced(text, at, lookup, trouble, depth)
          : plain(text, at, lookup, trouble);
    parts.push(found.text);
    templated ||= found.templated;
    done = found.end;
  }
  parts.push(text.slice(done));
  return { text: parts.join(""), templated };
}

/** `$VAR`; a dollar before anything else is a dollar. */
function plain(text: string, at: number, lookup: Lookup, trouble: Trouble[]): Filled & { readonly end: number } {
  const name = nameAt(text, at + 1);
  const end = at + 1 + name.length;
  if (name === "") return { text: "$", templated: false, end };
  const value = lookup(name);
  if (value !== undefined) return { text: value, templated: false, end };
  trouble.push({ kind: "unset", name, message: "" });
  return { text: text.slice(at, end), templated: true, end };
}

function braced(text: string, at: number, lookup: Lookup, trouble: Trouble[], depth: number): Filled & { readonly end: number } {
  const name = nameAt(text, at + 2);
  const afterName = at + 2 + name.length;
  const close = closingBrace(text, at + 1);
  const operator = /^(?::?[-+?])?/.exec(text.slice(afterName, afterName + 2))?.[0] ?? "";
  if (name === "" || close < 0 || (operator === "" && close !== afterName)) {
    trouble.push({ kind: "invalid", name, message: text.slice(at, close < 0 ? at + 40 : close + 1) });
    return { text: text.slice(at), templated: true, end: text.length };
  }
  const end = close + 1;
  const value = lookup(name);
  const given = value !== undefined && !(operator.startsWith(":") && value === "");
  const rest = (): Filled => fill(text.slice(afterName + operator.length, close), lookup, trouble, depth + 1);
  if (operator.endsWith("+")) return given ? { ...rest(), end } : { text: "", templated: false, end };
  if (given) return { text: value, templated: false, end };
  if (operator.endsWith("-")) return { ...rest(), end };
  trouble.push({ kind: operator === "" ? "unset" : "required", name, message: operator === "" ? "" : rest().text });
  return { text: text.slice(at, end), templated: true, end };
}

function nameAt(text: string, at: number): string {
  named.lastIndex = at;
  return named.exec(text)?.[0] ?? "";
}

/** The brace that closes the one at `open`, those of nested `${…}` passed over. */
function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return at;
  }
  return -1;
}
