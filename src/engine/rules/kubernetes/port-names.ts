/** What Kubernetes takes for the name of a port: at most 15 of `a-z0-9-`, a letter among them, no dash at an end and no two in a row. */
export const isPortName = (name: string): boolean => name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);

/** The same name as a port can have it: small letters, and dashes for what stands between words. `undefined` = it is too long. */
export function inPortWords(name: string): string | undefined {
  const right = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return isPortName(right) && /^[\w. -]+$/.test(name) ? right : undefined;
}
