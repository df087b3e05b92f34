import type { Reader } from "../reader.ts";
import { alembicReader } from "./alembic.ts";
import { djangoReader } from "./django.ts";
import { efCoreReader } from "./ef-core.ts";
import { javascriptReader } from "./javascript.ts";
import { liquibaseReader } from "./liquibase.ts";
import { railsReader } from "./rails.ts";

/** Migrations that a tool makes SQL of. */
export const migrationReaders: readonly Reader[] = [
  liquibaseReader,
  alembicReader,
  railsReader,
  efCoreReader,
  djangoReader,
  javascriptReader,
];
