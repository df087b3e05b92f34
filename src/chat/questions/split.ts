import { code, linked, md, paragraphs } from "../markdown.ts";
import { names, services, shared, usersOf } from "../topics/shape.ts";
import { style } from "../topics/style.ts";
import { briefly } from "../topics/told.ts";
import { type Dossier, dossierOf, patternsOf } from "../topics/topic.ts";
import type { Piece } from "../turn.ts";
import type { Asked, Question } from "./question.ts";

/** "Should we split billing?", "Shall we merge booking and billing?", "Microservices or monolith?" */
export const split: Question = {
  name: "split",
  example: "Should we split `{component}`?",
  judges: true,
  async answer(asked) {
    if (!wanted.test(asked.text)) return undefined;
    const dossier = dossierOf(asked.overview, await asked.findings(), style);
    return {
      body: paragraphs(about(asked, dossier) ?? style.verdict(dossier), briefly(style, dossier)),
      rules: patternsOf(style),
      next: ["/style", ...asked.mentions.slice(0, 1).map(({ line }) => `What does ${line.name} need?`)],
    };
  },
};

/** What holds for the one that is named. */
function about({ mentions, text }: Asked, dossier: Dossier): readonly Piece[] | undefined {
  const own = services(dossier);
  const named = mentions.map(({ line }) => line).filter((it) => own.some(({ ref }) => ref === it.ref));
  const [line, other] = named;
  if (line === undefined) {
    const part = text.match(/\b(?:split(?:ting)?|extract(?:ing)?|carve)\s+(?:out\s+)?(?:the\s+|our\s+|off\s+)?([\w-]{3,40})/i)?.[1];
    return part === undefined ||
      mentions.length > 0 ||
      /^(?:it|this|that|them|services?|things?|off|out|more|further|monolith|up)$/i.test(part)
      ? undefined
      : md`**No component here is called ${[code(part)]}: it is a part of one of them, and is best kept so.** Give it a module and tables of its own first; cut it off when another team owns it, or when it takes ten times the load of the rest.`;
  }
  const joint = shared(dossier).find(({ users }) => users.some(({ ref }) => ref === line.ref));
  if (/\b(?:merge|join|combine)\b/i.test(text)) {
    const together = other !== undefined && joint?.users.some(({ ref }) => ref === other.ref) === true;
    return together
      ? md`**Merging them is reasonable: ${names(named)} share ${linked(joint.store.name, joint.store.place)}, so they are released together in all but name.** Do it when both change in the same commits; leave them apart where two teams own them or one needs much more of everything.`
      : md`**Nothing in the files asks for merging ${names(named)}.** It is right where they change in the same commits and one team owns them.`;
  }
  const callers = usersOf(dossier, line);
  const called = callers.length === 0 ? [] : md`, called by ${names(callers, 4)}`;
  return joint === undefined
    ? md`**Leave ${linked(line.name, line.place)} as it is: it is a deployable of its own already${called}.** Splitting it further needs a part of it that another team owns, or that takes ten times the load of the rest; no file shows either.`
    : md`**Do not split ${linked(line.name, line.place)} further: it is a deployable of its own already${called}, and what is not split is its data.** It shares ${linked(joint.store.name, joint.store.place)} with ${names(joint.users.filter(({ ref }) => ref !== line.ref))}; say which tables are its own before anything else is cut.`;
}

const wanted =
  /\b(?:split(?:ting)?|extract(?:ing)?|break(?:ing)? (?:up|apart|out|it up)|carve|merg(?:e|ing)|combine|decompose|monoliths?|micro-?services?|modular|bounded contexts?|too many services)\b/i;
