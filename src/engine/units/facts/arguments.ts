import { type EvidenceId, type Node, type ScalarNode, textAt } from "../../model/index.ts";

/** One argument of a command line, with the flag or variable it belongs to. */
export interface Argument {
  readonly at: EvidenceId;
  /** `db-host` of `--db-host=db`, `DB` of `DB=x ./run`; `undefined` = it stands alone. */
  readonly name: string | undefined;
  readonly value: string;
  /** It is waited for before something else starts: `wait-for-it db:5432`. */
  readonly waits: boolean;
}

interface Word {
  readonly text: string;
  readonly at: EvidenceId;
}

/** The arguments of a command line, one text or its words, also those of scripts it holds (`sh -c "…"`). */
export function argumentsOf(node: Node | undefined): readonly Argument[] {
  const texts = node?.kind === "seq" ? node.items.filter(isScalar) : isScalar(node) ? [node] : [];
  const whole = node?.kind !== "seq";
  // The items of a list are words already; one with blanks is a script.
  const words = texts.flatMap(({ text, at }) => (whole || /\s/.test(text) ? split(text) : [text]).map((it): Word => ({ text: it, at })));
  return argumentsIn(words.slice(0, 2000));
}

const isScalar = (node: Node | undefined): node is ScalarNode => node?.kind === "scalar" && textAt(node) !== undefined;

const separator = /^(?:&&|\|\||[;|&]|--|do|then|done|fi)$/;
const waiter =
  /^(?:.*\/)?(?:wait(?:[-_]?for)?(?:[-_]?it)?(?:\.sh|\.py)?|wait4x|wait-port|wait-on|dockerize|nc|ncat|netcat|telnet|pg_isready|check_?ports?(?:\.sh)?)$/i;

function argumentsIn(words: readonly Word[]): readonly Argument[] {
  const found: Argument[] = [];
  let waits = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word;
    const next = words[index + 1];
    const put = (name: string | undefined, value: string): void => {
      found.push({ at: word.at, name, value, waits });
    };
    if (separator.test(word.text)) {
      waits = false;
      continue;
    }
    if (waiter.test(word.text)) {
      waits = true;
      continue;
    }
    const assigned = /^(?:-{1,2}D?)?([A-Za-z_][\w.:-]*)=(.*)$/s.exec(word.text);
    if (assigned !== null) {
      put(assigned[1], assigned[2] ?? "");
      continue;
    }
    const flag = /^-{1,2}([A-Za-z][\w.-]*)$/.exec(word.text)?.[1];
    if (flag !== undefined && next !== undefined && takesValue(word.text, next.text)) {
      index++;
      const port = words[index + 1]?.text;
      // `--replicaof master 6379`
      found.push({ at: next.at, name: flag, value: port !== undefined && isPort(port) ? `${next.text}:${port}` : next.text, waits });
      continue;
    }
    // `nc -z db 5432`
    if (waits && next !== undefined && isPort(next.text)) {
      put(undefined, `${word.text}:${next.text}`);
      index++;
      continue;
    }
    put(undefined, word.text);
  }
  return found;
}

/** Whether the next word may be a flag's value: no other flag, no assignment, and no script behind `sh -c`. */
const takesValue = (flag: string, next: string): boolean =>
  !/^-[a-z]{0,2}c$/.test(flag) && !separator.test(next) && !/^(?:-.|[A-Za-z_]\w*=)/.test(next);

const isPort = (text: string): boolean => /^\d{2,5}$/.test(text);

/** Words as a shell sees them; what stands in quotes and has blanks in it is taken apart once more. */
function split(text: string, depth = 0): string[] {
  if (text.length > 20_000) return [];
  const words: string[] = [];
  for (const [raw] of text.matchAll(/&&|\|\||[;|&]|(?:[^\s"';|&()<>]|"(?:[^"\\]|\\.)*"|'[^']*')+/gs)) {
    const word = raw.replace(
      /"((?:[^"\\]|\\.)*)"|'([^']*)'/gs,
      (_, double?: string, single?: string) => double?.replace(/\\(.)/gs, "$1") ?? single ?? "",
    );
    if (word !== raw && /\s/.test(word) && depth < 3 && !/^[\w-]+=/.test(word)) words.push(...split(word, depth + 1));
    else words.push(word);
  }
  return words;
}
