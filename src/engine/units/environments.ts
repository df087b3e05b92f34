/** The environment a file's name or a profile speaks of. */
export function environmentIn(name: string): string | undefined {
  for (const word of name.toLowerCase().split(/[^a-z0-9]+/)) {
    const found = environments.get(word);
    if (found !== undefined) return found;
  }
  return undefined;
}

const environments: ReadonlyMap<string, string> = new Map(
  Object.entries({
    development: ["dev", "devel", "develop", "development", "local", "debug", "devcontainer"],
    production: ["prod", "production", "live", "prd"],
    staging: ["staging", "stage", "stg", "preprod", "uat"],
    test: ["test", "tests", "testing", "ci", "e2e", "integration", "qa"],
  }).flatMap(([environment, words]) => words.map((it) => [it, environment] as const)),
);
