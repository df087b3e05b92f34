import path from "node:path";
import { defineConfig } from "vitest/config";

/** Mouse and keyboard on the packaged extension: one window after another, on two cores. */
export default defineConfig({
  test: {
    root: path.resolve(import.meta.dirname, "../../.."),
    include: ["test/ui/scenes/*.scene.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
