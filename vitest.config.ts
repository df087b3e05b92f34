import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "media/**/*.test.ts", "test/*.test.ts"],
    alias: { dompurify: new URL("./src/mermaid/dompurify-stub.ts", import.meta.url).pathname },
    server: { deps: { inline: ["mermaid"] } }, // an alias does not reach what Node imports by itself
    testTimeout: 20_000,
  },
  plugins: [
    {
      // As esbuild does: a prompt is a document, and what the code imports is its text.
      name: "markdown-as-text",
      enforce: "pre",
      load: (id) => (id.endsWith(".md") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : undefined),
    },
  ],
});
