// Who may import whom, each law with its reason. `npm run laws` holds it; test/laws.test.ts breaks every one of them on purpose.

const engine = "src/engine";

/**
 * A ring imports itself and what is named, nothing else.
 * @param {string} ring a folder or a file, from the root
 * @param {{ rings?: string[]; types?: string[]; packages?: string[]; node?: boolean }} allowed `types`: only `import type`
 * @param {string} because
 */
function only(ring, { rings = [], types = [], packages = [], node = false }, because) {
  const name = ring.replace(/^src\//, "").replace(/\.ts$/, "");
  const from = { path: `^${ring}(/|$)`, pathNot: test };
  const own = [ring, ...rings].map(within);
  const external = packages.map((it) => `node_modules/${it}/`);
  return [
    {
      name: `${name} keeps to its rings`,
      comment: because,
      severity: "error",
      from,
      to: { path: "^(src|media|agent|test|bench)/", pathNot: [...own, ...types.map(within)] },
    },
    ...(types.length > 0
      ? [
          {
            name: `${name} takes types only`,
            comment: because,
            severity: "error",
            from,
            to: { path: types.map(within), pathNot: own, dependencyTypesNot: ["type-only"] },
          },
        ]
      : []),
    {
      name: `${name} keeps to its packages`,
      comment: because,
      severity: "error",
      from,
      to: {
        pathNot: [...external, "^(src|media|agent|test|bench)/", ...(packages.includes("vscode") ? editor : [])],
        couldNotResolve: false,
        dependencyTypesNot: node ? ["core"] : [],
      },
    },
  ];
}
const within = (ring) => `^${ring}(/|$)`;
const test = "\\.test\\.ts$";
/** The editor's API has types and no package: what is found of it depends on who looks. */
const editor = ["^vscode$", "node_modules/@types/vscode/"];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...only("src/gate", {}, "The gate for secrets is passed by everybody, so it knows nobody."),

    // The engine, from the nouns outward.
    ...only(`${engine}/model`, {}, "The nouns depend on nothing, so that everything else can depend on them."),
    ...only(
      `${engine}/syntax`,
      { rings: [`${engine}/model`], packages: ["js-yaml", "yaml"] },
      "Syntax knows text and ranges and the steps of a fix, and its named parsers; it does not know what a service is.",
    ),
    ...only(
      `${engine}/knowledge`,
      { rings: [`${engine}/model`] },
      "What is known about technologies is a table; who asks for it decides what it means.",
    ),
    ...only(
      `${engine}/readers`,
      { rings: [`${engine}/model`, `${engine}/syntax`, `${engine}/knowledge`] },
      "A reader sees one file. What files mean together is a unit's business, and an architecture's.",
    ),
    ...only(
      `${engine}/units`,
      { rings: [`${engine}/model`, `${engine}/syntax`, `${engine}/knowledge`], types: [`${engine}/readers`] },
      "A unit renders the facts that it is given. It reads no file, so that a keystroke reads one.",
    ),
    ...only(
      `${engine}/assemble`,
      { rings: [`${engine}/model`, `${engine}/knowledge`] },
      "Assembly joins units by their data, not by the format they came from: a new format must not touch it.",
    ),
    ...only(
      `${engine}/graph`,
      { rings: [`${engine}/model`] },
      "The graph answers questions about the model; who asks them is not its business.",
    ),
    ...["rules", "diagrams"].flatMap((it) =>
      only(
        `${engine}/${it}`,
        { rings: [`${engine}/model`, `${engine}/graph`, `${engine}/knowledge`] },
        `What ${it} need of another part of the engine is data: src/engine/index.ts passes it in.`,
      ),
    ),
    ...["estimates", "brief", "claims"].flatMap((it) =>
      only(
        `${engine}/${it}`,
        { rings: [`${engine}/model`, `${engine}/graph`, ...(it === "brief" ? ["src/gate"] : [])] },
        `What ${it} needs of another part of the engine is data: src/engine/index.ts passes it in.`,
      ),
    ),
    ...only(
      engine,
      { rings: ["src/gate"], packages: ["js-yaml", "yaml"] },
      "The engine is pure: text in, architecture out. It runs in any host because it knows none.",
    ),

    // Those who speak of it.
    ...only("src/protocol.ts", { types: [engine] }, "The protocol is types and names: both ends must be able to load it for nothing."),
    ...only(
      "src/chat",
      { rings: ["src/protocol.ts", "src/gate", "agent"], types: [engine], packages: ["gray-matter"] },
      "A conversation talks to ports (turn.ts), so that a test can hold it without an editor, a server or a model.",
    ),
    ...only(
      "src/models",
      { rings: ["src/gate"], types: ["src/chat"], packages: ["@anthropic-ai/sdk"] },
      "A provider puts words behind the port of src/chat/turn.ts; which editor shows them is not its business.",
    ),

    // The hosts.
    ...only(
      "src/workspace",
      { rings: [engine], packages: ["ignore"], node: true },
      "The one place that touches the disk: it hands texts to the engine and knows no host.",
    ),
    ...only(
      "src/mermaid",
      { types: [engine], packages: ["mermaid"] },
      "Mermaid's own parser stands between our compiler and whoever shows a drawing; every host that has a process takes it from here.",
    ),
    ...only(
      "src/server",
      {
        rings: [engine, "src/gate", "src/protocol.ts", "src/workspace", "src/mermaid"],
        packages: ["vscode-languageserver", "vscode-languageserver-textdocument"],
        node: true,
      },
      "The server serves the engine; it knows no editor.",
    ),
    ...["src/cli", "src/mcp"].flatMap((it) =>
      only(
        it,
        {
          rings: [engine, "src/gate", "src/protocol.ts", "src/workspace", "src/mermaid", "src/chat", "src/models", "agent"],
          packages: it === "src/cli" ? ["@viz-js/viz", "@resvg/resvg-wasm", "dejavu-fonts-ttf"] : [],
          node: true,
        },
        "A thin host: it calls the engine directly and knows no other host.",
      ),
    ),
    ...only(
      "src/extension",
      {
        rings: ["src/protocol.ts", "src/gate", "src/chat", "src/models", "agent", "src/workspace/roots.ts"],
        types: [engine],
        packages: ["vscode", "vscode-languageclient", "yaml"],
        node: true,
      },
      "The extension host stays light: the engine runs in the server, which is asked. `yaml` keeps the comments of a file that it writes into.",
    ),
    ...only(
      "media",
      { types: ["src/protocol.ts"], packages: ["mermaid", "dompurify"] },
      "The webview shows what it is sent: types of the protocol, the DOM, Mermaid and what cleans its pictures, nothing else.",
    ),

    // Everywhere.
    {
      name: "vscode is the extension's",
      comment: "Only src/extension may name the editor; everything else runs in the server, the command line and the tests too.",
      severity: "error",
      from: { pathNot: "^(src/extension|test/host)/" },
      to: { path: "^vscode$|node_modules/(@types/vscode|vscode-languageclient)/" },
    },
    {
      name: "nobody imports a test",
      comment: "What two tests share has a name and a file of its own.",
      severity: "error",
      from: {},
      to: { path: test },
    },
    {
      name: "no circles",
      comment: "Of two files that need each other, one holds what both need.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything resolves",
      comment: "An import that leads nowhere is not checked by any other law.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    // The suites in a browser and in the extension host are programs of their own.
    exclude: { path: "^(test/workspaces|test/host/vscode|out|dist)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
