import { asynchronous } from "./asynchronous.ts";
import { cache } from "./cache.ts";
import { data } from "./data.ts";
import { deploy } from "./deploy.ts";
import { resilience } from "./resilience.ts";
import { scale } from "./scale.ts";
import { style } from "./style.ts";
import type { Topic } from "./topic.ts";

/** Every topic that has a slash command, in the order they are offered. */
export const topics: readonly Topic[] = [style, scale, cache, asynchronous, data, resilience, deploy];
