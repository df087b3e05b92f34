/** One persona, whichever door somebody comes through: the files that the editor takes from the extension are made of it, and only of it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ownPersona, pageOf, personaOf } from "../src/chat/persona.ts";
import { playbooks } from "../src/chat/playbooks.ts";

const root = path.join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const persona = ownPersona();
const quoted = (text: string): string => JSON.stringify(text);
const level = `${persona.difficulty.charAt(0).toUpperCase()}${persona.difficulty.slice(1)}; ${persona.estimatedTime}.`;

/** The custom agent: the persona, and where it looks in this editor. */
const agentFile = `---
name: ${persona.name}
description: ${quoted(`${persona.description} ${level}`)}
---

${persona.body}

# In this editor

- Where tools of Architect are offered, ask them for the model, the findings and the evidence before you read files yourself: they say what is proved, and by which line.
- Where they are not, \`@architect /review\` in Ask mode says the same.
- You advise. You change files only when you are asked to, after you said what the change is.
`;

/** The skill: when it is meant, and which playbook says how. */
const skillFile = `---
name: architecture-review
description: ${quoted(`${persona.description} Use it for ${persona.activationTriggers.join(", ")}. It knows ${persona.capabilities.join(", ")}. ${level}`)}
---

${persona.body}

# Playbooks

Read the one that the question is about before you answer:

${playbooks()
  .map(({ name, title, topics }) => `- [${title}](../../playbooks/${name}.md): ${topics.slice(0, 6).join(", ")}`)
  .join("\n")}
`;

test("the custom agent says what the persona says", async () => {
  await expect(agentFile).toMatchFileSnapshot(path.join(root, "agent/backend-architect.agent.md"));
});
test("the skill says what the persona says, and when it is meant", async () => {
  await expect(skillFile).toMatchFileSnapshot(path.join(root, "agent/skills/architecture-review/SKILL.md"));
});

describe("what the manifest contributes", () => {
  const { contributes } = JSON.parse(read("package.json")) as {
    readonly contributes: Readonly<
      Record<"chatAgents" | "chatSkills", readonly { readonly path: string; readonly sessionTypes: readonly string[] }[]>
    >;
  };
  test.each([
    ["chatAgents", "./agent/backend-architect.agent.md"],
    ["chatSkills", "./agent/skills/architecture-review/SKILL.md"],
  ] as const)("%s: a file that the editor can read, in both kinds of session", (point, file) => {
    expect(contributes[point]).toEqual([{ path: file, sessionTypes: ["local", "copilotcli"] }]);
    const page = pageOf(read(file));
    expect(page).not.toHaveProperty("refused");
    expect(personaOf(read(file))).toMatchObject({ description: expect.stringContaining(persona.difficulty.slice(1)) });
  });
  test("a skill has the name of its folder, or the editor passes over it in silence", () => {
    const page = pageOf(skillFile);
    expect("refused" in page ? undefined : page.data["name"]).toBe(path.basename(path.dirname(contributes.chatSkills[0]?.path ?? "")));
  });
  test("every playbook that the skill names is there", () => {
    for (const [, file = ""] of skillFile.matchAll(/\]\(\.\.\/\.\.\/(playbooks\/[\w-]+\.md)\)/g))
      expect(read(`agent/${file}`)).not.toBe("");
  });
  test("the descriptions carry difficulty and time", () => {
    for (const file of [agentFile, skillFile]) expect(file).toContain("Advanced; 30–60 minutes per architecture review.");
  });
});
