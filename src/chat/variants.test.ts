/** Variants in chat: what they are called by, and which one an answer is about. */
import { describe, expect, test } from "vitest";
import { clinic, drawing, findings, views } from "../../test/conversation/clinic.ts";
import { architectOf, ask } from "../../test/conversation/turns.ts";
import type { DrawOptions } from "../engine/index.ts";
import type { Overview } from "../protocol.ts";
import { scopeOf } from "./scope.ts";

const [system] = clinic.systems;
if (system === undefined) throw new Error("The clinic has no system.");
const production = {
  id: "deploy/overlays/prod/",
  system: "clinic",
  origin: "kustomize" as const,
  files: [],
  environment: "production",
  main: false,
  title: "deploy/overlays/prod",
};
const deployed: Overview = { ...clinic, systems: [{ ...system, variants: [...system.variants, production], shown: "compose.yaml" }] };

test.each([
  ["production", production.id],
  ["the prod variant", production.id],
  ["deploy/overlays/prod", production.id],
  ["how does it run on kubernetes", production.id],
  ["development", "compose.yaml?debug"],
  ["compose.yaml with profile debug", "compose.yaml?debug"],
  ["booking", undefined],
  ["docker", undefined],
])("%j names %j", (words, id) => {
  expect(scopeOf(deployed, words, []).variant?.id).toBe(id);
});

describe("/diagram", () => {
  const asked = async (prompt: string, parts?: readonly string[]) => {
    const options: DrawOptions[] = [];
    const shown = await ask(prompt, {
      architect: architectOf(deployed, findings, {
        views: async () => [...views, { id: "deployment", title: "Deployment", description: "Where it runs" }],
        draw: async (view, it) => {
          options.push(it);
          return { ...drawing, view, ...(parts === undefined ? {} : { parts, omitted: "20 components share 3 boxes." }) };
        },
      }),
    });
    return { options, text: shown.text };
  };
  test("draws the variant that is named, in the view that is named", async () => {
    const { options } = await asked("/diagram deployment production");
    expect(options).toEqual([{ variant: production.id, system: "clinic" }]);
  });
  test("takes the file that a variant goes by for the variant", async () => {
    expect((await asked("/diagram deployment compose.yaml")).options[0]?.variant).toBe("compose.yaml");
  });
  test("draws one namespace of a cluster, and says how where there is too much for one picture", async () => {
    expect((await asked("/diagram deployment payments", ["payments", "shop"])).options.at(-1)?.namespace).toBe("payments");
    expect((await asked("/diagram deployment", ["payments", "shop"])).text).toContain("`/diagram deployment payments`");
  });
});

describe("which variant an answer is about", () => {
  const seen = (shown: string): Overview => ({ ...deployed, systems: deployed.systems.map((it) => ({ ...it, shown })) });
  test("is said where somebody has chosen another than the main one", async () => {
    expect((await ask("Who calls billing?", { architect: architectOf(seen(production.id)) })).text).toContain(
      "Seen here: `clinic` as deploy/overlays/prod",
    );
    expect((await ask("Who calls billing?", { architect: architectOf(seen("compose.yaml")) })).text).not.toContain("Seen here");
  });
  test("is said in a review, with what holds only elsewhere apart", async () => {
    const found = findings.map((it, at) => (at === 0 ? { ...it, where: "only in compose.yaml", elsewhere: true as const } : it));
    const { text } = await ask("/review", { architect: architectOf(seen(production.id), found) });
    expect(text).toContain("`clinic` is judged as deploy/overlays/prod");
    expect(text).toContain("### Only in other variants");
    expect(text).toContain("(only in compose.yaml)");
  });
});
