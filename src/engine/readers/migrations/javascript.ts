import { type CodeToken, codeTokens } from "../../syntax/code/tokens.ts";
import { chainOf, type Value } from "../../syntax/code/value.ts";
import { type Constants, constantsIn, expressionsOf } from "../../syntax/code/values.ts";
import { linesOf } from "../../syntax/lines.ts";
import type { Reader } from "../reader.ts";
import { knexDeeds } from "./knex.ts";
import { bodyOf, dialectIn, type MigrationBody, openScript, problemsOf, type ScriptBuilder } from "./script.ts";
import { sequelizeDeeds } from "./sequelize.ts";
import { typeormDeeds } from "./typeorm.ts";

/** A migration in JavaScript or TypeScript. */
export interface JavaScriptBody extends MigrationBody {
  readonly tool: "knex" | "sequelize" | "typeorm";
}

/** Migrations of Knex, Sequelize and TypeORM: what `up` calls. */
export const javascriptReader: Reader<JavaScriptBody> = {
  id: "javascript-migrations",
  title: "Knex, Sequelize and TypeORM migrations",
  wants: (path) =>
    /\.[cm]?[jt]s$/.test(path) &&
    /migrat/i.test(path) &&
    !/\.(?:d|test|spec)\.[cm]?ts$|(?:^|\/)(?:node_modules|tests?|__tests__|dist)\//.test(path),
  recognises: ({ text }) => toolOf(text) !== undefined && /\bup\b/.test(text),
  read({ path, text }) {
    const tool = toolOf(text) ?? "knex";
    const dialect = dialectIn(path, text, [
      ["postgresql", /gen_random_uuid|uuid_generate_v4|\bjsonb\b|timestamptz|character varying/],
      ["mysql", /ENGINE=InnoDB|AUTO_INCREMENT/],
    ]);
    const script = openScript(dialect);
    const tokens = codeTokens(text, "javascript");
    operationsIn(upTokens(tokens), script, constantsIn(tokens), 0);
    const done = script.done();
    return {
      file: path,
      reader: "javascript-migrations",
      body: { ...bodyOf(text, done, dialect, tool !== "sequelize" && !/transaction\s*[:=]\s*false/.test(text)), tool },
      problems: problemsOf(done, path, linesOf(text), "javascript-migrations"),
      outline: tool,
      mentions: [],
    };
  },
};

function toolOf(text: string): JavaScriptBody["tool"] | undefined {
  if (/\bqueryInterface\s*\./.test(text)) return "sequelize";
  if (/\bqueryRunner\s*\./.test(text)) return "typeorm";
  return /\.schema\s*\.|\bknex\b/i.test(text) ? "knex" : undefined;
}

/** From where `up` is defined to where `down` is. */
function upTokens(tokens: readonly CodeToken[]): readonly CodeToken[] {
  const at = (name: string): number =>
    tokens.findIndex((it, i) => it.kind === "word" && it.text === name && ["(", ":", "="].includes(tokens[i + 1]?.text ?? ""));
  const [up, down] = [at("up"), at("down")];
  return up < 0 ? [] : tokens.slice(up, down > up ? down : tokens.length);
}

/** Callbacks within callbacks beyond this are not read. */
const deepest = 20;

function operationsIn(tokens: readonly CodeToken[], script: ScriptBuilder, constants: Constants, depth: number): void {
  if (depth > deepest) return;
  const expressions = expressionsOf(tokens, "javascript", constants);
  for (let at = 0; at < tokens.length; ) {
    const { kind, text } = tokens[at] as CodeToken;
    const isReceiver =
      kind === "word" &&
      tokens[at + 1]?.text === "." &&
      (text === "queryInterface" ||
        text === "queryRunner" ||
        tokens[at + 2]?.text === "schema" ||
        (tokens[at + 2]?.text === "raw" && text !== "Sequelize"));
    if (!isReceiver) {
      at++;
      continue;
    }
    const { value, next } = expressions.at(at);
    at = next;
    chainSays(value, script, constants, depth);
  }
}

function chainSays(value: Value, script: ScriptBuilder, constants: Constants, depth: number): void {
  for (const call of chainOf(value)) {
    const operation = call.name.slice(call.name.lastIndexOf(".") + 1);
    if (passes.has(operation)) {
      for (const it of operation === "catch" ? [] : call.args)
        if (it.kind === "block") operationsIn(it.tokens, script, constants, depth + 1);
        else chainSays(it, script, constants, depth + 1);
    } else if (operation === "raw" || operation === "query") script.sql(call.args[0], call);
    else if (silent.has(operation)) script.other();
    else {
      const read = call.name.startsWith("queryInterface.")
        ? sequelizeDeeds
        : call.name.startsWith("queryRunner.")
          ? typeormDeeds
          : knexDeeds;
      const deeds = read(operation, call);
      if (deeds !== "no operation") script.operation(call, deeds);
    }
  }
}

/** Calls whose callbacks go on. */
const passes: ReadonlySet<string> = new Set(["then", "catch", "finally", "transaction"]);

const silent: ReadonlySet<string> = new Set(
  "bulkInsert bulkDelete bulkUpdate hasTable hasColumn createSchema createSchemaIfNotExists dropSchema describeTable showAllTables connection startTransaction commitTransaction rollbackTransaction createDatabase dropEnum insert update delete select changeColumnComment clearCache".split(
    " ",
  ),
);
