import { defineConfig } from "vitest/config";

/** Tests in a real browser: `npx vitest run --config test/ui/vitest.config.ts`, after a build. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    fileParallelism: false, // browsers are heavy, and times are measured
  },
});
