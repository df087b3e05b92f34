import { defineConfig } from "vitest/config";

/** Tests in a real browser: `npx vitest run --config test/ui/vitest.config.ts`, after a build. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    fileParallelism: false, // browsers are heavy, and times are measured
  },
});
