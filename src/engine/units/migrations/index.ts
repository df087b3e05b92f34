import type { UnitKind } from "../unit.ts";
import { alembicUnits } from "./alembic.ts";
import { djangoUnits } from "./django.ts";
import { efCoreUnits } from "./ef-core.ts";
import { javascriptUnits } from "./javascript.ts";
import { liquibaseUnits } from "./liquibase.ts";
import { railsUnits } from "./rails.ts";

/** Series of migrations that a tool makes SQL of. */
export const migrationUnits: readonly UnitKind[] = [alembicUnits, djangoUnits, efCoreUnits, javascriptUnits, liquibaseUnits, railsUnits];
