import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLibrary } from "../../library.ts";
import { readers } from "../../readers/index.ts";
import { built } from "./accumulate.ts";
import { differences, objectsIn } from "./differences.ts";
import { kustomizations } from "./kubectl.fixtures.ts";

/** What we build beside what `kubectl kustomize` builds, feature by feature, where kubectl is on the machine. */
const hasKubectl = (() => {
  try {
    execFileSync("kubectl", ["kustomize", "--help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

const place = mkdtempSync(path.join(tmpdir(), "kustomize-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe.skipIf(!hasKubectl)("the same as kubectl kustomize", () => {
  it.each(Object.entries(kustomizations))("%s", (name, { files, build }) => {
    const root = path.join(place, name.replaceAll(/\W+/g, "-"));
    const library = openLibrary(readers, "shop");
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
      library.update([{ path: file, text }]);
    }
    const theirs = execFileSync("kubectl", ["kustomize", path.join(root, build)], { encoding: "utf8" });
    const { items, log } = built(build, library);
    expect(log.problems.filter((one) => one.severity === "error")).toEqual([]);
    expect(
      differences(
        objectsIn(theirs),
        items.map(({ tree }) => tree),
      ),
    ).toEqual([]);
    expect(items.length).toBeGreaterThan(0);
  });
});
