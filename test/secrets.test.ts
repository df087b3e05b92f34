/** What the files keep to themselves: 60 kinds of secrets and more, each where people put it, over everything that leaves the machine. */
import { beforeAll, describe, expect, test } from "vitest";
import { kindOfFile, redact } from "../src/gate/gate.ts";
import { type Channels, channelsOf } from "./secrets/channels.ts";
import { files, type Planted, secrets } from "./secrets/planted.ts";

let channels: Channels;
beforeAll(async () => {
  channels = await channelsOf(files);
}, 120_000);

/** Ten characters of one are a leak. */
const isIn = (text: string, { secret }: Planted): boolean => text.includes(secret.slice(0, 10)) || text.includes(secret.slice(-10));

test("60 kinds and more are planted, each in its file, and every channel has something to say", () => {
  expect(new Set(secrets.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(60);
  const all = Object.values(files).join("\n");
  // What stands there in base64 stands there in no other form.
  const encoded = new Set(secrets.flatMap(({ kind }) => (kind.endsWith(", encoded") ? [kind.slice(0, -", encoded".length)] : [])));
  for (const { kind, secret } of secrets) expect(all.split(secret), kind).toHaveLength(encoded.has(kind) ? 1 : 2);
  expect(channels.size).toBeGreaterThan(50);
  for (const [channel, text] of channels) expect(text.trim(), channel).not.toBe("");
});

test("no channel tells any of them", () => {
  const leaks = [...channels].flatMap(([channel, text]) => secrets.filter((it) => isIn(text, it)).map(({ kind }) => `${channel}: ${kind}`));
  expect(leaks).toEqual([]);
});

test("names stay: of components, of variables, of hosts, of files, of images", () => {
  const review = channels.get("review . --all-rules --format text") ?? "";
  const brief = channels.get("brief") ?? "";
  for (const name of ["POSTGRES_PASSWORD", "STRIPE_SECRET_KEY", "compose.yaml", "redis:7"]) expect(review).toContain(name);
  for (const name of ["shop/api", "shop/db", "postgres", "compose.yaml"]) expect(brief).toContain(name);
});

describe("a file itself, were it to pass, says where a secret stands and not which", () => {
  test.each(Object.keys(files))("%s", (file) => {
    const text = files[file] ?? "";
    for (const kind of [kindOfFile(file), "prose"] as const) {
      const passed = redact(text, kind).text;
      expect(
        secrets.filter(({ secret }) => text.includes(secret)).filter((it) => isIn(passed, it)),
        kind,
      ).toEqual([]);
    }
  });
});
