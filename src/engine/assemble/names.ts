const affixes = /[-_.]?(?:service|svc|deployment|deploy|server|app)$/;

/** A name without the system's name before it and without words that say only that it runs: `billing` of `clinic-billing-service`. */
export function bareName(name: string, system: string): string {
  const lower = name.toLowerCase();
  const prefix = `${system.slice(system.lastIndexOf(".") + 1).toLowerCase()}-`;
  const own = lower.startsWith(prefix) ? lower.slice(prefix.length) : lower;
  const bare = own.replace(affixes, "");
  return bare === "" ? own : bare;
}
