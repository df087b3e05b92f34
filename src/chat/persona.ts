import matter from "gray-matter";
import text from "../../agent/backend-architect.md";

/** Who speaks: what the front matter says about it, and the words that a model is given. */
export interface Persona {
  readonly name: string;
  readonly description: string;
  readonly capabilities: readonly string[];
  readonly activationTriggers: readonly string[];
  readonly difficulty: string;
  readonly estimatedTime: string;
  readonly body: string;
}

/** Why a persona cannot be used, in a sentence. */
export interface Refused {
  readonly refused: string;
}

/**
 * Reads a persona. Its front matter is YAML: gray-matter would also run JavaScript that a file brings along, so every other
 * language is refused. Options are always given, which keeps gray-matter from remembering texts (and failed ones as empty).
 */
export function personaOf(source: string): Persona | Refused {
  const read = pageOf(source);
  if ("refused" in read) return read;
  const { data, body } = read;
  const description = textOf(data["description"]);
  if (description === "") return { refused: "The front matter has no description." };
  return {
    name: textOf(data["name"]),
    description,
    capabilities: textsOf(data["capabilities"]),
    activationTriggers: textsOf(data["activation_triggers"]),
    difficulty: textOf(data["difficulty"]),
    estimatedTime: textOf(data["estimated_time"]),
    body,
  };
}

/** Beyond that it is no persona but a document, and leaves no room for facts. */
const longest = 12_000;

/**
 * The persona of a workspace: what its file says after ours, or in place of it where its front matter has `replaces: true`. How to write
 * and what is data is said elsewhere, and not for a file to change.
 */
export function personaWith(own: string, source: string): { readonly persona: string; readonly refused?: string } {
  const read = pageOf(source);
  if ("refused" in read) return { persona: own, refused: read.refused };
  if (read.body.length > longest) return { persona: own, refused: `It is longer than ${longest} characters.` };
  return { persona: read.data["replaces"] === true ? read.body : `${own}\n\n# What this team adds\n\n${read.body}` };
}

/** A page with YAML front matter: what it says about itself, and its words. */
export function pageOf(source: string): { readonly data: Readonly<Record<string, unknown>>; readonly body: string } | Refused {
  let read: matter.GrayMatterFile<string>;
  try {
    read = matter(source.replace(/^\ufeff/, ""), { language: "yaml", engines });
  } catch (error) {
    return { refused: `The front matter cannot be read: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}` };
  }
  if (typeof read.data !== "object" || read.data === null || Array.isArray(read.data))
    return { refused: "The front matter has to be names with values." };
  const body = read.content.trim();
  return body === "" ? { refused: "There is nothing below the front matter." } : { data: read.data, body };
}

const refuse = (language: string) => ({
  parse: (): never => {
    throw new Error(`it is written in ${language}, and only YAML is read.`);
  },
});
/** Every name under which gray-matter knows an engine, and `eval` behind some of them. */
const engines = Object.fromEntries(["javascript", "js", "json", "coffee", "coffeescript", "cson", "toml"].map((it) => [it, refuse(it)]));

export const textOf = (it: unknown): string => (typeof it === "string" ? it.trim() : typeof it === "number" ? String(it) : "");
export const textsOf = (it: unknown): readonly string[] => (Array.isArray(it) ? it.map(textOf).filter((each) => each !== "") : []);

/** The persona that Architect comes with. A test reads it, so that a mistake in the file is found before it is built. */
export function ownPersona(): Persona {
  const persona = personaOf(text);
  if ("refused" in persona) throw new Error(persona.refused);
  return persona;
}
