import { describe, expect, test } from "vitest";
import { architectOf, ask, inChunks, never, scripted } from "../../../test/conversation/turns.ts";
import type { Heard, Message, Receipt } from "../turn.ts";
import { answerOf } from "./index.ts";

const look = (name: string, input: unknown = {}) => answerOf(name, input, architectOf(), never);

describe("what a model may look up", () => {
  test.each([
    ["architect_model", {}, "⟦clinic/booking⟧"],
    ["architect_query", { component: "⟦clinic/db⟧" }, "⟦clinic/booking⟧ -> ⟦clinic/db⟧"],
    ["architect_query", { component: "gateway", to: "db" }, "⟦clinic/db⟧"],
    ["architect_query", { component: "db", ask: "dependents" }, "⟦clinic/booking⟧"],
    ["architect_findings", { severity: "error" }, "⟦F2⟧ error"],
    ["architect_evidence", { component: "booking", to: "db" }, "compose.yaml:"],
    ["architect_draw", {}, "flowchart"],
  ])("%s %j", async (name, input, holds) => expect(await look(name, input)).toContain(holds));

  test.each([
    ["architect_query", { component: "ghost" }, "No component is called ghost. There are: ⟦clinic/"],
    ["architect_query", { component: 7 }, "Which component? Give its id or its name."],
    ["architect_draw", { view: "../../etc/passwd" }, "There is no such view. There are: "],
    ["architect_model", { system: "ghost" }, "There is no such system. There are: clinic"],
    ["write_file", { path: ".env" }, "There is no such tool. There are: architect_model"],
  ])("%s %j: a sentence, and what there is", async (name, input, says) => expect(await look(name, input)).toContain(says));

  test("an architect that fails is told in a sentence, without secrets and without a stack", async () => {
    const broken = architectOf(undefined, undefined, {
      overview: () => Promise.reject(new Error("postgres://a:b1c2d3@db is down\n  at x")),
    });
    expect(await answerOf("architect_model", {}, broken, never)).toBe("It could not be looked up: postgres://a:‹redacted›@db is down");
  });
});

describe("in a turn", () => {
  /** Asks for the same thing again and again, as often as it is let. */
  const curious = (times: number) => {
    const heard: (readonly Message[])[] = [];
    return {
      ...scripted([]),
      heard,
      async *send(messages: readonly Message[], _cancel: unknown, offers: readonly unknown[] = []): AsyncIterable<Heard> {
        heard.push(messages);
        if (offers.length > 0 && heard.length <= times)
          yield { call: { id: `c${heard.length}`, name: "architect_query", input: { component: "db" } } };
        else yield* inChunks("Keep ⟦clinic/db⟧.");
      },
    };
  };

  test("what it looks up comes back as data, and its answer goes on; the receipt tells", async () => {
    const model = curious(1);
    const receipts: Receipt[] = [];
    const { text } = await ask("Would you split booking?", { model }, { receipt: (it) => receipts.push(it) });
    expect(text).toContain("Keep ⌖db");
    const [, second] = model.heard;
    expect(second?.at(-2)).toMatchObject({ role: "assistant", calls: [{ name: "architect_query" }] });
    expect(second?.at(-1)?.results?.[0]?.text).toMatch(
      /^<<data-0123456789abcdef LOOKED UP>>\n[\s\S]*⟦clinic\/db⟧[\s\S]*<<data-0123456789abcdef END>>$/,
    );
    expect(receipts[0]).toMatchObject({
      model: "Scripted",
      requests: 2,
      looked: [{ tool: "architect_query", input: '{"component":"db"}' }],
    });
    // The beginning is the same bytes in both requests.
    expect(second?.slice(0, 2)).toEqual(model.heard[0]?.slice(0, 2));
  });

  test("who asks for ever has to answer in the end", async () => {
    const model = curious(1000);
    const { text } = await ask("Would you split booking?", { model });
    expect(model.heard.length).toBeLessThanOrEqual(6);
    expect(text).toContain("Keep ⌖db");
  });

  test("a model that is refused tools is asked without", async () => {
    let offered = 0;
    const model = scripted([], {
      async *send(_messages, _cancel, offers = []): AsyncIterable<Heard> {
        offered += 1;
        if (offers.length > 0) throw new Error("This model has no tools.");
        yield "Keep it.";
      },
    });
    expect((await ask("Would you split booking?", { model })).text).toContain("Keep it.");
    expect(offered).toBe(2);
  });
});
