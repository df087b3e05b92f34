import { isConfiguration, readsKey, readsVariable, variableTaken } from "../../knowledge/code/environment.ts";
import type { Span } from "../../model/index.ts";
import type { Called, Value } from "../../syntax/source/value.ts";
import type { Place, World } from "./world.ts";

/** A part of a text: what is written, a variable or key of the configuration, or something that is known only when it runs. */
export type Part =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "variable"; readonly name: string; readonly otherwise?: Said }
  | { readonly is: "hole" };

/** One thing a value may be, with the places that make it so. */
export interface Said {
  readonly parts: readonly Part[];
  readonly by: readonly Proof[];
}
export interface Proof {
  readonly file: string;
  readonly anchor: string;
  /** Offsets in the source, or a span where it is known already. */
  readonly place: Place | Span;
  readonly says: string;
}

/** Where a value stands: in which file, in which function. */
export interface Here {
  readonly file: string;
  readonly within: number;
}

const hole: Said = { parts: [{ is: "hole" }], by: [] };
const deepest = 14;
const mostAlternatives = 8;
/** How much is looked at for one value. */
const patience = 400;

/** What a value may be, followed through names, parameters, files and configuration. */
export function follow(value: Value, here: Here, world: World): readonly Said[] {
  let left = patience;
  const seen = new Set<string>();

  const go = (it: Value, at: Here, depth: number): readonly Said[] => {
    if (depth > deepest || left-- <= 0) return [hole];
    switch (it.is) {
      case "text":
        return [{ parts: [{ is: "text", text: it.text }], by: [] }];
      case "join":
        return joined(it.parts.map((part) => go(part, at, depth + 1)));
      case "either":
        return alternatives(it.options.map((one) => go(one, at, depth + 1)));
      case "list":
        return it.items.flatMap((one) => go(one, at, depth + 1)).slice(0, mostAlternatives);
      case "name":
        return named(it.path, at, depth);
      case "call":
        return called(it, at, depth);
      default:
        return [hole];
    }
  };

  const named = (path: string, at: Here, depth: number): readonly Said[] => {
    const language = world.files.get(at.file)?.language ?? "";
    const variable = variableTaken(language, path);
    if (variable !== undefined) return [{ parts: [{ is: "variable", name: variable }], by: [] }];
    const key = `${at.file}\n${at.within}\n${path}`;
    if (seen.has(key)) return [hole];
    seen.add(key);
    const found = local(path, at, depth) ?? imported(path, at, depth) ?? keyed(path) ?? shared(path, at, depth);
    seen.delete(key);
    return found ?? [hole];
  };

  /** Variables and parameters of the functions around, then names of the file. */
  const local = (path: string, at: Here, depth: number): readonly Said[] | undefined => {
    const facts = world.files.get(at.file);
    if (facts === undefined) return undefined;
    const own = path.replace(/^(?:this|self|\$this|@self|cls|static)\./, "").replace(/^@+/, "@");
    const [first = own, ...rest] = own.split(".");
    for (let within = at.within, steps = 0; within >= 0 && steps < 20; steps++) {
      const around = facts.functions[within];
      const defined = own === path ? definedIn(at.file, own, within) : [];
      const index = own === path ? (around?.parameters.indexOf(first) ?? -1) : -1;
      if (around !== undefined && index >= 0) {
        const said = around.name === "" ? undefined : given(around.name, index, first, rest, depth);
        if (said !== undefined || defined.length === 0) return said;
      }
      if (defined.length > 0) return defined.flatMap((it) => from(it, at.file, depth)).slice(0, mostAlternatives);
      within = around?.inside ?? -1;
    }
    // `this.url` is a field, `server.url` one of something: a variable of another function that is called so is neither.
    const anywhere = world.definitions(at.file, own).filter((it) => it.within < 0 || it.field === true);
    const last = own.slice(own.lastIndexOf(".") + 1);
    const members = rest.length === 0 || own !== path ? [] : world.definitions(at.file, last).filter((it) => it.field === true);
    const outer = anywhere.length > 0 ? anywhere : members;
    if (outer.length > 0 && outer.length <= 6) return outer.flatMap((it) => from(it, at.file, depth)).slice(0, mostAlternatives);
    return rest.length > 0 ? inRecord(at.file, first, rest, depth) : undefined;
  };
  const definedIn = (file: string, name: string, within: number) => world.definitions(file, name).filter((it) => it.within === within);

  const from = (
    it: Place & { readonly value: Value; readonly within: number; readonly name: string },
    file: string,
    depth: number,
  ): readonly Said[] =>
    go(it.value, { file, within: it.within }, depth + 1).map(({ parts, by }) => ({
      parts,
      by: it.name.endsWith("()") ? by : [...by, { file, anchor: it.anchor, place: it, says: it.name }].slice(0, 4),
    }));

  /** What callers give for a parameter. */
  const given = (name: string, index: number, parameter: string, rest: readonly string[], depth: number): readonly Said[] | undefined => {
    const found: Said[] = [];
    for (const [file, call] of world.callers(name).slice(0, 30)) {
      const value = call.named.find(([it]) => it === parameter)?.[1] ?? call.args[index];
      const inner = value === undefined ? undefined : rest.length === 0 ? value : entryOf(value, rest);
      if (inner === undefined) continue;
      const said = go(inner, { file, within: call.within }, depth + 1);
      for (const { parts, by } of said)
        if (parts.some((it) => it.is !== "hole"))
          found.push({ parts, by: [...by, { file, anchor: call.anchor, place: call, says: `${name}()` }].slice(0, 4) });
    }
    return found.length > 0 ? found.slice(0, mostAlternatives) : undefined;
  };

  const inRecord = (file: string, first: string, rest: readonly string[], depth: number): readonly Said[] | undefined => {
    for (const it of world.definitions(file, first)) {
      const entry = entryOf(it.value, rest);
      if (entry !== undefined) return from({ ...it, value: entry }, file, depth);
    }
    return undefined;
  };

  const imported = (path: string, at: Here, depth: number): readonly Said[] | undefined => {
    const [first = path, ...rest] = path.split(".");
    for (const { module, names } of world.files.get(at.file)?.imports ?? []) {
      const original = names.get(first);
      if (original === undefined) continue;
      for (const file of world.imported(at.file, module)) {
        const name = original === "*" ? rest.join(".") : [original, ...rest].join(".");
        const definitions = name === "" ? [] : world.definitions(file, name).filter((it) => it.within < 0);
        const fields = definitions.length > 0 || rest.length === 0 ? definitions : world.definitions(file, rest.join("."));
        if (fields.length > 0) return fields.slice(0, 4).flatMap((it) => from(it, file, depth));
        const [head = "", ...tail] = name.split(".");
        const inner = tail.length > 0 ? inRecord(file, head, tail, depth) : undefined;
        if (inner !== undefined) return inner;
        const exported =
          original === "default"
            ? inRecord(file, "default", rest, depth)
            : inRecord(file, "module.exports", original === "*" ? rest : [original, ...rest], depth);
        if (exported !== undefined) return exported;
      }
    }
    return undefined;
  };

  /** `config["Orders:Url"]`: a key of the configuration, which the environment may set. */
  const keyed = (path: string): readonly Said[] | undefined => {
    for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
      if (!isConfiguration(path.slice(0, dot))) continue;
      const key = path.slice(dot + 1);
      if (world.setting(key).length > 0) return [setting(key)];
    }
    return undefined;
  };
  const setting = (key: string): Said => {
    const [first] = world.setting(key);
    if (first === undefined) return { parts: [{ is: "variable", name: key }], by: [] };
    const proof: Proof = { file: first.file, anchor: first.key, place: first.span, says: first.key };
    return { parts: [{ is: "variable", name: key, otherwise: { parts: [{ is: "text", text: first.value }], by: [proof] } }], by: [] };
  };

  /** A constant of another file: the only one of that name in the package. */
  const shared = (path: string, at: Here, depth: number): readonly Said[] | undefined => {
    const last = path.slice(path.lastIndexOf(".") + 1);
    const owner = path.split(".").at(-2);
    const all = world.everywhere(last).filter(([file]) => file !== at.file);
    const owned =
      owner === undefined ? [] : all.filter(([file, it]) => it.name.endsWith(`${owner}.${last}`) || stem(file) === owner.toLowerCase());
    const distinct = path.includes(".") || /^[A-Z][A-Z0-9_]+$/.test(path);
    const candidates = owned.length > 0 ? owned : distinct ? all.filter(([, it]) => it.within < 0 || path.includes(".")) : [];
    if (candidates.length === 0 || candidates.length > 3 || (owned.length === 0 && last.length < 5)) return undefined;
    return candidates.flatMap(([file, it]) => from(it, file, depth));
  };

  const called = (call: Called, at: Here, depth: number): readonly Said[] => {
    const { path, on, args, named: options } = call;
    const language = world.files.get(at.file)?.language ?? "";
    const last = path.slice(path.lastIndexOf(".") + 1);
    const receiver: Value | undefined = on ?? (path.includes(".") ? { is: "name", path: path.slice(0, path.lastIndexOf(".")) } : undefined);
    const [first, second] = args;
    if (on === undefined && first?.is === "text") {
      if (path === "@Value") return placeholder(first.text, at, depth);
      if (readsVariable(language, path))
        return [withDefault(first.text, second ?? options.find(([it]) => /^(?:default|fallback|def)$/.test(it))?.[1], at, depth)];
      if (/(?:^|\.)(?:[Cc]onfigService|config)\.(?:get|getOrThrow)$/.test(path) && /^[A-Z][A-Z0-9_]+$/.test(first.text))
        return [withDefault(first.text, second, at, depth)];
      if (/GetConnectionString$/.test(path)) return [setting(`ConnectionStrings.${first.text}`)];
      if (readsKey(path) && (world.setting(first.text).length > 0 || second !== undefined)) return [setting(first.text)];
    }
    if (
      on?.is === "call" &&
      first !== undefined &&
      /^(?:unwrap_or|unwrap_or_else|unwrap_or_default|or|orElse|orElseGet|getOrElse|getOrDefault|ifEmpty|ifBlank)$/.test(last)
    )
      return alternatives([go(on, at, depth + 1), go(first, at, depth + 1)]);
    if (/^(?:flag|pflag|kingpin|cli|flags)\.String$/.test(path) && second !== undefined) return go(second, at, depth + 1);
    const format = formatOf(call);
    if (format !== undefined) return joined(format.map((it) => go(it, at, depth + 1)));
    if (/^(?:URL|urljoin|parse\.urljoin|urllib\.parse\.urljoin|URI\.join|UrlJoin)$/.test(path) && first !== undefined)
      return path === "URL"
        ? second === undefined
          ? go(first, at, depth + 1)
          : joined([go(second, at, depth + 1), go(first, at, depth + 1)])
        : joined(args.map((it) => go(it, at, depth + 1)));
    if (
      /^(?:Uri|URI|URL|Url|String|str|URI\.create|URI\.parse|Uri\.parse|url\.parse|url\.Parse|new|List\.of|Arrays\.asList|listOf|Collections\.singletonList|strings\.Split|aws\.String|Url\.parse|to_string|String\.from|Some|Ok|from_static|from_shared|fromHttpUrl|fromUriString|UriComponentsBuilder\.fromHttpUrl|UriComponentsBuilder\.fromUriString|HttpUrl\.parse)$/.test(
        path,
      ) &&
      first !== undefined
    )
      return args.length === 1 || /of$|asList$/i.test(path)
        ? args.flatMap((it) => go(it, at, depth + 1)).slice(0, mostAlternatives)
        : go(first, at, depth + 1);
    if (receiver !== undefined && passesOn.test(last)) return go(receiver, at, depth + 1);
    if (
      receiver !== undefined &&
      /^(?:path|segments?|pathSegment|concat|AppendPathSegment|join|resolve)$/.test(last) &&
      first !== undefined &&
      on !== undefined
    )
      return joined([go(receiver, at, depth + 1), go(first, at, depth + 1)]);
    return returned(last, at, depth) ?? [hole];
  };

  /** What a function of the package returns. */
  const returned = (last: string, at: Here, depth: number): readonly Said[] | undefined => {
    const name = `${last}()`;
    const key = `${at.file}\n${name}`;
    if (last === "" || seen.has(key)) return undefined;
    seen.add(key);
    const own = world.definitions(at.file, name).map((it) => [at.file, it] as const);
    const all = own.length > 0 ? own : world.everywhere(name);
    const found = all.length === 0 || all.length > 3 ? undefined : all.flatMap(([file, it]) => from(it, file, depth));
    seen.delete(key);
    return found;
  };

  const withDefault = (name: string, otherwise: Value | undefined, at: Here, depth: number): Said => {
    const [said] = otherwise === undefined ? [] : go(otherwise, at, depth + 1);
    return { parts: [{ is: "variable", name, ...(said !== undefined && { otherwise: said }) }], by: [] };
  };

  /** `${orders.url:http://orders}`, perhaps within a text. */
  const placeholder = (text: string, at: Here, depth: number): readonly Said[] => {
    const parts: Part[] = [];
    let from_ = 0;
    for (const match of text.matchAll(/\$\{([^{}:]{1,200})(?::([^{}]{0,500}))?\}/g)) {
      if (match.index > from_) parts.push({ is: "text", text: text.slice(from_, match.index) });
      const otherwise = match[2] === undefined ? undefined : go({ is: "text", text: match[2] }, at, depth + 1)[0];
      parts.push({ is: "variable", name: match[1] ?? "", ...(otherwise !== undefined && { otherwise }) });
      from_ = match.index + match[0].length;
    }
    if (from_ < text.length) parts.push({ is: "text", text: text.slice(from_) });
    return [{ parts, by: [] }];
  };

  return go(value, here, 0);
}

