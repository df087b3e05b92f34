import type { Devcontainer } from "../../readers/devcontainer.ts";
import type { Library } from "../unit.ts";
import type { Plan } from "./plans.ts";

type Project = readonly Plan[];

/**
 * What a `devcontainer.json` starts together is one more way to start the project of its first file, never the usual one. A file that
 * is only there for it (`.devcontainer/docker-compose.yml` over the project's own) is no project.
 */
export function withWorkbenches(projects: readonly Project[], library: Library, isCompose: (file: string) => boolean): readonly Project[] {
  let all = projects;
  for (const { body } of library.of("devcontainer")) {
    const files = (body as Devcontainer).composeFiles.filter(isCompose);
    const [first, ...over] = files;
    const home = all.find((plans) => plans.some((it) => it.files.some((file) => file === first)));
    if (home === undefined || over.length === 0) continue;
    const isKnown = home.some((it) => it.files.join("\n") === files.join("\n"));
    const plan: Plan = { files, main: false, incomplete: false };
    all = all
      .filter((it) => it === home || !it.every((one) => one.files.every((file) => over.includes(file))))
      .map((it) => (it === home && !isKnown ? [...it.filter((one) => !one.files.some((file) => isOnlyFor(file, over))), plan] : it));
  }
  return all;
}

/** A file in the dev container's own folder. */
const isOnlyFor = (file: string, over: readonly string[]): boolean => over.includes(file) && isWorkbench(file);

/** Whether a path lies where editors keep what developers work in. */
export const isWorkbench = (path: string): boolean => /(?:^|\/)\.devcontainer\//i.test(path);
