/**
 * What arrives is checked before it is believed, field by field: a forged or broken message changes nothing. The checks are as
 * strict as what is done with a field needs, and texts have a length that a page can bear.
 */
import type {
  Around,
  Place,
  PlacedArrow,
  PlacedBox,
  PlacedDrawing,
  PlacedFinding,
  Position,
  Report,
  ToPanel,
  VariantChoice,
} from "../src/protocol.ts";

type Check<T> = (value: unknown) => value is T;
/** A check for every field; what is not named is carried along unread. */
type Fields<T> = { readonly [K in keyof T]-?: (value: unknown) => boolean };

const isText: Check<string> = (value): value is string => typeof value === "string" && value.length <= 100_000;
const isCount: Check<number> = (value): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const isFlag: Check<boolean> = (value): value is boolean => typeof value === "boolean";
const anything = (): boolean => true;

const maybe =
  (check: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || value === null || check(value);

const oneOf =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === "string" && words.includes(value);

const listOf =
  (check: (value: unknown) => boolean, least = 0) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length >= least && value.length <= 10_000 && value.every(check);

const object =
  <T>(fields: Fields<T>): Check<T> =>
  (value): value is T =>
    typeof value === "object" &&
    value !== null &&
    Object.entries<(value: unknown) => boolean>(fields).every(([name, check]) =>
      check(Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined),
    );

/** Ids as our compiler makes them: they are looked up in the picture. */
const isId = (letters: string) => (value: unknown) => typeof value === "string" && new RegExp(`^[${letters}]\\d{1,6}$`).test(value);

const isPlace = object<Place>({
  file: isText,
  span: maybe(object<{ line: number }>({ line: isCount })), // the extension opens it; here only its first line is shown
  says: isText,
  strength: oneOf("declared", "inferred", "measured", "stated"),
});

const isRow = object<NonNullable<PlacedBox["rows"]>[number]>({ name: isText, places: listOf(isPlace) });
const isBox = object<PlacedBox>({
  id: isId("n"),
  ref: maybe(isText),
  name: isText,
  about: isText,
  places: listOf(isPlace),
  rows: maybe(listOf(isRow)),
});

const isArrow = object<PlacedArrow>({
  id: isId("e"),
  from: isId("ng"),
  to: isId("ng"),
  label: isText,
  dotted: isFlag,
  places: listOf(isPlace),
});

const isVariant = object<VariantChoice["variants"][number]>({ id: isText, title: isText, environment: maybe(isText), main: isFlag });
const isChoice = object<VariantChoice>({ system: isText, shown: isText, variants: listOf(isVariant) });

const isDrawing = object<PlacedDrawing>({
  view: isText,
  title: isText,
  mermaid: isText,
  boxes: listOf(isBox),
  arrows: listOf(isArrow),
  system: maybe(isText),
  variant: maybe(isText),
  omitted: maybe(isText),
  choices: maybe(listOf(isChoice)),
  parts: maybe(listOf(isText)),
});

const isFinding = object<PlacedFinding>({
  id: isText,
  rule: isText,
  severity: oneOf("error", "warning", "note"),
  because: maybe(isText),
  message: isText,
  says: anything,
  about: listOf(isText),
  in: anything,
  at: anything,
  fixes: anything,
  title: isText,
  remedy: isText,
  why: isText,
  area: maybe(isText),
  where: maybe(isText),
  elsewhere: maybe(isFlag),
  places: listOf(isPlace, 1),
});

const isReport = object<Report>({ heading: isText, summary: isText, findings: listOf(isFinding) });
const isAround = object<Around>({ name: isText, hops: isCount });
const isPosition = object<Position>({ index: isCount, count: isCount });

const isDraw = object<Extract<ToPanel, { type: "draw" }>>({
  type: oneOf("draw"),
  drawing: isDrawing,
  title: isText,
  position: isPosition,
  report: maybe(isReport),
  around: maybe(isAround),
});
const isNote = object<Extract<ToPanel, { type: "stale" | "empty" }>>({ type: oneOf("stale", "empty"), message: isText });

/** A message of the extension, or `undefined` when it is none. */
export function received(value: unknown): ToPanel | undefined {
  return isDraw(value) || isNote(value) ? value : undefined;
}
