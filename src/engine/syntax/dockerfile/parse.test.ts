import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDockerfile } from "./parse.ts";

const told = (text: string): readonly string[] =>
  parseDockerfile(text).instructions.map(({ name, text: rest, flags, exec }) =>
    [name, ...Object.entries(flags).map(([key, value]) => `--${key}=${value}`), exec === undefined ? rest : JSON.stringify(exec)].join(" "),
  );

test.each<[string, readonly string[]]>([
  ["FROM node:24-alpine AS build\nWORKDIR /app\n", ["FROM node:24-alpine AS build", "WORKDIR /app"]],
  ["from scratch\r\ncopy a b\r\n", ["FROM scratch", "COPY a b"]],
  ["# syntax=docker/dockerfile:1\n\nFROM a\n  # a comment\nEXPOSE 80 443/tcp\n", ["FROM a", "EXPOSE 80 443/tcp"]],
  ["RUN apk add \\\n  # tools\n  curl \\\n\n  git\nUSER node\n", ["RUN apk add curl git", "USER node"]],
  ["# escape=`\nRUN dir `\n  c:\\\nCMD x\n", ["RUN dir c:\\", "CMD x"]],
  ["COPY --from=build --chown=node:node /app .\n", ["COPY --from=build --chown=node:node /app ."]],
  ['CMD ["node", "src/server.ts"]\nENTRYPOINT [broken\n', ['CMD ["node","src/server.ts"]', "ENTRYPOINT [broken"]],
  ["RUN <<EOF\napt-get update\nFROM not-an-instruction\nEOF\nEXPOSE 1\n", ["RUN apt-get update\nFROM not-an-instruction", "EXPOSE 1"]],
  ["RUN --mount=type=cache,target=/x <<'EOF'\n# a comment\napk add curl\n\nEOF\n", ["RUN --mount=type=cache,target=/x apk add curl"]],
  ["RUN python3 <<EOF\nprint()\nEOF\n", ["RUN python3 <<EOF"]],
  ["FROM --platform=$BUILDPLATFORM golang:1.25\n", ["FROM --platform=$BUILDPLATFORM golang:1.25"]],
  ["\ufeffFROM a\n", ["FROM a"]],
  ["", []],
  ["RUN a \\", ["RUN a"]],
])("%j", (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test("what is no instruction is told, and its range is exact", () => {
  const text = "FROM a\nINSTALL curl\nRUN x\n";
  const { instructions, strangers } = parseDockerfile(text);
  expect(strangers.map(({ start, end }) => text.slice(start, end))).toEqual(["INSTALL curl"]);
  expect(instructions.map(({ start, end }) => text.slice(start, end))).toEqual(["FROM a", "RUN x"]);
});

test("any text is read", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("FROM ", "RUN ", "\\\n", "\n", "<<E", "E", "#", "[", '"', "--a=", " ", "x", "`", "\t")),
      (parts) => {
        const text = parts.join("");
        for (const { start, end } of parseDockerfile(text).instructions) expect(start <= end && end <= text.length).toBe(true);
      },
    ),
  );
});
