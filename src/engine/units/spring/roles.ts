import { type Role, roles } from "../../knowledge/spring/starters.ts";
import type { JvmMark } from "../../readers/jvm-marks.ts";

/** Annotations and dependencies of applications that have business of their own, whatever dashboards they carry besides. */
const business = /^spring-boot-starter-data-|^spring-boot-starter-(?:jdbc|data)|^spring-kafka$/;

/** What an application is besides a service; an annotation says it before a dependency does. */
export function roleOf(artifacts: readonly string[], marks: readonly JvmMark[]): Role | undefined {
  const annotated = new Set(marks.map((it) => it.name));
  const found =
    roles.find((role) => role.annotations.some((it) => annotated.has(it))) ??
    roles.find((role) => artifacts.some((it) => role.artifacts.test(it)));
  if (found?.kind !== "monitoring" || found.technology === "Spring Boot Admin" || found.technology === "Zipkin") return found;
  // A dashboard in an application that calls others or keeps data is an addition.
  return annotated.has("FeignClient") || artifacts.some((it) => business.test(it)) ? undefined : found;
}
