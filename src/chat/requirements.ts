import type { Overview } from "../protocol.ts";

/** What a team states, as `.architect/requirements.yaml` has it. */
export type Stated = Omit<Overview["requirements"], "systems">;

/** A number that decides much: how it is asked for, in ranges, and what it changes. */
export interface Asked {
  readonly field: keyof Stated;
  readonly question: string;
  /** How somebody may answer, smallest first. */
  readonly ranges: readonly string[];
  readonly changes: string;
}

/** At most five; what is stated already is not asked again. */
export const questionsFor = (stated: Stated): readonly Asked[] => asked.filter(({ field }) => stated[field] === undefined).slice(0, 5);

const asked: readonly Asked[] = [
  {
    field: "traffic",
    question: "How many requests a second, on average, and how much more in the busiest minute?",
    ranges: ["1 rps", "50 rps, peak 3x", "1000 rps, peak 5x"],
    changes: "replicas, caches, read replicas, queues",
  },
  {
    field: "data",
    question: "How much data, and how fast does it grow?",
    ranges: ["5 GB", "200 GB, growth 50 % a year", "5 TB, growth 2x a year"],
    changes: "indexes, partitions, sharding, backups",
  },
  {
    field: "team",
    question: "How many people run it, in how many teams?",
    ranges: ["2 people", "8 people, 2 teams", "40 people, 6 teams"],
    changes: "how many services and engines are too many",
  },
  {
    field: "slo",
    question: "Which availability is promised, and how fast must it answer?",
    ranges: ["99 %", "99.9 %, p95 300 ms", "99.99 %, p95 100 ms"],
    changes: "twins, zones, timeouts, severities",
  },
  {
    field: "stage",
    question: "Is it in production, or a prototype?",
    ranges: ["prototype", "production"],
    changes: "how much every finding weighs",
  },
  {
    field: "budget",
    question: "What may it cost a month?",
    ranges: ["100 EUR a month", "2000 EUR a month", "50000 EUR a month"],
    changes: "managed or own, how many machines",
  },
];

const number = String.raw`(\d{1,12}(?:[.,]\d{1,6})?)\s*(?:(k|m)(?![a-z]))?`;

/**
 * Numbers in a sentence: "200 rps, peak 4x, 50 GB growing 20 % a year, 4 people in 2 teams, 99.9 %, p95 300 ms, 500 EUR a month,
 * production". What it does not say stays unsaid.
 */
export function statedIn(text: string): Stated {
  const find = (pattern: string): RegExpExecArray | null => new RegExp(pattern, "i").exec(text);
  const perSecond = find(
    String.raw`${number}\s*(?:rps|qps|tps|(?:requests?|req|queries|calls|messages)\s*(?:\/|per|a)\s*s(?:ec(?:ond)?)?\b)`,
  );
  const perMinute = find(String.raw`${number}\s*(?:rpm|(?:requests?|req|calls)\s*(?:\/|per|a)\s*min(?:ute)?\b)`);
  const perDay = find(String.raw`${number}\s*(?:requests?|req|calls)\s*(?:\/|per|a)\s*day\b`);
  const peak =
    find(String.raw`peaks?\D{0,20}?${number}\s*(?:x|times|-?fold)`) ??
    find(String.raw`${number}\s*(?:x|times)\s*(?:at\s*)?(?:the\s*)?peak`);
  const volume = find(String.raw`${number}\s*(gb|gib|tb|tib|mb|mib)\b`);
  const growth = find(String.raw`grow\w*\D{0,20}?${number}\s*(%|x|times)`);
  const people = find(String.raw`${number}\s*(?:people|persons?|developers?|devs?|engineers?)\b`);
  const teams = find(String.raw`${number}\s*teams?\b`);
  const availability = find(String.raw`\b(9\d(?:[.,]\d{1,5})?)\s*%`);
  const latency = find(String.raw`(?:p9\d|latency|within|under|answer\w*\s*in)\D{0,12}?${number}\s*(ms|s)\b`);
  const money = find(String.raw`([€$£])\s*${number}`) ?? find(String.raw`${number}\s*(eur|usd|gbp|chf|€|\$|£)(?![a-z])`);
  const stage = find(String.raw`\b(prototype|production)\b`);

  const rate =
    perSecond !== null
      ? amountOf(perSecond)
      : perMinute !== null
        ? amountOf(perMinute) / 60
        : perDay !== null
          ? amountOf(perDay) / 86_400
          : undefined;
  const traffic = some({
    requestsPerSecond: rate === undefined ? undefined : rounded(rate),
    peakFactor: peak === null ? undefined : amountOf(peak),
  });
  const data = some({
    gigabytes: volume === null ? undefined : rounded(amountOf(volume) * (units[(volume[3] ?? "gb").toLowerCase().replace("ib", "b")] ?? 1)),
    growthPerYear: growth === null ? undefined : rounded(growth[3] === "%" ? 1 + amountOf(growth) / 100 : amountOf(growth)),
  });
  const team = some({ people: people === null ? undefined : amountOf(people), teams: teams === null ? undefined : amountOf(teams) });
  const slo = some({
    availability: availability === null ? undefined : Number((availability[1] ?? "").replace(",", ".")),
    latencyMs: latency === null ? undefined : rounded(amountOf(latency) * (latency[3]?.toLowerCase() === "s" ? 1000 : 1)),
  });
  const budget = budgetIn(money);
  return {
    ...(stage !== null && { stage: (stage[1] ?? "").toLowerCase() as "prototype" | "production" }),
    ...(traffic && { traffic }),
    ...(data && { data }),
    ...(team && { team }),
    ...(slo && { slo }),
    ...(budget && { budget }),
  };
}

