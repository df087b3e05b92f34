import type { LanguageModel } from "../chat/turn.ts";

/** Nobody: the engine's own words are the answer, and nothing is sent anywhere. `because`: why nobody else was asked. */
export const computed = (because?: string): LanguageModel => ({
  name: "Architect (computed, no AI)",
  computed: true,
  because,
  async *send() {
    // Whoever asks nobody hears nothing.
  },
});
