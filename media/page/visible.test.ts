import { expect, test } from "vitest";
import { visible } from "./visible.ts";

test("nothing turns the direction of what follows", () => {
  expect(visible("photo\u202egnp.exe and \u2066more\u2069")).toBe("photognp.exe and more");
});

test("scripts, emoji and line breaks stay", () => {
  for (const text of ["שלום עולם", "مرحبا", "👩‍🚀", "one\ntwo"]) expect(visible(text)).toBe(text);
});
