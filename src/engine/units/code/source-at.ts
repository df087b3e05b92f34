import type { SourceFacts } from "../../readers/code/facts.ts";
import type { Library } from "../unit.ts";

export const sourceAt = (library: Library, file: string): SourceFacts | undefined =>
  library.facts(file).find((it) => it.reader === "source")?.body as SourceFacts | undefined;
