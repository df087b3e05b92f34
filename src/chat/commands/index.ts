import { topics } from "../topics/index.ts";
import type { ChatCommand } from "../turn.ts";
import { diagram } from "./diagram.ts";
import { explain } from "./explain.ts";
import { help } from "./help.ts";
import { plain } from "./plain.ts";
import { requirements } from "./requirements.ts";
import { review } from "./review.ts";
import { topicCommand } from "./topic.ts";

/** Every slash command, in the order they are offered. */
export const slashCommands: readonly ChatCommand[] = [
  review,
  diagram,
  explain,
  requirements,
  ...topics.map(topicCommand),
  help(() => slashCommands),
];

/** What answers: a slash command by name, and the plain question where there is none. */
export const commandNamed = (name: string | undefined): ChatCommand => slashCommands.find((it) => it.name === name) ?? plain;