const units: Readonly<Record<string, number>> = { mb: 0.001, gb: 1, tb: 1000 };
const currencies: Readonly<Record<string, string>> = { "€": "EUR", $: "USD", "£": "GBP" };

function budgetIn(found: RegExpExecArray | null): Stated["budget"] | undefined {
  if (found === null) return undefined;
  const parts = found.slice(1).filter((it) => it !== undefined);
  const sign = parts.find((it) => /^(?:[€$£]|eur|usd|gbp|chf)$/i.test(it)) ?? "";
  const amount = parts.find((it) => /^\d/.test(it)) ?? "";
  const scale = parts.some((it) => /^k$/i.test(it)) ? 1000 : parts.some((it) => /^m$/i.test(it)) ? 1_000_000 : 1;
  return { monthly: Number(amount.replace(",", ".")) * scale, currency: currencies[sign] ?? sign.toUpperCase() };
}

/** The first number of a match, with its `k` or `m`. */
function amountOf(match: RegExpExecArray): number {
  const scale = { k: 1000, m: 1_000_000 }[(match[2] ?? "").toLowerCase()] ?? 1;
  return Number((match[1] ?? "").replace(",", ".")) * scale;
}

const rounded = (value: number): number => (value >= 10 ? Math.round(value) : Math.round(value * 1000) / 1000);

/** What is said of the fields; `undefined` = nothing. */
function some<T extends Record<string, number | undefined>>(fields: T): { readonly [K in keyof T]?: number } | undefined {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && value > 0 && Number.isFinite(value));
  return said.length === 0 ? undefined : (Object.fromEntries(said) as { readonly [K in keyof T]?: number });
}

/** Old and new together, field by field, the new outranking. */
export function together(old: Stated, now: Stated): Stated {
  const both: Record<string, unknown> = { ...old };
  for (const [key, value] of Object.entries(now)) {
    const before = both[key];
    both[key] = typeof value === "object" && typeof before === "object" ? { ...before, ...value } : value;
  }
  return both as Stated;
}

/** As the file has it. */
export function asYaml(stated: Stated): string {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(stated)) {
    if (key === "systems" || value === undefined) continue;
    if (typeof value !== "object") lines.push(`${key}: ${String(value)}`);
    else lines.push(`${key}:`, ...Object.entries(value).map(([name, it]) => `  ${name}: ${String(it)}`));
  }
  return `${lines.join("\n")}\n`;
}
