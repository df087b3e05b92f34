/** A version in its parts; `undefined` = it is none. Parts that are left out are 0. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  readonly before: string;
  /** How many of the three numbers are said. */
  readonly said: number;
}

export function versionIn(text: string): Version | undefined {
  const match = /^v?(\d{1,9})(?:\.(\d{1,9}|[xX*]))?(?:\.(\d{1,9}|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text.trim());
  if (match === null) return undefined;
  const given = [match[1], match[2], match[3]].map((it) => (it === undefined || /[xX*]/.test(it) ? undefined : Number(it)));
  const said = given.indexOf(undefined) < 0 ? 3 : given.indexOf(undefined);
  return { numbers: [given[0] ?? 0, given[1] ?? 0, given[2] ?? 0], before: match[4] ?? "", said };
}

/** Less than 0: `a` is older than `b`. */
export function compareVersions(a: Version, b: Version): number {
  for (const [index, it] of a.numbers.entries()) if (it !== b.numbers[index]) return it - (b.numbers[index] ?? 0);
  if (a.before === b.before) return 0;
  if (a.before === "" || b.before === "") return a.before === "" ? 1 : -1;
  const [left, right] = [a.before.split("."), b.before.split(".")];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [x, y] = [left[at], right[at]];
    if (x === y) continue;
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const numeric = /^\d+$/.test(x) && /^\d+$/.test(y);
    return numeric ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return 0;
}

/** Whether a version meets a constraint (`>=1.19-0 <2`, `^1.2`, `~1.2.3 || 2.x`); `undefined` = one of them says nothing. */
export function meetsConstraint(constraint: string, text: string): boolean | undefined {
  const version = versionIn(text);
  if (version === undefined) return undefined;
  let met = false;
  for (const alternative of constraint.split("||")) {
    const one = meetsAll(alternative, version);
    if (one === undefined) return undefined;
    met ||= one;
  }
  return met;
}

const part = /^[\s,]*(=|==|!=|>=|=>|<=|=<|>|<|~>|~|\^)?\s*([^\s,|]+)/;

function meetsAll(written: string, version: Version): boolean | undefined {
  const range = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(written);
  let rest = range === null ? written : `>=${range[1]} <=${range[2]}`;
  let met = true;
  while (rest.trim() !== "") {
    const match = part.exec(rest);
    if (match === null) return undefined;
    rest = rest.slice(match[0].length);
    const one = meets(match[1] ?? "", match[2] ?? "", version);
    if (one === undefined) return undefined;
    met &&= one;
  }
  return met;
}

function meets(operator: string, text: string, version: Version): boolean | undefined {
  if (/^[xX*]$/.test(text)) return version.before === "";
  const limit = versionIn(text);
  if (limit === undefined) return undefined;
  // A version before another one is meant only by those who name such.
  if (version.before !== "" && limit.before === "") return false;
  const order = compareVersions(version, limit);
  const [major, minor] = limit.numbers;
  const below = (...numbers: [number, number, number]): boolean =>
    order >= 0 && compareVersions(version, { numbers, before: "", said: 3 }) < 0;
  switch (operator) {
    case ">":
      return limit.said === 3 ? order > 0 : !sharesStart(version, limit) && order > 0;
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      return order <= 0 || (limit.said < 3 && sharesStart(version, limit));
    case "!=":
      return limit.said === 3 ? order !== 0 : !sharesStart(version, limit);
    case "^":
      if (major > 0 || limit.said === 1) return below(major + 1, 0, 0);
      return minor > 0 || limit.said === 2 ? below(0, minor + 1, 0) : below(0, 0, limit.numbers[2] + 1);
    case "~":
    case "~>":
      return limit.said === 1 ? below(major + 1, 0, 0) : below(major, minor + 1, 0);
    default:
      return limit.said === 3 ? order === 0 : sharesStart(version, limit);
  }
}

const sharesStart = (version: Version, { numbers, said }: Version): boolean =>
  numbers.slice(0, said).every((it, at) => it === version.numbers[at]);
