/** Connections in words, each with its proof. */
import { aboutOf, type Link } from "../facts.ts";
import { at, code, linked, md, plain } from "../markdown.ts";
import type { Piece } from "../turn.ts";

/** How it is reached, and what says so: "over postgres :5432: environment DB_URL names db:5432 compose.yaml:12". */
const proof = ({ use }: Link): readonly Piece[] => [
  use.label === "" || deeds.test(use.label) ? "" : ` over ${plain(use.label)}`,
  ...(use.place === undefined ? [] : md`: ${use.place.says} ${at(use.place)}`),
  use.dotted ? " *(inferred)*" : "",
];

/** What is said where no protocol is: that it is called tells nothing here. */
const deeds = /^(?:calls|reads|writes|publishes|consumes|registers)$/;

/** "api (service) over http :8080: …": the near end of a connection. */
export const caller = (link: Link): readonly Piece[] => [...linked(link.from.name, link.from.place), ...proof(link)];

/** "db (database, postgres 16) over postgres :5432: …": the far end. */
export const target = (link: Link): readonly Piece[] => [
  ...(link.to === undefined ? [code(link.use.name)] : [...linked(link.to.name, link.to.place), ` (${plain(aboutOf(link.to))})`]),
  ...proof(link),
];

/** "api → db over postgres :5432: …". */
export const hop = (link: Link): readonly Piece[] => [
  ...linked(link.from.name, link.from.place),
  " → ",
  ...(link.to === undefined ? [code(link.use.name)] : linked(link.to.name, link.to.place)),
  ...proof(link),
];
