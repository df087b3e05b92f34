import type { SystemId } from "./ids.ts";

/** What a team states about a system, or a part of it. Every field may be missing; an assumption then stands in, and is told. */
export interface Stated {
  /** `peakFactor`: how many times the average the busiest minute has. */
  readonly traffic?: { readonly requestsPerSecond?: number; readonly peakFactor?: number };
  /** `growthPerYear` as a factor: 1.5 is half as much again. */
  readonly data?: { readonly gigabytes?: number; readonly growthPerYear?: number };
  readonly team?: { readonly people?: number; readonly teams?: number };
  /** `availability` in percent, `latencyMs` at the 95th percentile. */
  readonly slo?: { readonly availability?: number; readonly latencyMs?: number };
  readonly budget?: { readonly monthly?: number; readonly currency?: string };
  readonly stage?: "prototype" | "production";
}

/** `.architect/requirements.yaml`: for everything, then per system, then per component. The nearest word counts. */
export interface Requirements extends Stated {
  readonly systems?: Readonly<Record<SystemId, Stated & { readonly components?: Readonly<Record<string, Stated>> }>>;
}

export const noRequirements: Requirements = {};

/** What is stated for a system, or for one component of it (by name): field by field the nearest word. */
export function requirementsFor(requirements: Requirements, system: SystemId, component?: string): Requirements {
  const { systems, ...general } = requirements;
  const own = systems !== undefined && Object.hasOwn(systems, system) ? systems[system] : undefined;
  if (own === undefined) return requirements;
  const { components, ...ofSystem } = own;
  const ofComponent =
    component !== undefined && components !== undefined && Object.hasOwn(components, component) ? components[component] : undefined;
  return [ofSystem, ofComponent].reduce<Stated>((far, near) => (near === undefined ? far : nearest(far, near)), general);
}

function nearest(far: Stated, near: Stated): Stated {
  const both: Record<string, unknown> = { ...far };
  for (const [key, value] of Object.entries(near)) {
    const before = both[key];
    both[key] = typeof value === "object" && typeof before === "object" ? { ...before, ...value } : value;
  }
  return both as Stated;
}

/** What stands in for what nobody stated, as sentences: they head every review. */
export function assumptionsOf({ stage, traffic, data, team, slo, budget }: Requirements): readonly string[] {
  const missing: readonly (readonly [unknown, string])[] = [
    [
      stage,
      "The stage is not stated: severities are those of a system in production, except where a file is only for development or tests.",
    ],
    [traffic?.requestsPerSecond, "Traffic is not stated: nothing is judged by load."],
    [data?.gigabytes, "The volume of data is not stated: nothing is judged by size."],
    [slo?.availability, "No availability is promised: one machine that fails is counted as acceptable."],
    [team?.people, "The size of the team is not stated."],
    [budget?.monthly, "The budget is not stated."],
  ];
  return missing.filter(([value]) => value === undefined).map(([, sentence]) => sentence);
}
