import type { Reader } from "../reader.ts";
import { packageReader } from "./package.ts";
import { settingsReader } from "./settings.ts";
import { sourceReader } from "./source.ts";

/** Everything that is read of code. */
export const codeReaders: readonly Reader[] = [sourceReader, packageReader, settingsReader];
