import ignore, { type Ignore } from "ignore";

/** Folders that never hold what a team wrote about its system, whatever a .gitignore says. */
const neverWalked: ReadonlySet<string> = new Set([
  ".git",
  ".hg",
  ".svn",
  ".jj",
  "node_modules",
  "bower_components",
  "jspm_packages",
  ".yarn",
  ".pnpm-store",
  "__pycache__",
  ".venv",
  ".tox",
  ".nox",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  "site-packages",
  ".gradle",
  ".terraform",
  ".terragrunt-cache",
  ".next",
  ".nuxt",
  ".svelte-kit",
  ".turbo",
  ".parcel-cache",
  ".cache",
  ".serverless",
  ".aws-sam",
  ".dart_tool",
  ".idea",
  ".vs",
  "Pods",
  "Carthage",
  "DerivedData",
]);

/**
 * Folders that are build output or vendored beside one of these files and may be anything elsewhere: `build/compose.yaml` is
 * common, and a market place has a service called `vendor`.
 */
const outputBeside: Readonly<Record<string, readonly string[]>> = {
  build: ["build.gradle", "build.gradle.kts", "package.json", "CMakeLists.txt"],
  target: ["pom.xml", "Cargo.toml", "build.sbt"],
  dist: ["package.json", "pyproject.toml", "setup.py"],
  out: ["package.json"],
  coverage: ["package.json"],
  bin: [".csproj", ".fsproj"],
  obj: [".csproj", ".fsproj"],
  vendor: ["go.mod", "composer.json", "Gemfile"],
};

/** A Python environment says what it is, whatever it is called. */
const environmentMark = "pyvenv.cfg";

/** A build folder that a package manifest makes is spared when somebody keeps deployment files in it. */
const keptThere = /^(docker-)?compose\b.*\.ya?ml$|^Dockerfile/;

/** Whether the folder `name`, beside the files `siblings`, is somebody else's code or output. */
export function notOurs(name: string, siblings: readonly string[]): boolean {
  if (neverWalked.has(name)) return true;
  const marks = Object.hasOwn(outputBeside, name) ? outputBeside[name] : undefined;
  return marks?.some((mark) => siblings.some((it) => it === mark || (mark.startsWith(".") && it.endsWith(mark)))) === true;
}

/** Whether what is inside a folder says that it is not worth walking, or, for build output, that it is after all. */
export const isEnvironment = (inside: readonly string[]): boolean => inside.includes(environmentMark);
export const keepsDeployment = (name: string, inside: readonly string[]): boolean =>
  !neverWalked.has(name) && name !== "vendor" && inside.some((it) => keptThere.test(it));

/**
 * Variables of Compose live in files that are kept out of version control on purpose. Their names matter, their values never
 * leave the engine, so they are listed although ignored.
 */
export const listedThoughIgnored = (name: string): boolean => name === ".env" || name.startsWith(".env.") || name.endsWith(".env");

/** The .gitignore files on the way down to one folder. The nearest that says anything about a path decides, as in git. */
export interface Gitignores {
  /** Whether `path` (workspace-relative) is ignored. */
  ignores(path: string, isFolder: boolean): boolean;
  /** With the .gitignore of a folder further down. */
  within(folder: string, text: string): Gitignores;
}

export const noGitignore: Gitignores = chain([]);

function chain(levels: readonly { readonly prefix: string; readonly matcher: Ignore }[]): Gitignores {
  return {
    ignores(path, isFolder) {
      for (let at = levels.length - 1; at >= 0; at--) {
        const level = levels[at];
        if (level === undefined) continue;
        const said = level.matcher.test(path.slice(level.prefix.length) + (isFolder ? "/" : ""));
        if (said.ignored) return true;
        if (said.unignored) return false;
      }
      return false;
    },
    within(folder, text) {
      const matcher = ignore({ ignorecase: false }).add(text.split(/\r?\n/).filter(isHarmless));
      return chain([...levels, { prefix: folder === "" ? "" : `${folder}/`, matcher }]);
    },
  };
}

/** A pattern becomes a regular expression: many stars in one part of a path would make matching a long name take for ever. */
const isHarmless = (line: string): boolean =>
  line.length <= 500 && line.split("/").every((part) => (part.match(/(?<!\*)\*/g) ?? []).length <= 4);
