/** What a schema of GraphQL says of the fields that callers begin with; places are offsets into the text. */
export interface GraphqlField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}
export interface GraphqlType {
  readonly kind: "type" | "interface" | "input" | "enum" | "union" | "scalar";
  readonly name: string;
  readonly extends: boolean;
  readonly fields: readonly GraphqlField[];
  readonly directives: readonly string[];
  readonly start: number;
  readonly end: number;
}
export interface GraphqlSchema {
  readonly types: readonly GraphqlType[];
  /** `schema { query: … }`: which types callers begin with, where it is said. */
  readonly roots: Readonly<Partial<Record<"query" | "mutation" | "subscription", string>>>;
  /** Queries of a client stand in the file too, or alone. */
  readonly operations: number;
  readonly problems: readonly { readonly message: string; readonly start: number; readonly end: number }[];
}

interface Token {
  readonly text: string;
  readonly kind: "name" | "sign" | "string" | "end";
  readonly start: number;
  readonly end: number;
}

/** One pass over the text; descriptions, comments and commas are passed over. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const start = at;
    if (char === "#") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
      continue;
    }
    if (char === '"') {
      if (text.startsWith('"""', at)) {
        let end = text.indexOf('"""', at + 3);
        while (end > 0 && text.charAt(end - 1) === "\\") end = text.indexOf('"""', end + 3);
        at = end < 0 ? text.length : end + 3;
      } else {
        at++;
        while (at < text.length && text.charAt(at) !== '"' && text.charAt(at) !== "\n") at += text.charAt(at) === "\\" ? 2 : 1;
        at = Math.min(at + 1, text.length);
      }
      tokens.push({ text: "", kind: "string", start, end: at });
    } else if (isName(text.charCodeAt(at))) {
      while (at < text.length && isName(text.charCodeAt(at))) at++;
      tokens.push({ text: text.slice(start, at), kind: "name", start, end: at });
    } else {
      at++;
      if (char > " " && char !== "," && char !== "\ufeff") tokens.push({ text: char, kind: "sign", start, end: at });
    }
  }
  tokens.push({ text: "", kind: "end", start: text.length, end: text.length });
  return tokens;
}

const isName = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
const kinds: ReadonlySet<string> = new Set(["type", "interface", "input", "enum", "union", "scalar"]);
const brackets: Readonly<Record<string, string>> = { "{": "}", "(": ")", "[": "]" };
const mostProblems = 10;

/** Reads the schema definition language. Total: what cannot be made out is a problem with its place, and reading goes on behind it. */
export function parseGraphql(text: string): GraphqlSchema {
  const tokens = tokensOf(text);
  const types: GraphqlType[] = [];
  const problems: GraphqlSchema["problems"][number][] = [];
  const roots: { query?: string; mutation?: string; subscription?: string } = {};
  let operations = 0;
  let at = 0;
  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)] as Token;
  const next = (): Token => {
    const token = peek();
    if (token.kind !== "end") at++;
    return token;
  };
  const unclear = (message: string, { start, end }: Token): void => {
    if (problems.length < mostProblems) problems.push({ message, start, end });
  };
  /** Past what is in brackets; an end before the last is told once. */
  const skip = (): void => {
    const open: string[] = [];
    const first = peek();
    do {
      const { text: sign, kind } = next();
      if (kind === "end") {
        unclear(`This "${first.text}" is never closed.`, first);
        return;
      }
      if (kind !== "sign") continue;
      if (brackets[sign] !== undefined) open.push(brackets[sign] ?? "");
      else if (sign === open.at(-1)) open.pop();
    } while (open.length > 0);
  };
  const directives = (): readonly string[] => {
    const found: string[] = [];
    while (peek().text === "@") {
      next();
      found.push(next().text);
      if (peek().text === "(") skip();
    }
    return found;
  };
  const fieldsOf = (kind: GraphqlType["kind"]): readonly GraphqlField[] => {
    const fields: GraphqlField[] = [];
    const open = next();
    while (peek().text !== "}" && peek().kind !== "end") {
      const token = next();
      if (token.kind === "string") continue;
      if (token.kind !== "name") {
        unclear("Expected the name of a field here.", token);
        continue;
      }
      if (peek().text === "(") skip();
      if (kind !== "enum") {
        if (peek().text === ":") next();
        else unclear(`The field ${token.text} has no type.`, token);
        while (peek().text === "[") next();
        if (peek().kind === "name") next();
        while (peek().text === "]" || peek().text === "!") next();
        if (peek().text === "=") {
          next();
          if (brackets[peek().text] !== undefined) skip();
          else next();
        }
      }
      const end = (tokens[at - 1] as Token).end;
      directives();
      fields.push({ name: token.text, start: token.start, end });
    }
    if (peek().kind === "end") unclear('This "{" is never closed.', open);
    else next();
    return fields;
  };

  while (peek().kind !== "end") {
    const first = peek();
    if (first.kind === "string") {
      next();
      continue;
    }
    const extended = first.text === "extend";
    if (extended) next();
    const word = next();
    if (kinds.has(word.text)) {
      const kind = word.text as GraphqlType["kind"];
      const name = next();
      if (peek().text === "implements") {
        next();
        while (peek().kind === "name" || peek().text === "&") {
          // The next definition may follow without a body.
          if (kinds.has(peek().text) && peek(1).kind === "name" && peek(1).text !== "&") break;
          next();
        }
      }
      const said = directives();
      if (kind === "union" && peek().text === "=") {
        next();
        while (
          peek().text === "|" ||
          (peek().kind === "name" &&
            (tokens[at - 1] as Token).text !== peek().text &&
            ((tokens[at - 1] as Token).text === "|" || (tokens[at - 1] as Token).text === "="))
        )
          next();
      }
      const fields = peek().text === "{" ? fieldsOf(kind) : [];
      types.push({
        kind,
        name: name.text,
        extends: extended,
        fields,
        directives: said,
        start: first.start,
        end: (tokens[at - 1] as Token).end,
      });
    } else if (word.text === "schema") {
      directives();
      if (peek().text !== "{") continue;
      next();
      while (peek().text !== "}" && peek().kind !== "end") {
        const role = next();
        if (peek().text === ":") next();
        const name = next();
        if (role.text === "query" || role.text === "mutation" || role.text === "subscription") roots[role.text] = name.text;
      }
      next();
    } else if (word.text === "directive") {
      if (peek().text === "@") next();
      next();
      if (peek().text === "(") skip();
      if (peek().text === "repeatable") next();
      if (peek().text === "on") {
        next();
        while (peek().text === "|" || /^[A-Z_]+$/.test(peek().text)) next();
      }
    } else if (["query", "mutation", "subscription", "fragment"].includes(word.text) || word.text === "{") {
      operations++;
      if (word.text === "{") at--;
      else
        while (peek().kind !== "end" && peek().text !== "{")
          if (peek().text === "(") skip();
          else next();
      if (peek().text === "{") skip();
    } else {
      unclear("Expected a type, a schema, a directive or an operation here.", word);
      if (brackets[peek().text] !== undefined) skip();
    }
  }
  return { types, roots, operations, problems };
}
