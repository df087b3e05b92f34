import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ownPersona, personaOf } from "./persona.ts";

describe("the persona that Architect comes with", () => {
  const persona = ownPersona();

  test("says what it can do, when it is meant, how hard it is and how long it takes", () => {
    for (const capability of [
      "system architecture styles",
      "scalability patterns",
      "database architecture",
      "caching strategies",
      "message queues and asynchronous processing",
      "service communication",
      "performance optimisation and monitoring",
      "infrastructure design and deployment",
    ])
      expect(persona.capabilities).toContain(capability);
    for (const trigger of ["architecture", "scalability", "microservices", "system design", "performance", "infrastructure"])
      expect(persona.activationTriggers).toContain(trigger);
    expect(persona.difficulty).toBe("advanced");
    expect(persona.estimatedTime).toBe("30–60 minutes per architecture review");
    expect(persona.description).not.toBe("");
  });

  test("is words below the front matter, and short enough to leave room for facts", () => {
    expect(persona.body).toMatch(/^# /);
    expect(persona.body).not.toContain("activation_triggers");
    expect(persona.body.length).toBeLessThan(7000);
  });
});

describe("a persona of somebody else", () => {
  const yaml = "---\ndescription: A colleague\ncapabilities: [reviews]\n---\nBe kind.\n";

  test("is read with its front matter", () => {
    expect(personaOf(yaml)).toMatchObject({ description: "A colleague", capabilities: ["reviews"], body: "Be kind." });
  });
  test("with Windows line ends and a byte order mark, too", () => {
    expect(personaOf(`\ufeff${yaml.replaceAll("\n", "\r\n")}`)).toMatchObject({ description: "A colleague", body: "Be kind." });
  });

  test.each([
    "js",
    "javascript",
    "JS",
    "JavaScript",
    "coffee",
    "coffeescript",
    "cson",
    "json",
    "toml",
    "constructor",
    "__proto__",
    "toString",
  ])("---%s runs nothing", (language) => {
    const ran = `ran${language.length}`;
    const source = `---${language}\n{ description: (globalThis.${ran} = "yes") }\n---\nBody\n`;
    expect(personaOf(source)).toHaveProperty("refused");
    expect(Object.hasOwn(globalThis, ran)).toBe(false);
  });
  test("the same source without our engines does run: the refusal is what keeps it from it", async () => {
    const { default: matter } = await import("gray-matter");
    matter('---js\n{ description: (globalThis.proof = "yes") }\n---\nBody\n', {});
    expect(globalThis).toHaveProperty("proof", "yes");
    Reflect.deleteProperty(globalThis, "proof");
  });
  test("YAML makes no objects that run", () => {
    expect(personaOf("---\ndescription: !!js/function 'function () {}'\n---\nBody\n")).toHaveProperty("refused");
  });

  test("a broken front matter is refused each time, and no later reading is spoiled by it", () => {
    const broken = "---\ndescription: [\n---\nBody\n";
    for (let time = 0; time < 2; time++) expect(personaOf(broken)).toHaveProperty("refused", expect.stringContaining("front matter"));
    expect(personaOf(yaml)).toMatchObject({ description: "A colleague" });
  });
  test.each([
    ["no front matter", "Be kind.\n"],
    ["no description", "---\ncapabilities: [reviews]\n---\nBe kind.\n"],
    ["no words", "---\ndescription: A colleague\n---\n"],
    ["a list", "---\n- description\n---\nBe kind.\n"],
    ["nothing", ""],
  ])("%s: refused in a sentence", (_name, source) => {
    expect(personaOf(source)).toMatchObject({ refused: expect.stringMatching(/\.$/) });
  });
});

test("the editor offers the persona for what its front matter says", () => {
  const words = JSON.parse(readFileSync(new URL("../../package.nls.json", import.meta.url), "utf8")) as Readonly<Record<string, string>>;
  const when = words["participant.when"]?.toLowerCase() ?? "";
  const triggers = ownPersona().activationTriggers.filter((it) => when.includes(it));
  // The editor asks for a narrow description; the six that stand for the whole are all in it.
  expect(triggers).toEqual(["architecture", "scalability", "microservices", "system design", "performance", "infrastructure"]);
});
