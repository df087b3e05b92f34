/** Folders that only keep migrations: what they belong to lies above. */
const keepers =
  /^(?:migrations?|migrate|post_migrate|db|sql|schemas?|database|databases|resources|main|src|prisma|scripts?|initdb(?:\.d)?|docker-entrypoint-initdb\.d|init|alembic|versions|liquibase|changelogs?|changesets?|changes|config)$/i;

/** The folder of what a series belongs to: the one above `db/migrations`, `src/main/resources/db/migration` … */
export function homeOf(folder: string): string {
  const steps = folder.split("/").filter((it) => it !== "");
  while (steps.length > 0 && keepers.test(steps.at(-1) ?? "")) steps.pop();
  return steps.join("/");
}
