import type { Technology } from "../technology.ts";
import { brokers } from "./brokers.ts";
import { databases } from "./databases.ts";
import { doors } from "./doors.ts";
import { stores } from "./stores.ts";
import { tools } from "./tools.ts";
import { watchers } from "./watchers.ts";

/** Everything that is known by its image. */
export const technologies: readonly Technology[] = [...databases, ...stores, ...brokers, ...doors, ...watchers, ...tools];
