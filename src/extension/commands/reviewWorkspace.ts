import type { Command } from "./command.ts";
import { reviewAll } from "./review.ts";

export const reviewWorkspace: Command = reviewAll;
