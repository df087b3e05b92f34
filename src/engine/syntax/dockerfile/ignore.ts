/** A line of a `.dockerignore`: what is left out of the build's context, or (`!`) taken back in. */
export interface IgnorePattern {
  readonly takesBack: boolean;
  readonly steps: readonly string[];
}

/** The patterns of a `.dockerignore`, in order; comments begin in the first column only. */
export function parseIgnore(text: string): readonly IgnorePattern[] {
  return text.split(/\r?\n/).flatMap((line, index): IgnorePattern[] => {
    const plain = (index === 0 ? line.replace(/^\uFEFF/, "") : line).trim();
    if (plain === "" || line.startsWith("#")) return [];
    const takesBack = plain.startsWith("!");
    const steps = (takesBack ? plain.slice(1).trim() : plain).split("/").filter((it) => it !== "" && it !== ".");
    return steps.length === 0 ? [] : [{ takesBack, steps }];
  });
}

/** Whether a path of the context is left out: the last pattern that fits it or a folder above it decides, as the builder has it. */
export function isIgnored(patterns: readonly IgnorePattern[], path: string): boolean {
  const steps = path.split("/");
  let ignored = false;
  for (const it of patterns) if (it.takesBack === ignored && fits(it.steps, steps)) ignored = !it.takesBack;
  return ignored;
}

/** Whether a pattern fits the path or a beginning of it, step by step; `**` is any number of steps. Costs pattern × path. */
function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const wanted of pattern) {
    const next = new Set<number>();
    if (wanted === "**") for (let at = Math.min(...reached); at <= steps.length; at++) next.add(at);
    else for (const at of reached) if (at < steps.length && fitsStep(wanted, steps[at] ?? "")) next.add(at + 1);
    if (next.size === 0) return false;
    reached = next;
  }
  return true;
}

/** `*` and `?` within a step, sets of characters, and what a backslash takes as it is: `[._]env*`. */
function fitsStep(pattern: string, step: string): boolean {
  const wanted = pattern.match(/\\.|\[\^?[^\]]+\]|./gsu) ?? [];
  const text = [...step];
  let [at, next, star, taken] = [0, 0, -1, 0];
  while (next < text.length) {
    const piece = wanted[at];
    if (piece === "*") {
      star = at++;
      taken = next;
    } else if (piece !== undefined && fitsCharacter(piece, text[next] ?? "")) {
      at++;
      next++;
    } else if (star >= 0) {
      at = star + 1;
      next = ++taken;
    } else return false;
  }
  while (wanted[at] === "*") at++;
  return at === wanted.length;
}

function fitsCharacter(piece: string, character: string): boolean {
  if (piece === "?" || piece === character) return true;
  if (piece.startsWith("\\")) return piece.slice(1) === character;
  if (piece.length < 3 || !piece.startsWith("[")) return false;
  const negated = piece.startsWith("[^");
  const set = [...piece.slice(negated ? 2 : 1, -1)];
  const holds = set.some(
    (it, index) => it === character || (set[index + 1] === "-" && it <= character && character <= (set[index + 2] ?? "")),
  );
  return holds !== negated;
}
