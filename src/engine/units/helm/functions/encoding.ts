import { decodedBase64, encodedBase64 } from "../../../syntax/base64.ts";
import { sha256 } from "../../../syntax/sha256.ts";
import { jsonOf } from "../evaluate/json-out.ts";
import { gap, type Machine, spend, textOf } from "../evaluate/machine.ts";
import { textIn } from "../evaluate/rope.ts";
import { charsOf, dictOf, isDict, isList, isUnknown, listOf, unknown, type Value } from "../evaluate/value.ts";
import { valueIn } from "../evaluate/yaml-in.ts";
import { yamlOf } from "../evaluate/yaml-out.ts";
import { type Functions, known, ofWholeTexts, open } from "./call.ts";

const gapIn =
  (machine: Machine) =>
  (because: string): string =>
    gap(machine, because);

const toYaml = open(([it = null], machine) => {
  if (isUnknown(it)) return it;
  const made = yamlOf(it, gapIn(machine));
  spend(machine, 0, textIn(made).length);
  return made;
});
const toJson = (indent: string) =>
  open(([it = null], machine) => {
    if (isUnknown(it)) return it;
    const made = jsonOf(it, gapIn(machine), indent);
    spend(machine, 0, made.length);
    return made;
  });

/** What cannot be read comes back as a map that says so, as in Helm. */
const fromText = (wanted: (value: Value) => boolean, empty: () => Value) =>
  known(([it = null], machine) => {
    const text = charsOf(it) ?? textOf(it, machine);
    spend(machine, Math.ceil(text.length / 16), 0);
    const value = valueIn(text);
    if (isUnknown(value)) return value;
    if (value !== undefined && wanted(value)) return value;
    return value === undefined || value !== null
      ? wanted(listOf([]))
        ? listOf(["this is no list"])
        : dictOf([["Error", "this is no map"]])
      : empty();
  });
const fromMap = fromText(isDict, dictOf);
const fromArray = fromText(isList, () => listOf([]));

const digest = ofWholeTexts(([text = ""]) => (text.length > longestDigested ? unknown("it is a digest of a long text") : sha256(text)));
const longestDigested = 500_000;

const elsewhere = (what: string) => known(() => unknown(`it is ${what}`));

export const encoding: Functions = {
  toYaml,
  toYamlPretty: toYaml,
  toJson: toJson(""),
  toRawJson: toJson(""),
  toPrettyJson: toJson("  "),
  fromYaml: fromMap,
  fromJson: fromMap,
  fromYamlArray: fromArray,
  fromJsonArray: fromArray,
  b64enc: ofWholeTexts(([text = ""]) => encodedBase64(text)),
  b64dec: ofWholeTexts(([text = ""]) => decodedBase64(text) ?? ""),
  sha256sum: digest,
  sha1sum: elsewhere("a digest"),
  sha512sum: elsewhere("a digest"),
  adler32sum: elsewhere("a digest"),
  toToml: elsewhere("TOML that nobody reads"),
  fromToml: elsewhere("TOML that nobody reads"),
  b32enc: elsewhere("in another encoding"),
  b32dec: elsewhere("in another encoding"),
};
