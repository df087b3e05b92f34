// Makes dist/: the extension, the language server and the command line (CommonJS for Node), and the webview (for a browser).
//   node esbuild.mjs [--production] [--watch] [extension server cli media]
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import esbuild from "esbuild";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const root = import.meta.dirname;
const dist = path.join(root, "dist");
const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none", // they are in dist/THIRD-PARTY-NOTICES.txt
  loader: { ".md": "text" },
  metafile: true,
  logLevel: "warning",
};

/**
 * Machines and fonts inside a bundle, a third of their size: unpacked when a picture is asked for, and not before.
 * @type {esbuild.Plugin}
 */
const packed = {
  name: "packed",
  setup(build) {
    build.onLoad({ filter: /\.(wasm|ttf)$/ }, async ({ path: file }) => {
      const text = brotliCompressSync(await readFile(file), { params: { [constants.BROTLI_PARAM_QUALITY]: production ? 11 : 5 } }).toString(
        "base64",
      );
      return {
        contents: `import { brotliDecompressSync } from "node:zlib";\nexport default brotliDecompressSync(Buffer.from("${text}", "base64"));`,
      };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: "node", format: "cjs" };

// Mermaid's parser asks DOMPurify for its hooks, and DOMPurify asks for a DOM. Only Node, which parses and never draws, gets the stub.
const parseOnly = { dompurify: "./src/mermaid/dompurify-stub.ts" };
// Beginnings of Mermaid's chunks: the kinds we draw, and for drawing the layout.
const kinds = ["flowDiagram-", "erDiagram-", "sequenceDiagram-"];

/** What is built, by the name of its bundle. @type {Record<string, esbuild.BuildOptions>} */
const bundles = {
  extension: { ...node, ...split(), entryPoints: { extension: "src/extension/activate.ts" }, target: "node22", external: ["vscode"] },
  server: { ...node, ...split(mermaid(kinds)), entryPoints: { server: "src/server/main.ts" }, target: "node22", alias: parseOnly },
  // One file that needs nothing beside it: it is copied into other people's pipelines.
  cli: {
    ...node,
    entryPoints: { cli: "src/cli/main.ts" },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    target: "node20",
    alias: parseOnly,
    plugins: [mermaid(kinds), packed],
    banner: { js: "#!/usr/bin/env node" },
    define: { "process.env.ARCHITECT_VERSION": JSON.stringify(version) },
  },
  media: {
    ...common,
    entryPoints: { main: "media/main.ts", style: "media/style.css" },
    outdir: "dist/media",
    platform: "browser",
    format: "iife", // one script with one nonce; modules would have to name their chunks in the policy
    target: "es2022",
    plugins: [mermaid([...kinds, "elk-", "dagre-"])],
  },
};

/**
 * Code splitting for CommonJS, which esbuild has for ES modules only: what is behind `await import()` gets a file of its own,
 * so that activation does not pay for the language client nor the server's start for Mermaid's parser. The chunks are built as
 * ES modules and rewritten one by one.
 * @param {esbuild.Plugin[]} plugins
 * @returns {esbuild.BuildOptions}
 */
function split(...plugins) {
  return {
    format: "esm",
    splitting: true,
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    chunkNames: "chunks/[name]-[hash]",
    sourcemap: production ? false : "inline",
    write: false,
    plugins: [
      ...plugins,
      {
        name: "commonjs-chunks",
        setup(build) {
          build.onEnd(async ({ outputFiles = [] }) => {
            for (const { path: file, text } of outputFiles) {
              // "dynamic-import: false" turns import() into require(), which VS Code intercepts for "vscode".
              const { code } = await esbuild.transform(text, {
                format: "cjs",
                platform: "node",
                target: "node22",
                minify: production,
                sourcemap: production ? false : "inline",
                supported: { "dynamic-import": false },
                logOverride: { "empty-import-meta": "silent" },
              });
              await mkdir(path.dirname(file), { recursive: true });
              await writeFile(file, code);
            }
          });
        },
      },
    ],
  };
}

/**
 * Mermaid brings thirty kinds of diagram and two layout engines of a megabyte each. What we do not draw stays out, KaTeX too.
 * @param {string[]} kept beginnings of the chunks that are drawn with
 * @returns {esbuild.Plugin}
 */
function mermaid(kept) {
  return {
    name: "mermaid",
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path: name, kind, importer }) => {
        const lazy = kind === "dynamic-import" && /[\\/]node_modules[\\/]mermaid[\\/]/.test(importer);
        if (!lazy || kept.some((it) => path.basename(name).startsWith(it))) return undefined;
        return { path: "mermaid", namespace: "left-out" };
      });
      build.onLoad({ filter: /./, namespace: "left-out" }, () => ({
        contents: 'throw new Error("This kind of diagram is not part of the build.");',
      }));
    },
  };
}

