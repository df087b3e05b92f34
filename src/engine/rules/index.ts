import { codeRules } from "./code/index.ts";
import { composeRules } from "./compose/index.ts";
import { dataRules } from "./data/index.ts";
import { dependencyNotReady } from "./dependency-not-ready.ts";
import { dockerfileRules } from "./dockerfile/index.ts";
import { hostPortConflict } from "./host-port-conflict.ts";
import { imageNotPinned } from "./image-not-pinned.ts";
import { interfaceRules } from "./interfaces/index.ts";
import { kubernetesRules } from "./kubernetes/index.ts";
import type { Rule } from "./rule.ts";
import { secretInClear } from "./secret-in-clear.ts";
import { sizeRules } from "./size/index.ts";
import { storePublished } from "./store-published.ts";
import { storeWithoutVolume } from "./store-without-volume.ts";
import { storeRules } from "./stores/index.ts";
import { teamRules } from "./team/index.ts";
import { unknownHost } from "./unknown-host.ts";
import { variantRules } from "./variants/index.ts";
import { wrongPort } from "./wrong-port.ts";

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  dependencyNotReady,
  hostPortConflict,
  imageNotPinned,
  secretInClear,
  storePublished,
  storeWithoutVolume,
  unknownHost,
  wrongPort,
  ...codeRules,
  ...composeRules,
  ...dockerfileRules,
  ...kubernetesRules,
  ...dataRules,
  ...interfaceRules,
  ...sizeRules,
  ...storeRules,
  ...teamRules,
  ...variantRules,
];
