import type { Rule } from "../rule.ts";
import { cacheNoTtl } from "./cache-no-ttl.ts";
import { codeArbitrarySleep } from "./code-arbitrary-sleep.ts";
import { codeAwaitInLoop } from "./code-await-in-loop.ts";
import { codeBodySizeUnlimited } from "./code-body-size-unlimited.ts";
import { codeCacheKeyQueryString } from "./code-cache-key-query-string.ts";
import { codeCleartextTransport } from "./code-cleartext-transport.ts";
import { codeCorsWildcard } from "./code-cors-wildcard.ts";
import { codeDebugInProduction } from "./code-debug-in-production.ts";
import { codeDeleteUpdateWithoutWhere } from "./code-delete-update-without-where.ts";
import { codeGrpcInsecure } from "./code-grpc-insecure.ts";
import { codeHardcodedSecret } from "./code-hardcoded-secret.ts";
import { codeHttpNoTimeout } from "./code-http-no-timeout.ts";
import { codeHttpStatusUnchecked } from "./code-http-status-unchecked.ts";
import { codeOrmCountInMemory } from "./code-orm-count-in-memory.ts";
import { codeServerNoTimeout } from "./code-server-no-timeout.ts";
import { codeSyncSleepInAsync } from "./code-sync-sleep-in-async.ts";
import { codeTlsVerifyDisabled } from "./code-tls-verify-disabled.ts";
import { consumerNoDeadLetter } from "./consumer-no-dead-letter.ts";
import { probePathNotServed } from "./probe-path-not-served.ts";
import { replicatedMemorySession } from "./replicated-memory-session.ts";
import { replicatedMemoryState } from "./replicated-memory-state.ts";
import { topicWithoutCounterpart } from "./topic-without-counterpart.ts";

/** What source code does that only its architecture makes a fault of. */
export const codeRules: readonly Rule[] = [
  cacheNoTtl,
  codeArbitrarySleep,
  codeAwaitInLoop,
  codeBodySizeUnlimited,
  codeCacheKeyQueryString,
  codeCleartextTransport,
  codeCorsWildcard,
  codeDebugInProduction,
  codeDeleteUpdateWithoutWhere,
  codeGrpcInsecure,
  codeHardcodedSecret,
  codeHttpNoTimeout,
  codeHttpStatusUnchecked,
  codeOrmCountInMemory,
  codeServerNoTimeout,
  codeSyncSleepInAsync,
  codeTlsVerifyDisabled,
  consumerNoDeadLetter,
  probePathNotServed,
  replicatedMemorySession,
  replicatedMemoryState,
  topicWithoutCounterpart,
];
