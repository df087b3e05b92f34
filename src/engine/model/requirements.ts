/** What the team stated in `.architect/requirements.yaml`. Every field may be missing; an assumption then stands in, and is told. */
export interface Requirements {
  readonly traffic?: { readonly requestsPerSecond?: number; readonly peakFactor?: number };
  readonly data?: { readonly gigabytes?: number; readonly growthPerYear?: number };
  readonly team?: { readonly people?: number; readonly teams?: number };
  readonly slo?: { readonly availability?: number; readonly latencyMs?: number };
  readonly budget?: { readonly monthly?: number; readonly currency?: string };
  readonly stage?: "prototype" | "production";
}

export const noRequirements: Requirements = {};
