/**
 * Patterns as people know them from .gitignore and workflow files. Both questions cost pattern × text at most: a pattern comes from a
 * file of the workspace, and no such file may make the editor hang.
 */

/** Whether a name fits a pattern in which `*` stands for anything and `?` for one character; capitals do not matter. */
export const matchesName = (pattern: string, name: string): boolean =>
  matches([...pattern.toLowerCase()], [...name.toLowerCase()], isStar, isSame);

const isStar = (it: string): boolean => it === "*";
const isSame = (pattern: string, it: string): boolean => pattern === "?" || pattern === it;

/**
 * Whether a path is meant by a pattern: `*` within a folder's name, `**` across folders, `{a,b}` one of them. A pattern without a slash
 * (but at its end) means a file or folder of that name anywhere, and one that names a folder means all that lies in it.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const parts = path.split("/");
  return alternatives(pattern).some((it) => {
    const trimmed = it.replace(/^\.?\/|\/$/g, "");
    if (trimmed === "" || trimmed === ".") return true;
    const wanted = trimmed.includes("/") || it.startsWith("/") ? trimmed.split("/") : ["**", trimmed];
    return matches([...wanted, "**"], parts, isGlobstar, matchesPart);
  });
}

const isGlobstar = (it: string): boolean => it === "**";
const matchesPart = (pattern: string, part: string): boolean => matches([...pattern], [...part], isStar, isSame);

/** Both from left to right; where they part, the last wildcard takes one more. The first wildcards never have to be tried again. */
function matches<T>(pattern: readonly T[], text: readonly T[], isWild: (it: T) => boolean, fits: (pattern: T, it: T) => boolean): boolean {
  let [at, next] = [0, 0];
  let [wild, taken] = [-1, 0];
  while (next < text.length) {
    const wanted = pattern[at];
    if (wanted !== undefined && isWild(wanted)) {
      wild = at++;
      taken = next;
    } else if (wanted !== undefined && fits(wanted, text[next] as T)) {
      at++;
      next++;
    } else if (wild >= 0) {
      at = wild + 1;
      next = ++taken;
    } else return false;
  }
  while (at < pattern.length && isWild(pattern[at] as T)) at++;
  return at === pattern.length;
}

/** `a.{yml,yaml}` → `a.yml`, `a.yaml`; of more than a hundred the rest are left out. */
function alternatives(pattern: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  const [before, after] = [pattern.slice(0, braces.index), pattern.slice(braces.index + braces[0].length)];
  const rest = alternatives(after);
  return (braces[1] ?? "")
    .split(",")
    .flatMap((it) => rest.map((end) => before + it + end))
    .slice(0, 100);
}
