import type { Library } from "../unit.ts";
import { charsOf, type Dict, dictOf, type Host, listOf, unknown, type Value } from "./evaluate/value.ts";
import type { Release } from "./release.ts";
import type { Filled, FilledPart } from "./values.ts";

/** What templates see as `.`: Helm's own objects beside the values. */
export function dotOf(
  filled: Filled,
  release: Release,
  template: { readonly name: string; readonly base: string },
  values: Dict,
  library: Library,
): Dict {
  const { chart } = filled;
  const namespace = release.namespace ?? "default";
  return dictOf([
    ["Values", values],
    [
      "Release",
      dictOf([
        ["Name", release.name],
        ["Namespace", namespace],
        ["Service", "Helm"],
        ["Revision", 1],
        ["IsInstall", true],
        ["IsUpgrade", false],
      ]),
    ],
    [
      "Chart",
      dictOf([
        ["Name", chart.name],
        ["Version", chart.version],
        ["AppVersion", chart.appVersion],
        ["Type", chart.library ? "library" : "application"],
      ]),
    ],
    ["Capabilities", capabilities],
    [
      "Template",
      dictOf([
        ["Name", template.name],
        ["BasePath", template.base],
      ]),
    ],
    ["Files", filesIn(chart.folder, library)],
    [
      "Subcharts",
      dictOf(
        filled.parts.map(({ part, filled: inner }: FilledPart) => [
          part.name,
          inner === undefined ? dictOf() : dictOf([["Values", inner.values]]),
        ]),
      ),
    ],
  ]);
}

/** Files beside the templates: that they are there is known, not what is in them. */
const filesIn = (folder: string, library: Library): Host => ({
  kind: "host",
  name: "files",
  call(method, [name = null]) {
    const path = charsOf(name) ?? "";
    const exists = library.exists(folder === "" ? path : `${folder}/${path}`);
    if (method === "Get" || method === "GetBytes") return exists ? unknown(`it is in ${path}`) : "";
    if (method === "Lines") return exists ? unknown(`it is in ${path}`) : listOf([]);
    // A pattern may find files of any name; a name that is there or not is no pattern.
    if (method === "Glob" && !exists && !/[*?[{]/.test(path)) return dictOf();
    return unknown(`it is in files ${path}`);
  },
});

const version = "v1.33.0";
/** What every cluster of that version serves; resources of operators are not among it, as in `helm template`. */
const served =
  /^(?:v1|apps\/v1|batch\/v1|autoscaling\/v[12]|policy\/v1|networking\.k8s\.io\/v1|rbac\.authorization\.k8s\.io\/v1|storage\.k8s\.io\/v1|apiextensions\.k8s\.io\/v1|apiregistration\.k8s\.io\/v1|admissionregistration\.k8s\.io\/v1|authentication\.k8s\.io\/v1|authorization\.k8s\.io\/v1|certificates\.k8s\.io\/v1|coordination\.k8s\.io\/v1|discovery\.k8s\.io\/v1|events\.k8s\.io\/v1|flowcontrol\.apiserver\.k8s\.io\/v1|node\.k8s\.io\/v1|scheduling\.k8s\.io\/v1)(?:\/[A-Z]\w*)?$/;

const apis: Host = {
  kind: "host",
  name: "versions",
  call: (method, [name = null]): Value => (method === "Has" ? served.test(charsOf(name) ?? "") : unknown("the cluster says it")),
};

const [major = "1", minor = "33"] = version.slice(1).split(".");
/** It can be printed as it is, and has fields. */
const kubeVersion: Host = {
  kind: "host",
  name: version,
  call: (field): Value => ({ Version: version, GitVersion: version, Major: major, Minor: minor })[field] ?? "",
};

const capabilities: Dict = dictOf([
  ["KubeVersion", kubeVersion],
  ["APIVersions", apis],
  [
    "HelmVersion",
    dictOf([
      ["Version", "v3.18.0"],
      ["GoVersion", "go1.24.0"],
      ["GitCommit", ""],
      ["GitTreeState", "clean"],
    ]),
  ],
]);
