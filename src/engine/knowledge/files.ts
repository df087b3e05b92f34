/** The names kustomize looks for in a folder, in the order in which it does. */
export const kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

/** What tests are fed with: broken on purpose, and deployed by nobody. */
const testInput = /(?:^|\/)(?:test[-_]?data\d*|__fixtures__|fixtures|__snapshots__|goldens?)\//i;

/** Whether a file is input of tests. */
export const isTestInput = (path: string): boolean => testInput.test(path);
