import type { Rule } from "../rule.ts";
import { brokerForTwo } from "./broker-for-two.ts";
import { cacheForOneReader } from "./cache-for-one-reader.ts";
import { internalServicePublished } from "./internal-service-published.ts";
import { kubernetesForOne } from "./kubernetes-for-one.ts";
import { moreEnginesThanHands } from "./more-engines-than-hands.ts";
import { moreServicesThanHands } from "./more-services-than-hands.ts";
import { replicasWithoutTraffic } from "./replicas-without-traffic.ts";
import { storeRunsOnce } from "./store-runs-once.ts";
import { syncChainDepth } from "./sync-chain-depth.ts";
import { syncCycle } from "./sync-cycle.ts";

/** Whether an architecture is as large as its team and its traffic, and stands on as many legs as it seems to. */
export const sizeRules: readonly Rule[] = [
  brokerForTwo,
  cacheForOneReader,
  internalServicePublished,
  kubernetesForOne,
  moreEnginesThanHands,
  moreServicesThanHands,
  replicasWithoutTraffic,
  storeRunsOnce,
  syncChainDepth,
  syncCycle,
];
