/** What clouds call the products they run: `aurora-postgresql`, `POSTGRES_15`, `ActiveMQ`. */
export function engineNamed(engine: string): string | undefined {
  const word = engine.toLowerCase();
  return engines.find(([pattern]) => pattern.test(word))?.[1];
}

const engines: readonly (readonly [RegExp, string])[] = [
  [/postgres/, "PostgreSQL"],
  [/mariadb/, "MariaDB"],
  [/mysql|^aurora$/, "MySQL"],
  [/sqlserver/, "SQL Server"],
  [/^(?:custom-)?oracle/, "Oracle Database"],
  [/^db2/, "IBM Db2"],
  [/valkey/, "Valkey"],
  [/redis/, "Redis"],
  [/memcached/, "Memcached"],
  [/rabbitmq/, "RabbitMQ"],
  [/activemq/, "ActiveMQ"],
  [/docdb/, "Amazon DocumentDB"],
  [/neptune/, "Amazon Neptune"],
];
