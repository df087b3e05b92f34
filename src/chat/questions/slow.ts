import { linksOf } from "../facts.ts";
import { brieflyTold, causesOf } from "../findings.ts";
import { code, linked, md, paragraphs, plain, points } from "../markdown.ts";
import { longestChain, names, ofKind, outsiders, pressed } from "../topics/shape.ts";
import { dossierOf } from "../topics/topic.ts";
import type { Question } from "./question.ts";

/** "Why is checkout slow?", "What makes booking slow?", "How can we speed it up?" */
export const slow: Question = {
  name: "slow",
  example: "Why is `{component}` slow?",
  judges: true,
  async answer({ text, overview, mentions, findings }) {
    if (!wanted.test(text)) return undefined;
    const all = await findings();
    const dossier = dossierOf(overview, all, { rules });
    const [subject] = mentions;
    const named = text.match(
      /\b(?:is|are|makes?|does|my|our|the)\s+(?:the\s+|our\s+)?([\w-]{3,40})\s+(?:so\s+|that\s+|too\s+|very\s+)*(?:slow|sluggish|take|lagging)/i,
    )?.[1];
    const refs = new Set<string>(subject === undefined ? [] : [subject.line.ref]);
    const near = dossier.findings.filter((it) => refs.size === 0 || it.about.some((ref) => refs.has(ref)));
    const waits =
      subject === undefined
        ? []
        : linksOf(overview).filter(({ from, use }) => from.ref === subject.line.ref && (use.style === "call" || use.style === "data"));
    const chain = longestChain(dossier);
    const [tightest] = pressed(dossier);
    const outside = outsiders(dossier);
    const suspects = [
      ...(waits.length > 0
        ? [
            md`${linked(subject?.line.name ?? "", subject?.line.place)} waits for ${names(waits.flatMap(({ to }) => to ?? []))}, one after the other or not: its code decides`,
          ]
        : chain.length > 2
          ? [md`The longest way of a request: ${[chain.map(({ name }) => plain(name)).join(" → ")]}, each waiting for the next`]
          : []),
      ...(outside.length > 0 && subject === undefined ? [md`Somebody else's answer: ${names(outside, 4)}`] : []),
      ...(tightest === undefined || subject !== undefined
        ? []
        : [md`${linked(tightest.line.name, tightest.line.place)}, on which most of them press`]),
      ...(ofKind(dossier, "database").length > 0
        ? [["A query without an index, or one query per row of a list: `EXPLAIN` shows the first, a log of queries per request the second"]]
        : []),
    ];
    return {
      body: paragraphs(
        near.length + suspects.length === 0
          ? md`**No file says how long anything takes, and none shows anything that it would wait for.** A profile of the process, or a trace of one slow request, settles it in an hour.`
          : subject === undefined && named !== undefined && !/^(?:it|this|that|everything|system|app|application)$/i.test(named)
            ? md`**No component here is called ${[code(named)]}, and no file says how long anything takes.** A trace of one slow request settles it in an hour; until then these are suspects, in the order I would look:`
            : md`**No file says how long anything takes: a trace of one slow request settles it in an hour.** Until then these are suspects, in the order I would look:`,
        [
          ...(near.length > 0 ? brieflyTold(causesOf(near), 4) : []),
          ...(near.length > 0 && suspects.length > 0 ? ["\n"] : []),
          ...points(suspects),
        ],
        md`Measure before you change: the time at each hop at the 95th percentile, and the slowest three queries by total time. What takes more than a third of the whole is where to begin; a cache, an index or a replica without that number is a guess with a bill.`,
      ),
      rules,
      next: ["/scale", ...(subject === undefined ? [] : [`What does ${subject.line.name} need?`])],
    };
  },
};

/** What costs time and stands in files. */
const rules = [
  "fk-without-index",
  "redundant-index",
  "api-array-unbounded",
  "k8s-cpu-*",
  "compose-cpu-limit-missing",
  "k8s-hpa-*",
  "k8s-fractional-cpu-limit",
  "sync-cycle",
];

const wanted =
  /\b(?:slow(?:er|ness|ly)?|sluggish|latency|laggy|lagging|performance|perform|speed(?:ing)? (?:\w+ )?up|faster|takes? (?:so|too) long|response times?|time-?outs?)\b/i;
