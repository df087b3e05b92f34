/** What tests are fed with: broken on purpose, and served by nobody. */
export const isTestInput = (path: string): boolean =>
  /(?:^|\/)(?:test[-_]?data\d*|__fixtures__|fixtures|__snapshots__|__tests__|goldens?|node_modules|src\/test|third_party)\//i.test(path);
