import type { Position } from "../../protocol.ts";
import { isSame, type Subject } from "./subject.ts";

/** The drawings of a conversation, and which of them is shown. */
export interface History {
  readonly subjects: readonly Subject[];
  readonly index: number;
}

export const emptyHistory: History = { subjects: [], index: -1 };

/** Nobody goes back further than this. */
const most = 30;

/** A new one comes last, whatever was shown; the same question again is the same entry, brought to the end. */
export function shown({ subjects }: History, subject: Subject): History {
  const all = [...subjects.filter((it) => !isSame(it, subject)), subject].slice(-most);
  return { subjects: all, index: all.length - 1 };
}

/** Another question in the place of the shown one. */
export const turned = ({ subjects, index }: History, subject: Subject): History => ({ subjects: subjects.with(index, subject), index });

/** `undefined` = there is no such entry. */
export function gone(history: History, to: number): History | undefined {
  return Number.isInteger(to) && to >= 0 && to < history.subjects.length ? { ...history, index: to } : undefined;
}

export const current = ({ subjects, index }: History): Subject | undefined => subjects[index];

export const positionOf = ({ subjects, index }: History): Position => ({ index, count: subjects.length });
