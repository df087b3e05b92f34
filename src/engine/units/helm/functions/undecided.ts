import { unknown } from "../evaluate/value.ts";
import { type Functions, open } from "./call.ts";

/** What is another value in every installation: times, chance, keys, and what the machine says that installs. */
const names =
  "now ago date dateInZone date_in_zone dateModify date_modify mustDateModify must_date_modify duration durationRound htmlDate htmlDateInZone toDate mustToDate unixEpoch randAlphaNum randAlpha randAscii randNumeric randBytes randInt shuffle uuidv4 genPrivateKey genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey buildCustomCert derivePassword htpasswd bcrypt encryptAES decryptAES env expandenv getHostByName";

export const undecided: Functions = Object.fromEntries(
  names.split(" ").map((name) => [name, open(() => unknown(`${name} gives another one each time`))]),
);
