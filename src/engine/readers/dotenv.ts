import { baseName } from "../syntax/paths.ts";
import type { Reader } from "./reader.ts";

/**
 * Env files. Who uses one takes its text from the library; here it only counts that the text is there, and that another text may
 * mean other projects (COMPOSE_FILE, COMPOSE_PROFILES, a path with a variable in it).
 */
export const dotenvReader: Reader<undefined> = {
  id: "dotenv",
  title: "Env files",
  wants: (path) => /^\.env(?:[.-]|$)|\.env$/i.test(baseName(path)),
  recognises: () => true,
  read: ({ path, text }) => ({
    file: path,
    reader: "dotenv",
    body: undefined,
    problems: [],
    outline: baseName(path) === ".env" ? text : "",
    mentions: [],
  }),
};
