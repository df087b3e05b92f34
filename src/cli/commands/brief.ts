import { command, Refused } from "../command.ts";
import { openInput } from "../input.ts";

/** Characters; about six thousand tokens. */
const usualBudget = 24_000;

export const brief = command({
  name: "brief",
  summary: "what a language model would be told about it, redacted",
  takes: "path",
  options: {
    question: { type: "string", value: '"…"', says: "What is asked: its facts come first" },
    persona: { type: "boolean", says: "Begin with who is asked to answer: the persona that every model is given" },
    budget: { type: "string", value: "N", says: `Characters that may be sent (usually ${usualBudget})` },
  },
  examples: [['brief . --question "Why is checkout slow?" --budget 8000', "To see what leaves the machine, before it does"]],
  async run(path, { question = "", budget, persona = false }, io) {
    const characters = budget === undefined ? usualBudget : Number(budget);
    if (!Number.isInteger(characters) || characters <= 0) throw new Refused(`--budget wants a number of characters, not "${budget}".`);
    const { answers, file } = await openInput(path, io);
    const told = answers.brief({ question, budget: characters, ...(file === undefined ? {} : { paths: [file] }) });
    // Only here: Markdown becomes part of the program when it is built.
    const own = persona ? (await import("../../chat/persona.ts")).ownPersona().body : "";
    io.out(`${[own, told.stable, told.specific].filter((it) => it !== "").join("\n\n")}\n`);
    if (told.omitted.length > 0) io.note(`Left out for want of room: ${told.omitted.join(", ")}.`);
    if (told.redactions > 0)
      io.note(`Taken out: ${told.redactions === 1 ? "one value that looks" : `${told.redactions} values that look`} like a secret.`);
    return 0;
  },
});
