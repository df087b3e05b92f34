/** What holds, what is not needed yet, and what an answer rests on: the half of a review that is not a complaint. */
import type { Overview } from "../protocol.ts";
import { componentsOf, grouped, linksOf, stores } from "./facts.ts";
import { anchor, code, linked, listed, md, points, whereIs } from "./markdown.ts";
import type { Piece } from "./turn.ts";
import { capital, count, enumerated } from "./words.ts";

/** What is in order, as far as these files can prove it. */
export function inOrder(overview: Overview): readonly (readonly Piece[])[] {
  const all = componentsOf(overview);
  const links = linksOf(overview);
  const kept = all.filter((it) => it.standing === "inside" && stores.has(it.kind));
  const shut = kept.filter((it) => it.published.every(({ host }) => host !== undefined && /^(127\.|::1|localhost)/.test(host)));
  const guessed = links.filter(({ use }) => use.dotted).length;
  const lost = all.filter((it) => it.standing === "unknown");
  const said: (readonly Piece[])[] = [];
  if (kept.length > 0 && shut.length === kept.length)
    said.push(
      md`No store is reachable from outside the machine that runs it: ${listed(
        shut.map((it) => linked(it.name, it.place)),
        6,
      )}.`,
    );
  if (links.length > 0 && guessed === 0)
    said.push(md`Every connection (${links.length}) is declared by a file that runs; none is guessed.`);
  if (links.length > 0 && lost.length === 0) said.push(["Every name that is used leads to something that is defined."]);
  return said;
}

/** What would be too early, by what is stated and what is here. Nothing once traffic is stated: then numbers decide. */
export function notNeeded(overview: Overview): readonly Piece[] {
  const all = componentsOf(overview);
  if (all.length === 0 || overview.requirements.traffic?.requestsPerSecond !== undefined) return [];
  const inside = all.filter((it) => it.standing === "inside");
  const has = (kind: string) => inside.some((it) => it.kind === kind);
  const variants = overview.systems.flatMap((it) => it.variants);
  const absent = [
    has("broker") ? undefined : "a message broker",
    has("cache") ? undefined : "a cache",
    ...(has("database") ? ["read replicas", "sharding"] : []),
    variants.length > 0 && variants.every((it) => it.origin === "compose") ? "an orchestrator" : undefined,
  ].filter((it) => it !== undefined);
  if (absent.length === 0) return [];
  return md`${capital(enumerated(absent, "or"))}: no finding needs it, and no number asks for it. State traffic and data volume in ${[code(".architect/requirements.yaml")]}, and this is judged by them.`;
}

/** Which variants were looked at, and what could not be read. */
export function restsOn(overview: Overview, problems: Overview["problems"]): readonly Piece[] {
  const several = overview.systems.flatMap((it) => {
    const looked = it.variants.find(({ id }) => id === it.shown) ?? it.variants.find(({ main }) => main);
    return it.variants.length < 2 || looked === undefined
      ? []
      : [
          md`${[code(it.id)]} is judged as ${looked.title}; it also comes as ${listed(
            it.variants.filter(({ id }) => id !== looked.id).map((each) => md`${each.title}`),
            4,
          )}.`,
        ];
  });
  const unread = problems.filter(({ severity }) => severity !== "note").map((it) => md`Not fully read: ${told(it)}`);
  // A template leaves dozens of variables open: that is worth one line, and no place before what could not be read.
  const open = [
    ...grouped(
      problems.filter(({ severity }) => severity === "note"),
      ({ file }) => file,
    ),
  ].map(([file, notes]) => {
    const [first] = notes;
    if (first === undefined) return [];
    return notes.length === 1
      ? told(first)
      : md`${count(notes.length, "thing")} that ${[code(file)]} leaves open. The first: ${told(first)}`;
  });
  return points(
    [
      ...several,
      ...unread.slice(0, mostUnread),
      ...(unread.length > mostUnread ? [[`… and ${count(unread.length - mostUnread, "more problem")} in files.`]] : []),
      ...open.slice(0, mostOpen),
      ...(open.length > mostOpen ? [[`… and ${count(open.length - mostOpen, "more file")} with notes.`]] : []),
    ],
    24,
  );
}

const mostUnread = 6;
const mostOpen = 3;

function told({ file, span, message }: Overview["problems"][number]): readonly Piece[] {
  const where = { file, span, says: message, strength: "declared" as const };
  return md`${message} ${anchor(where, whereIs(where))}`;
}

/** What stands in for what nobody stated, in one sentence. */
export function assumed({ requirements: { stage, traffic, data, slo, team, budget } }: Overview): readonly Piece[] {
  const open = [
    ...(traffic?.requestsPerSecond === undefined ? ["traffic"] : []),
    ...(data?.gigabytes === undefined ? ["volume of data"] : []),
    ...(slo?.availability === undefined ? ["availability"] : []),
    ...(team?.people === undefined ? ["team"] : []),
    ...(budget?.monthly === undefined ? ["budget"] : []),
  ];
  const production = stage === undefined ? "it is in production, except where a file is only for development or tests" : undefined;
  const unjudged = open.length === 0 ? undefined : `nothing is judged by ${enumerated(open)}, which nobody states`;
  const both = [production, unjudged].filter((it) => it !== undefined);
  return both.length === 0 ? [] : md`*Assumed:* ${both.join("; ")}. Say it with ${[code("/requirements")]}.`;
}

/** Which variant an answer is about, where somebody has chosen another than the main one. */
export function seenAs(overview: Overview): readonly Piece[] {
  const chosen = overview.systems.flatMap((it) => {
    const variant = it.variants.find(({ id }) => id === it.shown);
    return variant === undefined || variant.main ? [] : [md`${[code(it.id)]} as ${variant.title}`];
  });
  return chosen.length === 0 ? [] : md`*Seen here: ${listed(chosen, 4)}, the variant that is chosen.*`;
}

/** "2 systems, 9 components and 12 connections, from 5 files". */
export function sizeOf(overview: Overview): string {
  const inside = componentsOf(overview).filter((it) => it.standing === "inside").length;
  const outside = componentsOf(overview).length - inside;
  const connections = overview.systems.reduce((sum, it) => sum + it.connections, 0);
  const parts = [
    overview.systems.length > 1 ? count(overview.systems.length, "system") : "",
    count(inside, "component"),
    outside === 0 ? "" : `${outside} outside`,
    count(connections, "connection"),
  ].filter((it) => it !== "");
  return `${enumerated(parts)}, from ${count(overview.filesRead, "file")}`;
}

/** Whether anything was found that runs. */
export const isEmpty = (overview: Overview): boolean => componentsOf(overview).length === 0;

/** What is said where nothing was found: what was looked at, and the smallest thing that would help. */
export function nothingHere(overview: Overview): readonly Piece[] {
  const unread = overview.problems.filter((it) => it.severity !== "note");
  const broken = unread.slice(0, 5).map(told);
  const name = overview.workspace === "" ? "this folder" : overview.workspace;
  const start =
    overview.workspace === ""
      ? "No folder is open, so there is nothing to read yet. Open the folder of a backend, the one with its `compose.yaml`, and ask again."
      : "Open the folder that holds the backend, the one with its `compose.yaml`, or add one: what runs, on which ports, and who reaches whom is enough for a first picture.";
  return broken.length > 0
    ? md`**I found no component in ${name}, because ${count(unread.length, "file has a problem", "problems stand in the way")}.**\n\n${points(broken)}`
    : md`**I found nothing in ${name} that says what runs.** ${[start]}`;
}
