import { composeReader } from "./compose.ts";
import { correctionsReader } from "./corrections.ts";
import { dockerfileReader } from "./dockerfile.ts";
import { dotenvReader } from "./dotenv.ts";
import { kubernetesReader } from "./kubernetes.ts";
import type { Reader } from "./reader.ts";
import { requirementsReader } from "./requirements.ts";

/** Every file format that is read, in the order they are asked. */
export const readers: readonly Reader[] = [
  requirementsReader,
  correctionsReader,
  composeReader,
  kubernetesReader,
  dotenvReader,
  dockerfileReader,
];