/** One thing a value may be, as a text; `{}` stands where only a run would tell. */
export const textOf = ({ parts }: Said): string =>
  parts
    .map((it) => (it.is === "text" ? it.text : it.is === "variable" && it.otherwise !== undefined ? textOf(it.otherwise) : "{}"))
    .join("");

const stem = (file: string): string =>
  file
    .slice(file.lastIndexOf("/") + 1)
    .replace(/\.\w+$/, "")
    .toLowerCase();

/** Calls that give back what they are called on, as far as an address goes. */
const passesOn =
  /^(?:toString|to_string|to_owned|String|trim|trimEnd|strip|rstrip|lstrip|removesuffix|replace|replaceAll|TrimEnd|TrimSuffix|Trim|as_str|as_ref|into|clone|parse|unwrap|expect|get|value|toASCIIString|toUri|toUriString|build|buildAndExpand|encode|expand|chomp|to_s|freeze|href|split|asString|Value|orElseThrow|required|lowercase|toLowerCase)$/;

/** What stands under the names on the way. */
function entryOf(value: Value, names: readonly string[]): Value | undefined {
  let at: Value | undefined = value;
  for (const name of names) {
    const entries: readonly (readonly [string, Value])[] = at?.is === "record" ? at.entries : at?.is === "call" ? at.named : [];
    at = entries.find(([it]) => it === name)?.[1];
  }
  return at;
}

