import { describe, expect, it } from "vitest";
import { remembered } from "./remembered.ts";

describe("a function that remembers", () => {
  const counted = (most?: number) => {
    const asked: string[] = [];
    const length = remembered((text) => {
      asked.push(text);
      return text === "" ? undefined : text.length;
    }, most);
    return { asked, length };
  };

  it("is asked once for a text, whatever it found", () => {
    const { asked, length } = counted();
    expect(["a", "", "a", "", "bb"].map(length)).toEqual([1, undefined, 1, undefined, 2]);
    expect(asked).toEqual(["a", "", "bb"]);
  });

  it("lets go of what nobody asked for in a while, and keeps what is in use", () => {
    const { asked, length } = counted(2);
    for (const text of ["used", "b", "used", "c", "used", "d", "used", "e", "b"]) length(text);
    expect(asked).toEqual(["used", "b", "c", "d", "e", "b"]);
  });

  it("keeps no long texts", () => {
    const { asked, length } = counted();
    length("x".repeat(501));
    length("x".repeat(501));
    expect(asked).toHaveLength(2);
  });
});
