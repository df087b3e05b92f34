import type { Overview, PlacedFinding } from "../../protocol.ts";
import type { Mention } from "../mentions.ts";
import type { Piece } from "../turn.ts";

/** A question in words, with what it names looked up. */
export interface Asked {
  /** As it was asked, on one line. */
  readonly text: string;
  readonly overview: Overview;
  /** Components it names, in order. */
  readonly mentions: readonly Mention[];
  /** Asked for only when an answer needs them. */
  findings(): Promise<readonly PlacedFinding[]>;
}

/** A kind of question that the architecture answers by itself. One file a kind. */
export interface Question {
  readonly name: string;
  /** How somebody asks it, for "ask me"; `{component}` and `{store}` stand for names of the workspace. */
  readonly example: string;
  /** It answers what somebody asks for an opinion, too. */
  readonly judges?: true;
  /** `undefined`: this is not what was asked. */
  answer(asked: Asked): Promise<Reading | undefined> | Reading | undefined;
}

interface Reading {
  readonly body: readonly Piece[];
  /** Rules whose findings it is about. */
  readonly rules?: readonly string[];
  /** What one may want to ask next; names of the workspace already in it. */
  readonly next?: readonly string[];
}
