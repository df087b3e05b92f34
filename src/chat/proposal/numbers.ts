/** The numbers that decide a first shape: as they are stated, or the smallest sensible ones, told as assumptions. */
import type { Stated } from "../requirements.ts";

export interface Numbers {
  /** Requests a second in the busiest minute. */
  readonly peak: number;
  readonly gigabytes: number;
  readonly people: number;
  readonly teams: number;
  /** Percent. */
  readonly availability: number;
  /** What was not stated, and what stands in for it. */
  readonly assumed: readonly string[];
}

/** How much more the busiest minute has than the average, where nobody says. */
const usualPeak = 3;

export function numbersIn({ traffic, data, team, slo }: Stated): Numbers {
  const rate = traffic?.requestsPerSecond;
  const peak = Math.max(1, Math.round((rate ?? 5) * (traffic?.peakFactor ?? usualPeak)));
  const assumed = [
    ...(rate === undefined ? [`about ${peak} requests a second at the busiest`] : []),
    ...(data?.gigabytes === undefined ? ["about 10 GB of data"] : []),
    ...(team?.people === undefined ? ["three people"] : []),
    ...(slo?.availability === undefined ? ["99 % available, which is seven hours of outage a month"] : []),
  ];
  return {
    peak,
    gigabytes: data?.gigabytes ?? 10,
    people: team?.people ?? 3,
    teams: team?.teams ?? 1,
    availability: slo?.availability ?? 99,
    assumed,
  };
}
