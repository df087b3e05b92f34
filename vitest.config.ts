import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "media/**/*.test.ts", "test/*.test.ts"],
    alias: { dompurify: new URL("./src/mermaid/dompurify-stub.ts", import.meta.url).pathname },
    server: { deps: { inline: ["mermaid", /bytes:/] } }, // an alias does not reach what Node imports by itself
    testTimeout: 20_000,
  },
  plugins: [
    {
      // As esbuild does: what the code imports of a machine or a font is its bytes.
      name: "bytes",
      enforce: "pre",
      resolveId: (id) =>
        /\.(wasm|ttf)$/.test(id) && !id.startsWith("\0") ? `\0bytes:${createRequire(import.meta.url).resolve(id)}` : undefined,
      load: (id) =>
        id.startsWith("\0bytes:")
          ? `import { readFileSync } from "node:fs";\nexport default readFileSync(${JSON.stringify(id.slice("\0bytes:".length))});`
          : undefined,
    },
    {
      // As esbuild does: a prompt is a document, and what the code imports is its text.
      name: "markdown-as-text",
      enforce: "pre",
      load: (id) => (id.endsWith(".md") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : undefined),
    },
  ],
});
