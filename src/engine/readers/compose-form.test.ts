import { expect, test } from "vitest";
import { mayBeCompose } from "./compose-form.ts";

const may = (path: string, text: string): boolean => mayBeCompose({ path, text });

test.each([
  ["compose.yaml", "", true],
  ["stack/anything.yml", "services:\n  api:\n    image: api:1\n", true],
  ["old.yml", "web:\n  build: .\ndb:\n  image: postgres\n", true],
  ["stack.yml", "include:\n  - path: ./api/compose.yaml\n", true],
  ["k8s.yaml", "apiVersion: v1\nkind: Service\nservices:\n  image: x\n", false],
  [".gitlab-ci.yml", "build:\n  image: node:22\n  script:\n    - npm test\n", false],
  [".github/workflows/ci.yaml", "name: ci\non:\n  push:\njobs:\n  test:\n    runs-on: ubuntu-latest\n", false],
  ["values.yaml", "replicas: 2\nimage:\n  repository: acme/api\n", false],
])("%s: %j", (path, text, expected) => {
  expect(may(path, text)).toBe(expected);
});

test("long indented text that is no Compose file is passed over in no time", () => {
  const text = `jobs:\n${`      ${" ".repeat(40)}run: something long enough to matter # ${"x ".repeat(40)}\n`.repeat(2000)}`;
  const started = performance.now();
  expect(may("workflow.yaml", text)).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
