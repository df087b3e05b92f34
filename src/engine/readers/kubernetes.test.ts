import { describe, expect, test } from "vitest";
import { type KubernetesFile, kubernetesReader } from "./kubernetes.ts";

const read = (text: string) => {
  const facts = kubernetesReader.read({ path: "k8s/app.yaml", text });
  return { anchors: (facts.body as KubernetesFile).objects.map((it) => it.anchor), problems: facts.problems.map((it) => it.message) };
};

describe("objects without a name", () => {
  const pod = "apiVersion: v1\nkind: Pod\nmetadata: {generateName: seed-}\n";
  const nameless = "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 2}\n";

  test("are read like the others, told apart by their kind and their order among their like", () => {
    expect(read([nameless, pod, nameless].join("---\n"))).toEqual({
      anchors: ["Deployment *", "Pod seed-*", "Deployment *~1"],
      problems: Array(2).fill("This Deployment has no metadata.name: it cannot be applied."),
    });
  });

  test("keep what they are called by when something comes before them", () => {
    expect(read(`# A comment.\n${pod}---\n${nameless}`).anchors).toContain("Deployment *");
  });

  test("are none where the kind is not one of Kubernetes: settings of tools have the same form", () => {
    expect(read("apiVersion: example.com/v1\nkind: Settings\nlevel: 3\n")).toEqual({ anchors: [], problems: [] });
    expect(read("apiVersion: v1\nkind: Config\ncontexts: []\n")).toEqual({ anchors: [], problems: [] });
  });
});
