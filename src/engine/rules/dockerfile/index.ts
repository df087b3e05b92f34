import type { Rule } from "../rule.ts";
import { dockerCopyBuildContext } from "./docker-copy-build-context.ts";
import { dockerDebugMode } from "./docker-debug-mode.ts";
import { dockerExposeSsh } from "./docker-expose-ssh.ts";
import { dockerExposesOtherPort } from "./docker-exposes-other-port.ts";
import { dockerHealthcheckMissing } from "./docker-healthcheck-missing.ts";
import { dockerImageLatest } from "./docker-image-latest.ts";
import { dockerMultipleEntrypoint } from "./docker-multiple-entrypoint.ts";
import { dockerRootUser } from "./docker-root-user.ts";
import { dockerSecretInBuild } from "./docker-secret-in-build.ts";
import { dockerShellFormEntrypoint } from "./docker-shell-form-entrypoint.ts";
import { dockerTlsVerifyDisabled } from "./docker-tls-verify-disabled.ts";

/** Rules about Dockerfiles, by id. */
export const dockerfileRules: readonly Rule[] = [
  dockerCopyBuildContext,
  dockerDebugMode,
  dockerExposeSsh,
  dockerExposesOtherPort,
  dockerHealthcheckMissing,
  dockerImageLatest,
  dockerMultipleEntrypoint,
  dockerRootUser,
  dockerSecretInBuild,
  dockerShellFormEntrypoint,
  dockerTlsVerifyDisabled,
];
