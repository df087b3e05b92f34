import { meetsConstraint, versionIn } from "../../../syntax/semver.ts";
import { Refused } from "../evaluate/stops.ts";
import { dictOf } from "../evaluate/value.ts";
import { type Functions, ofWholeTexts } from "./call.ts";

export const versions: Functions = {
  semverCompare: ofWholeTexts(([constraint = "", version = ""]) => {
    const met = meetsConstraint(constraint, version);
    if (met === undefined) throw new Refused(`${JSON.stringify(version)} and ${JSON.stringify(constraint)} are no versions to compare`);
    return met;
  }),
  semver: ofWholeTexts(([text = ""]) => {
    const version = versionIn(text);
    if (version === undefined) throw new Refused(`${JSON.stringify(text)} is no version`);
    const [Major, Minor, Patch] = version.numbers;
    return dictOf(Object.entries({ Major, Minor, Patch, Prerelease: version.before, Metadata: "", Original: text }));
  }),
};
