import type { Rule } from "../rule.ts";
import { apiAdminNotSeparated } from "./api-admin-not-separated.ts";
import { apiArrayUnbounded } from "./api-array-unbounded.ts";
import { apiBasicAuth } from "./api-basic-auth.ts";
import { apiBreakingChange } from "./api-breaking-change.ts";
import { apiCleartextCredentials } from "./api-cleartext-credentials.ts";
import { apiDanglingRef } from "./api-dangling-ref.ts";
import { apiErrorResponsesUndefined } from "./api-error-responses-undefined.ts";
import { apiHttpServer } from "./api-http-server.ts";
import { apiKeyInUrl } from "./api-key-in-url.ts";
import { apiNoSecurity } from "./api-no-security.ts";
import { apiNumericIds } from "./api-numeric-ids.ts";
import { apiOperationIdDuplicate } from "./api-operation-id-duplicate.ts";
import { apiPathAmbiguous } from "./api-path-ambiguous.ts";
import { apiRateLimitUndocumented } from "./api-rate-limit-undocumented.ts";
import { apiSchemaCircular } from "./api-schema-circular.ts";
import { protoBreakingChange } from "./proto-breaking-change.ts";
import { protoEnumZero } from "./proto-enum-zero.ts";
import { protoNoVersion } from "./proto-no-version.ts";
import { protoPackageCycle } from "./proto-package-cycle.ts";
import { protoRequiredField } from "./proto-required-field.ts";
import { protoRpcMessageShared } from "./proto-rpc-message-shared.ts";

/** Rules about contracts between components. */
export const interfaceRules: readonly Rule[] = [
  apiAdminNotSeparated,
  apiArrayUnbounded,
  apiBasicAuth,
  apiBreakingChange,
  apiCleartextCredentials,
  apiDanglingRef,
  apiErrorResponsesUndefined,
  apiHttpServer,
  apiKeyInUrl,
  apiNoSecurity,
  apiNumericIds,
  apiOperationIdDuplicate,
  apiPathAmbiguous,
  apiRateLimitUndocumented,
  apiSchemaCircular,
  protoBreakingChange,
  protoEnumZero,
  protoNoVersion,
  protoPackageCycle,
  protoRequiredField,
  protoRpcMessageShared,
];
