/**
 * The one gate for secrets. Whatever leaves the machine or is shown to somebody passes it: what a model is sent and what a tool of it
 * answers, receipts, logs, reports, drawings, the command line. Facts hold names and shapes and no values by construction; this looks once
 * more, so that a slip somewhere does not become a leak. By structure first, then by makers' marks, then by chance: names and shapes
 * stay, values go.
 */
import { secretsOfAddresses } from "./addresses.ts";
import { secretsOfCommands } from "./commands.ts";
import { secretsOfObjects } from "./objects.ts";
import { merged, type Range } from "./ranges.ts";
import { secretsOfSettings } from "./settings.ts";
import { randomIn, tokensIn } from "./tokens.ts";
import type { TextKind } from "./values.ts";

/** What stands where a value stood. */
export const redacted = "‹redacted›";

/** What every secret has near it, or in it: most sentences have none of these, and are let through at the cost of one look. */
const signs =
  /pass|pwd|secret|token|key|cred|auth|salt|pepper|cookie|jwt|\b(?:pat|psk|pw|sig|code|hmac)\b|signature|connection|identified|bearer|basic|digest|negotiate|login|curl|wget|http|mysql|maria|mongo|redis-cli|\w:[^\s@]+@|@\w|\$\w+\$|webhook|insert\s|BEGIN |\{S?SHA|[A-Za-z0-9+/_.-]{16}/i;

/** Where values of secrets stand in a text. */
export function secretsIn(text: string, kind: TextKind = "prose"): readonly Range[] {
  if (!signs.test(text)) return [];
  return merged([
    ...secretsOfAddresses(text),
    ...secretsOfSettings(text, kind),
    ...secretsOfCommands(text),
    ...secretsOfObjects(text, kind),
    ...tokensIn(text),
    ...randomIn(text),
  ]);
}

/** The text without values of secrets, and how many were taken out. */
export function redact(text: string, kind: TextKind = "prose"): { readonly text: string; readonly count: number } {
  const ranges = secretsIn(text, kind);
  if (ranges.length === 0) return { text, count: 0 };
  let out = "";
  let at = 0;
  for (const { start, end } of ranges) {
    out += text.slice(at, start) + redacted;
    at = end;
  }
  return { text: out + text.slice(at), count: ranges.length };
}

/** What a file is, by its name: in a program a word without quotes is a name, in settings it is a value. */
export const kindOfFile = (path: string): TextKind =>
  /\.(?:[cm]?[jt]sx?|py|java|kt|kts|go|rs|rb|php|cs|scala|swift|cpp|c|h|ex|exs|dart|groovy)$/i.test(path) ? "code" : "settings";
