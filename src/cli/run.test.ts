import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ownPersona } from "../chat/persona.ts";
import { openShell, type Shell } from "./captured.ts";
import { commands } from "./commands/index.ts";

let shell: Shell;
beforeEach(() => {
  shell = openShell();
});
afterEach(() => shell.remove());

describe("wrong use is a sentence on stderr and exit 2", () => {
  test.each([
    [["modle", "."], /There is no command "modle"\. Did you mean model\?/],
    [["review"], /Which folder\? A path is missing\. See: architect review --help/],
    [["review", ""], /A path is missing/],
    [["review", "nowhere"], /There is no file or folder nowhere\./],
    [["review", ".", "extra"], /"extra" is one word too many/],
    [["review", ".", "--formt", "json"], /There is no option --formt\. Did you mean --format\?/],
    [["review", ".", "--format", "jsn"], /--format cannot be "jsn"\. Did you mean json\?/],
    [["review", ".", "--format"], /--format wants a value/],
    [["review", ".", "--fix=yes"], /--fix takes no value/],
    [["review", ".", "--fail-on", "everything"], /--fail-on cannot be "everything"/],
    [["review", ".", "--rules", "unknown-hots"], /There is no rule "unknown-hots"\. Did you mean unknown-host\?/],
    [["review", ".", "--baseline", "missing.json"], /The baseline missing\.json cannot be read: there is no such file/],
    [["review", ".", "--variant", "prod"], /There is no variant "prod"/],
    [["model", ".", "--explain", "api"], /--explain wants two names/],
    [["diagram", ".", "--view", "container"], /There is no view "container"\. Did you mean containers\?/],
    [["diagram", ".", "--system", "shop"], /There is no system "shop"/],
    [["compare", "."], /--base wants a git revision or a folder/],
    [["compare", ".", "--base", "nope"], /neither a revision that git knows .* nor a folder/],
    [["brief", ".", "--budget", "many"], /--budget wants a number/],
  ])("architect %j", async (line, says) => {
    const { code, out, err } = await shell(...line);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/\n\s+at |node:|Error:/);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("nothing at all shows what there is", async () => {
    const { code, err } = await shell();
    expect(code).toBe(2);
    for (const { name } of commands) expect(err).toContain(name);
  });
});

describe("help", () => {
  test("of the program names every command", async () => {
    const { code, out, err } = await shell("--help");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const { name, summary } of commands) expect(out).toContain(`${name}${" ".repeat(9 - name.length)}${summary}`);
  });

  test.each(commands.map((it) => [it.name, it] as const))("of %s names every option and has examples that parse", async (name, command) => {
    const { code, out } = await shell(name, "--help");
    expect(code).toBe(0);
    for (const option of Object.keys(command.options)) expect(out).toContain(`--${option}`);
    expect((await shell("help", name)).out).toBe(out);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const [line] of command.examples) expect(line.split(" ")[0]).toBe(name);
  });
});

test("an empty folder is said and is no failure", async () => {
  for (const line of [
    ["model", "."],
    ["review", "."],
    ["diagram", "."],
    ["brief", "."],
  ]) {
    const { code, err } = await shell(...line);
    expect([line, code]).toEqual([line, 0]);
    expect(err).toMatch(/Nothing to read in \./);
  }
});

test("rules as JSON have the fields of the contract", async () => {
  const all = await shell.json<Record<string, unknown>[]>("rules", "--format", "json");
  expect(all.length).toBeGreaterThanOrEqual(8);
  for (const rule of all) {
    expect(rule).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9-]+$/),
      title: expect.any(String),
      severity: expect.stringMatching(/^(error|warning|note)$/),
      area: expect.any(String),
      scope: expect.any(String),
      default: expect.any(Boolean),
      fixable: expect.any(Boolean),
      covers: expect.any(Array),
      page: `docs/rules/${String(rule["id"])}.md`,
    });
  }
  expect(all.find((it) => it["id"] === "unknown-host")).toMatchObject({ severity: "error" });
  const { out } = await shell("rules");
  for (const { id } of all) expect(out).toContain(String(id));
});

test("the persona that a model is given stands before the facts, for whoever asks another model", async () => {
  const { out } = await shell("brief", ".", "--persona");
  expect(out.startsWith(ownPersona().body)).toBe(true);
  expect((await shell("brief", ".")).out).not.toContain(ownPersona().body);
});
