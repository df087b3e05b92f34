import path from "node:path";
import { defineConfig } from "vitest/config";

/** Mouse and keyboard on the packaged extension: one window after another, on two cores. */
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, "../../.."),
    include: ["test/ui/scenes/*.scene.ts"],
    fileParallelism: false,
    // A window shows its answer in its own time; a step says what it waits for, not how long.
    expect: { poll: { timeout: 15_000, interval: 100 } },
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