/** One behind the other, each with each. */
function joined(parts: readonly (readonly Said[])[]): readonly Said[] {
  let found: readonly Said[] = [{ parts: [], by: [] }];
  for (const options of parts) {
    found = found
      .flatMap((it) => options.map((next) => ({ parts: [...it.parts, ...next.parts], by: [...it.by, ...next.by].slice(0, 4) })))
      .slice(0, mostAlternatives);
  }
  return found;
}

/** `variable || default` is the variable with what holds without it; anything else is one of them. */
function alternatives(options: readonly (readonly Said[])[]): readonly Said[] {
  const [first, ...others] = options;
  const [only, ...more] = first ?? [];
  const [part, ...rest] = only?.parts ?? [];
  const otherwise = others.flat()[0];
  if (more.length === 0 && rest.length === 0 && part?.is === "variable" && part.otherwise === undefined && otherwise !== undefined)
    return [{ parts: [{ ...part, otherwise }], by: only?.by ?? [] }];
  return options.flat().slice(0, mostAlternatives);
}

/** The parts of a formatted text; `undefined` = nothing is formatted. */
function formatOf({ path, on, args, named }: Called): readonly Value[] | undefined {
  const last = path.slice(path.lastIndexOf(".") + 1);
  const function_ =
    /^(?:%|fmt\.Sprintf|Sprintf|String\.format|string\.Format|String\.Format|format!|sprintf|util\.format|std\.format!|format)$/.test(path);
  const method = on?.is === "text" && /^(?:format|formatted)$/.test(last);
  const [first, ...rest] = method ? [on, ...args] : args;
  if ((!function_ && !method) || first?.is !== "text") return undefined;
  const parts: Value[] = [];
  let from = 0;
  let next = 0;
  for (const match of first.text.matchAll(/%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|%\((\w+)\)s|\{(\w*)(?:![rs])?(?::[^{}]*)?\}/g)) {
    if (match.index > from) parts.push({ is: "text", text: first.text.slice(from, match.index) });
    const key = match[1] ?? match[2];
    const byName = key === undefined || key === "" ? undefined : named.find(([it]) => it === key)?.[1];
    const value =
      byName ??
      (key !== undefined && /^\d+$/.test(key)
        ? rest[Number(key)]
        : key !== undefined && key !== ""
          ? ({ is: "name", path: key } as const)
          : rest[next++]);
    parts.push(value ?? { is: "unknown" });
    from = match.index + match[0].length;
  }
  if (from < first.text.length) parts.push({ is: "text", text: first.text.slice(from) });
  return parts;
}
