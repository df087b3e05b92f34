import type { Language } from "../language.ts";
import { csharp } from "./csharp.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { kotlin } from "./kotlin.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";
import { rust } from "./rust.ts";

/** Every programming language that is read. */
export const languages: readonly Language[] = [javascript, java, kotlin, python, go, csharp, php, ruby, rust];

const byExtension = new Map(languages.flatMap((language) => language.extensions.map((it) => [it, language] as const)));
/** TypeScript without JSX: `<T>x` is a cast there. */
const typescript: Language = (({ jsx: _, ...rest }) => rest)(javascript);

/** The language of a file by its ending. */
export function languageOf(path: string): Language | undefined {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return ending === "ts" || ending === "mts" || ending === "cts" ? typescript : byExtension.get(ending);
}
