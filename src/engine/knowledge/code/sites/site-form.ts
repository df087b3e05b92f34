import type { SiteDoes } from "../../../model/index.ts";

/** How something that rules ask for is written: what is called or set, in which files that means it, and what must stand beside it. */
export interface SiteForm {
  /** `requests:axios`: what it does, and the family of which one setting can speak for all. */
  readonly id: string;
  readonly does: SiteDoes;
  readonly languages: ReadonlySet<string>;
  /** The last part of what is called, set or annotated; `find*` begins so. */
  readonly names: readonly string[];
  /** A call, what is assigned to, an annotation, or a literal of a type (Go's `http.Server{…}`). */
  readonly by: "call" | "assignment" | "annotation" | "literal";
  /** A module one of which the file imports; and one that tells it to be something else. */
  readonly needs?: RegExp;
  readonly unless?: RegExp;
  /** What is called, with what it is taken from: `axios.get`; behind another call `().get`. */
  readonly on?: RegExp;
  /** What an argument says, by position or name: names and calls begin with `$`, `…` is what nobody can know. */
  readonly where?: Readonly<Record<string, RegExp>>;
  /** What is called or taken of the result: `timeout.send`, `length`. */
  readonly behind?: RegExp;
  readonly notBehind?: RegExp;
  /** Of interest only there. */
  readonly within?: "loop" | "async" | "function";
  /** Names that the function around it (or, outside of one, the file) has to mention. */
  readonly beside?: RegExp;
  readonly notBeside?: RegExp;
  readonly asks?: Ask;
  /** Where the name of a topic or an address stands: it is followed to what it is. */
  readonly follows?: number | string;
}

/** What settles the question a rule has: an option of one of these names, or something at that position. */
interface Ask {
  readonly names: ReadonlySet<string>;
  readonly at?: number;
  /** Values that settle nothing: `None`, `0`. */
  readonly none?: RegExp;
}

type More = Partial<Omit<SiteForm, "id" | "does" | "languages" | "names" | "asks">> & {
  readonly asks?: string;
  readonly at?: number;
  readonly none?: RegExp;
};

/** One row of a family's table; languages and names as words. */
export function form(id: string, languages: string, names: string, { asks, at, none, ...more }: More = {}): SiteForm {
  return {
    id,
    does: id.slice(0, id.indexOf(":")) as SiteDoes,
    languages: new Set(languages.split(" ")),
    names: names.split(" "),
    by: "call",
    ...more,
    ...((asks !== undefined || at !== undefined) && {
      asks: { names: new Set(asks?.split(" ") ?? []), ...(at !== undefined && { at }), none: none ?? nothing },
    }),
  };
}
const nothing = /^\$?(?:None|nil|null|undefined|0|false|False|-1)$/;
