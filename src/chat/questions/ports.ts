import { type Member, members } from "../facts.ts";
import { code, linked, md, paragraphs, points } from "../markdown.ts";
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
    const open = chosen.filter(({ line }) => line.published.some(({ host }) => !isLocal(host)));
    const local = chosen.filter(({ line }) => line.published.length > 0 && line.published.every(({ host }) => isLocal(host)));
    const inner = chosen.filter(({ line }) => line.published.length === 0 && line.ports.length > 0);
    if (open.length + local.length + inner.length === 0)
      return {
        body: md`**No port is said** ${mentions.length > 0 ? "for what you name" : "anywhere"}: no file publishes or exposes one. What a program listens on without saying so in a file is not seen here.`,
      };
    return {
      body: paragraphs(
        open.length === 0 ? [] : md`**Open to the network of the machine that runs it:**\n\n${points(open.map(publishedLine), 30)}`,
        local.length === 0 ? [] : md`**Only from that machine itself:**\n\n${points(local.map(publishedLine), 30)}`,
        inner.length === 0 ? [] : md`**Only from the other components:**\n\n${points(inner.map(innerLine), 30)}`,
      ),
    };
  },
};

const isLocal = (host: string | undefined): boolean => host !== undefined && /^(?:127\.|::1$|\[::1\]$|localhost$)/.test(host);

const innerLine = ({ line }: Member): readonly Piece[] =>
  md`${linked(line.name, line.place)} listens on ${[line.ports.map((it) => code(String(it))).join(", ")]}`;

const publishedLine = ({ line }: Member): readonly Piece[] => {
  const each = line.published.map(
    ({ port, host, target }) => `${code(port)} → ${code(String(target))}${host === undefined ? "" : ` on ${code(host)}`}`,
  );
  return md`${linked(line.name, line.place)}: ${[each.join(", ")]}`;
};

const asked = /\b(?:ports?|published?|exposed?|public|listens?|listening|open to|internet|from outside|entry ?points?)\b/i;
