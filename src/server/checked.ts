import type { Ref } from "../engine/index.ts";
import type { RequestName, Requests } from "../protocol.ts";

type Params<N extends RequestName> = Requests[N]["params"];

const isObject = (it: unknown): it is Readonly<Record<string, unknown>> => typeof it === "object" && it !== null && !Array.isArray(it);
const text = (it: unknown): string | undefined => (typeof it === "string" ? it : undefined);
const texts = (it: unknown): readonly string[] | undefined =>
  Array.isArray(it) && it.every((each) => typeof each === "string") ? it : undefined;
const whole = (it: unknown): number | undefined => (typeof it === "number" && Number.isInteger(it) && it >= 0 ? it : undefined);

/** What arrives over the wire is somebody's word: each request's parameters as they were agreed on, or an error that says what is wrong. */
export const checked: { readonly [N in RequestName]: (params: unknown) => Params<N> } = {
  "architect/overview": (params) => some("shown", texts(fields(params ?? {})["shown"])),
  "architect/review": (params) => {
    const { paths, variant, shown } = fields(params);
    return { ...some("paths", texts(paths)), ...some("variant", text(variant)), ...some("shown", texts(shown)) };
  },
  "architect/draw": (params) => {
    const { view, options } = fields(params);
    const { system, variant, shown, focus, hops, namespace, endpoint } = fields(options ?? {});
    return {
      view: needed("view", text(view)),
      options: {
        ...some("system", text(system)),
        ...some("variant", text(variant)),
        ...some("shown", texts(shown)),
        ...some("namespace", text(namespace)),
        ...some("endpoint", text(endpoint)),
        ...some("focus", texts(focus) as readonly Ref[] | undefined),
        ...some("hops", whole(hops)),
      },
    };
  },
  "architect/views": () => ({}),
  "architect/brief": (params) => {
    const { question, budget, paths, rules } = fields(params);
    return {
      question: needed("question", text(question)),
      budget: needed("budget", whole(budget)),
      ...some("paths", texts(paths)),
      ...some("rules", texts(rules)),
    };
  },
  "architect/propose": (params) => {
    const { files, name } = fields(params);
    const given = Object.entries(fields(files));
    if (given.length > mostFiles || !given.every(([, it]) => typeof it === "string"))
      throw new Error("`files` has to be a few texts by path.");
    return { files: Object.fromEntries(given) as Readonly<Record<string, string>>, name: needed("name", text(name)) };
  },
  "architect/ignore": (params) => {
    const { finding, reason } = fields(params);
    return { finding: needed("finding", text(finding)), reason: needed("reason", text(reason)) };
  },
  "architect/session": (params) => {
    const { trusted, showAll } = fields(params);
    return { ...(trusted === true && { trusted }), ...(showAll === true && { showAll }) };
  },
  "architect/check": (params) => ({ text: needed("text", text(fields(params)["text"])) }),
};

/** A proposal is a handful of files. */
const mostFiles = 20;

function fields(params: unknown): Readonly<Record<string, unknown>> {
  if (isObject(params)) return params;
  throw new Error("Parameters have to be an object.");
}

function needed<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`\`${name}\` is missing or of the wrong type.`);
  return value;
}

const some = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
