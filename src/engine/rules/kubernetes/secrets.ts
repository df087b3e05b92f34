import { type Exposure, exposedIn } from "../compose/secrets.ts";

/** A value longer than this is a program or a picture, and no setting. */
const longest = 200_000;
const assignment = /^[ \t]*(?:export[ \t]+)?["']?([A-Za-z][\w.-]{0,80})["']?[ \t]*[:=][ \t]*["']?([^\s"',;]{1,400})["']?[,;]?[ \t]*$/;
/** Several on a line, as JSON has them. */
const pair = /"([A-Za-z][\w.-]{0,80})"\s{0,4}:\s{0,4}"([^"\s]{1,400})"/g;

/** A secret in a text of settings: a private key, or a line `NAME=value` / `name: value`. */
export function secretIn(text: string): (Exposure & { readonly name: string }) | undefined {
  if (text.length > longest) return undefined;
  if (/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/.test(text)) return { as: "literal", weak: false, name: "a private key" };
  for (const line of text.split(/[\r\n]+/)) {
    if (line.length > 2000) continue;
    const alone = line.length > 600 ? null : assignment.exec(line);
    for (const [, name = "", value = ""] of alone === null ? line.matchAll(pair) : [alone]) {
      const exposure = exposedIn({ name, value });
      if (exposure !== undefined) return { ...exposure, name };
    }
  }
  return undefined;
}
