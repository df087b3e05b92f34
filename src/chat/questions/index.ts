import { between } from "./between.ts";
import { callers } from "./callers.ts";
import { counts } from "./counts.ts";
import { describe } from "./describe.ts";
import { doubts } from "./doubts.ts";
import { exists } from "./exists.ts";
import { fitting } from "./fitting.ts";
import { impact } from "./impact.ts";
import { kinds } from "./kinds.ts";
import { limits } from "./limits.ts";
import { needs } from "./needs.ts";
import { placing } from "./placing.ts";
import { ports } from "./ports.ts";
import type { Question } from "./question.ts";
import { slow } from "./slow.ts";
import { split } from "./split.ts";
import { stack } from "./stack.ts";
import { where } from "./where.ts";
import { worries } from "./worries.ts";

/** Every question that is answered without a model; the first that knows an answer gives it, so the narrow ones come first. */
export const questions: readonly Question[] = [
  limits,
  split,
  slow,
  fitting,
  doubts,
  impact,
  between,
  callers,
  placing,
  where,
  ports,
  stack,
  needs,
  counts,
  kinds,
  exists,
  worries,
  describe,
];
