import { type Member, members } from "../facts.ts";
import { code, linked, md, points } from "../markdown.ts";
import type { Piece } from "../turn.ts";
import type { Question } from "./question.ts";

/** "Which ports are open?", "What port does billing listen on?", "What is public?" */
export const ports: Question = {
  name: "ports",
  example: "Which ports are published?",
  answer({ text, overview, mentions }) {
    if (!asked.test(text)) return undefined;
    const about: readonly Member[] = mentions.length > 0 ? mentions : members(overview).filter(({ line }) => line.standing === "inside");
    const number = Number(text.match(/\bport (\d{1,5})\b/i)?.[1] ?? Number.NaN);
    const chosen = Number.isNaN(number)
      ? about
      : about.filter(({ line }) => line.ports.includes(number) || line.published.some((it) => it.port === String(number)));
    if (!Number.isNaN(number) && chosen.length === 0) return { body: md`**No file that I read opens port ${number}.**` };
    const open = chosen.filter(({ line }) => line.published.length > 0);
    const inner = chosen.filter(({ line }) => line.published.length === 0 && line.ports.length > 0);
    if (open.length + inner.length === 0)
      return {
        body: md`**No port is said** ${mentions.length > 0 ? "for what you name" : "anywhere"}: no file publishes or exposes one. What a program listens on without saying so in a file is not seen here.`,
      };
    const parts: (readonly Piece[])[] = [];
    if (open.length > 0)
      parts.push(
        md`**Reachable from the machine that runs it${everywhere(open) ? ", and from its network" : ""}:**\n\n${points(open.map(publishedLine))}`,
      );
    if (inner.length > 0)
      parts.push(
        md`**Only inside:**\n\n${points(inner.map(({ line }) => md`${linked(line.name, line.place)} listens on ${[line.ports.map((it) => code(String(it))).join(", ")]}`))}`,
      );
    return { body: parts.flatMap((it, index) => (index === 0 ? it : ["\n\n", ...it])) };
  },
};

const everywhere = (open: readonly Member[]): boolean =>
  open.some(({ line }) => line.published.some(({ host }) => host === undefined || host === "0.0.0.0"));

const publishedLine = ({ line }: Member): readonly Piece[] => {
  const each = line.published.map(
    ({ port, host, target }) =>
      `${code(port)} → ${code(String(target))}${host === undefined ? " on every interface" : ` on ${code(host)}`}`,
  );
  return md`${linked(line.name, line.place)}: ${[each.join(", ")]}`;
};

const asked = /\b(?:ports?|published?|exposed?|public|listens?|listening|open to|internet|from outside|entry ?points?)\b/i;
