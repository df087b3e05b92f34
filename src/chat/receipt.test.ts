import { expect, test } from "vitest";
import { ask, scripted } from "../../test/conversation/turns.ts";
import type { Receipt, Sending } from "./turn.ts";

/** A turn with a model whose provider counts, and somebody who is asked whether it may be sent. */
async function turn(may: boolean) {
  const order: string[] = [];
  const receipts: Receipt[] = [];
  const sendings: Sending[] = [];
  const model = scripted(["Fix the port first."], {
    count: async () => {
      order.push("counted");
      return 4711;
    },
  });
  const mayBeSent = async (sending: Sending) => {
    order.push("asked");
    sendings.push(sending);
    return may;
  };
  const shown = await ask("Should billing publish events?", { model, mayBeSent }, { receipt: (it) => void receipts.push(it) });
  return { order, receipts, sendings, sent: model.heard.length, shown };
}

test("what was not allowed goes nowhere: not to the model, and not to whoever would count it", async () => {
  const { order, receipts, sendings, sent, shown } = await turn(false);
  expect({ order, sent, receipts: receipts.length }).toEqual({ order: ["asked"], sent: 0, receipts: 0 });
  expect(sendings.map(({ tokens }) => tokens.by)).toEqual(["estimated"]);
  expect(shown.text).toContain("Nothing was sent to Scripted.");
});

test("what was allowed is counted for the receipt", async () => {
  const { order, receipts, sent } = await turn(true);
  expect({ order, sent }).toEqual({ order: ["asked", "counted"], sent: 1 });
  expect(receipts.map(({ tokens }) => tokens)).toEqual([{ count: 4711, by: "counted" }]);
});
