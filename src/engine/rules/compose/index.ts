import type { Rule } from "../rule.ts";
import { composeCpuLimitMissing } from "./compose-cpu-limit-missing.ts";
import { composeDockerSocket } from "./compose-docker-socket.ts";
import { composeDuplicateContainerName } from "./compose-duplicate-container-name.ts";
import { composeHealthcheckMissing } from "./compose-healthcheck-missing.ts";
import { composeHostNamespace } from "./compose-host-namespace.ts";
import { composeHostNetwork } from "./compose-host-network.ts";
import { composeMemoryLimitMissing } from "./compose-memory-limit-missing.ts";
import { composePortUnbound } from "./compose-port-unbound.ts";
import { composePortsUnquoted } from "./compose-ports-unquoted.ts";
import { composePrivileged } from "./compose-privileged.ts";
import { composeRestartPolicyMissing } from "./compose-restart-policy-missing.ts";
import { composeSensitiveMount } from "./compose-sensitive-mount.ts";
import { composeSharedVolume } from "./compose-shared-volume.ts";
import { healthcheckToolMissing } from "./healthcheck-tool-missing.ts";

/** Rules about Compose services one by one, by id. */
export const composeRules: readonly Rule[] = [
  composeCpuLimitMissing,
  composeDockerSocket,
  composeDuplicateContainerName,
  composeHealthcheckMissing,
  composeHostNamespace,
  composeHostNetwork,
  composeMemoryLimitMissing,
  composePortUnbound,
  composePortsUnquoted,
  composePrivileged,
  composeRestartPolicyMissing,
  composeSensitiveMount,
  composeSharedVolume,
  healthcheckToolMissing,
];