/** A part that nobody has written yet is skipped and named. */
function present([name, options]) {
  const missing = Object.values(options.entryPoints).filter((it) => !existsSync(path.join(root, it)));
  if (missing.length > 0) console.warn(`skipped ${name}: ${missing.join(", ")} does not exist`);
  return missing.length === 0;
}

/**
 * The licences of every package whose code is in a bundle, as their authors ask.
 * @param {esbuild.Metafile[]} metafiles
 */
async function notices(metafiles) {
  const inputs = metafiles.flatMap((it) => Object.values(it.outputs).flatMap((output) => Object.keys(output.inputs)));
  const folders = new Set(inputs.flatMap((it) => it.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  const texts = await Promise.all(
    [...folders].map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, "package.json"), "utf8"));
      const file = (await readdir(path.join(root, folder))).find((it) => /^(licen[cs]e|copying)/i.test(it));
      const text = file === undefined ? "" : await readFile(path.join(root, folder, file), "utf8");
      return `${name} ${version} (${license ?? "see below"})\n\n${text.trim()}\n`;
    }),
  );
  return `Architect contains code of these packages.\n\n${[...new Set(texts)].sort().join(`\n${"-".repeat(80)}\n\n`)}`;
}

const named = process.argv.slice(2).filter((it) => !it.startsWith("--"));
// What is made alone leaves the rest as it is: notices and metafiles are of a whole build.
const alone = named.length > 0;
if (!alone) await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const wanted = Object.entries(bundles)
  .filter(([name]) => !alone || named.includes(name))
  .filter(present);

if (watch) {
  for (const [name, options] of wanted) {
    const told = {
      name: "told",
      // Begins and ends each build with the words that .vscode/tasks.json waits for.
      setup(build) {
        build.onStart(() => console.log(`[watch] ${name} started`));
        build.onEnd(({ errors }) => console.log(`[watch] ${name} finished, ${errors.length} errors`));
      },
    };
    const context = await esbuild.context({ ...options, plugins: [...(options.plugins ?? []), told] });
    await context.watch();
  }
} else {
  await build().catch(() => {
    process.exitCode = 1; // esbuild has said why
  });
}

async function build() {
  const built = await Promise.all(
    wanted.map(async ([name, options]) => /** @type {const} */ ([name, (await esbuild.build(options)).metafile])),
  );
  const metafiles = Object.fromEntries(built);
  await mkdir(path.join(root, "out"), { recursive: true });
  if (!alone) {
    // Not shipped: what went into each bundle, for the notices and for the test that looks for the packages.
    await writeFile(path.join(root, "out/metafiles.json"), JSON.stringify(metafiles));
    await writeFile(path.join(dist, "THIRD-PARTY-NOTICES.txt"), await notices(Object.values(metafiles)));
  }
  for (const [name, { outputs }] of built) {
    const bytes = Object.entries(outputs).reduce((sum, [file, it]) => (file.endsWith(".map") ? sum : sum + it.bytes), 0);
    console.log(`${name.padEnd(10)} ${(bytes / 1024).toFixed(0).padStart(6)} kB`);
  }
}
