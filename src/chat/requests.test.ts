import { describe, expect, it } from "vitest";
import { asksForPath, requestIn } from "./requests.ts";

describe("a request that a text names", () => {
  it.each([
    ["What happens on POST /tickets?", "POST /tickets"],
    ["what happens when I post to /tickets/7/pay?", "POST /tickets/7/pay"],
    ["What happens at `/tickets`?", "/tickets"],
    ["sequence GET /orders/{id}", "GET /orders/{id}"],
  ])("%s", (text, request) => {
    expect(requestIn(text)).toBe(request);
  });

  it.each(["Who calls billing?", "containers", "What is in deploy/compose.yaml?", "get rid of the cache"])("is none in: %s", (text) => {
    expect(requestIn(text)).toBeUndefined();
  });

  it("is asked about only in words that ask for it", () => {
    expect(asksForPath("What happens on POST /tickets?")).toBe(true);
    expect(asksForPath("Who serves POST /tickets?")).toBe(false);
  });
});
