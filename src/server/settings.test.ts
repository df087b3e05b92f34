import { expect, test } from "vitest";
import { ruleSettingsOf } from "./settings.ts";

test("levels by rule; what is no level is passed over, and so is anything else that arrives", () => {
  expect(
    ruleSettingsOf({ architect: { rules: { "k8s-*": "off", "image-not-pinned": "error", "store-published": "loud", x: 3 } } }),
  ).toEqual([
    { rules: "k8s-*", level: "off" },
    { rules: "image-not-pinned", level: "error" },
  ]);
  for (const given of [undefined, null, 5, [], {}, { architect: null }, { architect: { rules: ["off"] } }])
    expect(ruleSettingsOf(given)).toEqual([]);
});
