import type { Rule } from "../rule.ts";
import { fkWithoutIndex } from "./fk-without-index.ts";
import { redundantIndex } from "./redundant-index.ts";
import { sqlAddColumnRewrite } from "./sql-add-column-rewrite.ts";
import { sqlAddRequiredColumn } from "./sql-add-required-column.ts";
import { sqlColumnTypeChange } from "./sql-column-type-change.ts";
import { sqlConcurrentInTransaction } from "./sql-concurrent-in-transaction.ts";
import { sqlDropBreaksClients } from "./sql-drop-breaks-clients.ts";
import { sqlFkWithoutNotValid } from "./sql-fk-without-not-valid.ts";
import { sqlIndexDropNotConcurrent } from "./sql-index-drop-not-concurrent.ts";
import { sqlIndexNotConcurrent } from "./sql-index-not-concurrent.ts";
import { sqlIntKeyOverflow } from "./sql-int-key-overflow.ts";
import { sqlNoLockTimeout } from "./sql-no-lock-timeout.ts";
import { sqlNotIdempotent } from "./sql-not-idempotent.ts";
import { sqlPartitionDetachLock } from "./sql-partition-detach-lock.ts";
import { sqlPkLock } from "./sql-pk-lock.ts";
import { sqlReindexNotConcurrent } from "./sql-reindex-not-concurrent.ts";
import { sqlRenameBreaksClients } from "./sql-rename-breaks-clients.ts";
import { sqlTimestampNoTz } from "./sql-timestamp-no-tz.ts";
import { sqlTruncateCascade } from "./sql-truncate-cascade.ts";
import { sqlUncommittedTransaction } from "./sql-uncommitted-transaction.ts";
import { sqlUniqueConstraintLock } from "./sql-unique-constraint-lock.ts";
import { tableNoPrimaryKey } from "./table-no-primary-key.ts";

/** Rules about tables, and about the statements that change them. */
export const dataRules: readonly Rule[] = [
  fkWithoutIndex,
  redundantIndex,
  sqlAddColumnRewrite,
  sqlAddRequiredColumn,
  sqlColumnTypeChange,
  sqlConcurrentInTransaction,
  sqlDropBreaksClients,
  sqlFkWithoutNotValid,
  sqlIndexDropNotConcurrent,
  sqlIndexNotConcurrent,
  sqlIntKeyOverflow,
  sqlNoLockTimeout,
  sqlNotIdempotent,
  sqlPartitionDetachLock,
  sqlPkLock,
  sqlReindexNotConcurrent,
  sqlRenameBreaksClients,
  sqlTimestampNoTz,
  sqlTruncateCascade,
  sqlUncommittedTransaction,
  sqlUniqueConstraintLock,
  tableNoPrimaryKey,
];
