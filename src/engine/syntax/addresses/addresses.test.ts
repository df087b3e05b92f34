import { describe, expect, it } from "vitest";
import { addressesIn, hostWordsIn } from "./addresses.ts";

const read = (text: string): string =>
  addressesIn(text)
    .map(({ host, port, scheme }) => `${scheme === undefined ? "" : `${scheme} `}${host}${port === undefined ? "" : `:${port}`}`)
    .join(", ");

const cases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  URLs: {
    "http://api:8080/v1?x=http": "http api:8080",
    "https://api.stripe.com": "https api.stripe.com",
    "postgres://user:pa:ss@db:5432/clinic?sslmode=disable": "postgres db:5432",
    "redis://:p%40ss@cache:6379/0": "redis cache:6379",
    "redis://:p@ss@cache/0": "redis cache",
    "postgres://u:pa/ss@db:5432/x": "postgres db:5432",
    "postgres://u:pa#s?s@db/x": "postgres db",
    "postgres://u:123/x@db:5432/n": "postgres db:5432",
    "https://medium.com/@someone": "https medium.com",
    "amqp://guest:guest@rabbitmq": "amqp rabbitmq",
    "amqp://u:p@r1:5672,amqp://u:p@r2:5672": "amqp r1:5672, amqp r2:5672",
    "nats://a:4222,nats://b:4222": "nats a:4222, nats b:4222",
    "postgresql+asyncpg://u:p@db/x": "postgresql+asyncpg db",
    "http://[::1]:8080/": "http ::1:8080",
    "failover:(tcp://mq1:61616,tcp://mq2:61616)": "tcp mq1:61616, tcp mq2:61616",
    'curl -sf "http://api:8080/health" || exit 1': "http api:8080",
    "dns:///users:50051": "dns users:50051",
    "lb://billing": "lb billing",
    '{"spring":{"datasource":{"url":"jdbc:postgresql://db:5432/x"}}}': "postgresql db:5432",
  },
  "several hosts in one URL": {
    "mongodb://u:p@m1:27017,m2:27017,m3/app?replicaSet=rs0": "mongodb m1:27017, mongodb m2:27017, mongodb m3",
    "mongodb+srv://u:p@cluster0.abcde.mongodb.net/x": "mongodb+srv cluster0.abcde.mongodb.net",
    "PLAINTEXT://kafka:9092,EXTERNAL://localhost:29092": "plaintext kafka:9092, external localhost:29092",
    "jdbc:mysql:loadbalance://a:3306,b:3306/db": "mysql a:3306, mysql b:3306",
  },
  JDBC: {
    "jdbc:postgresql://db:5432/x": "postgresql db:5432",
    "jdbc:sqlserver://sql:1433;databaseName=x;encrypt=false": "sqlserver sql:1433",
    "jdbc:oracle:thin:@//ora:1521/XEPDB1": "oracle ora:1521",
    "jdbc:oracle:thin:scott/tiger@ora:1521:XE": "oracle ora:1521",
    "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=ora)(PORT=1522))(CONNECT_DATA=(SID=x)))": "oracle ora:1522",
    "jdbc:clickhouse:http://ch:8123/x": "clickhouse ch:8123",
    "jdbc:h2:mem:testdb": "",
    "r2dbc:postgresql://db/x": "postgresql db",
  },
  "connection strings": {
    "Server=db,1433;Database=Orders;User Id=sa;Password=x;TrustServerCertificate=True": "sqlserver db:1433",
    "Server=tcp:sql.data,1433;Initial Catalog=x": "sqlserver sql.data:1433",
    "Data Source=sql\\EXPRESS;Initial Catalog=x": "sqlserver sql",
    "Host=db;Port=5432;Username=x;Password=y": "db:5432",
    "Host=db:5433;Database=x": "db:5433",
    "host=db port=5432 dbname=x user=u password=p": "postgres db:5432",
    "root:pw@tcp(db:3306)/orders?parseTime=true": "mysql db:3306",
    "basketdata:6379,password=x,abortConnect=false": "basketdata:6379",
    "host=rabbit;username=guest": "rabbit",
  },
  "host and port": {
    "kafka1:9092,kafka2:9092": "kafka1:9092, kafka2:9092",
    "1@kafka1:9093,2@kafka2:9093": "kafka1:9093, kafka2:9093",
    "server.1=zoo1:2888:3888;2181 server.2=zoo2:2888:3888;2181": "zoo1:2888, zoo2:2888",
    "zookeeper:2181/kafka": "zookeeper:2181",
    "tcp://db:5432": "tcp db:5432",
    "etcd1=http://etcd1:2380,etcd2=http://etcd2:2380": "http etcd1:2380, http etcd2:2380",
  },
  "no address": {
    "unix:///var/run/docker.sock": "",
    "file:///etc/app.yaml": "",
    "sqlite:///data/app.db": "",
    "s3://bucket/path": "",
    "PLAINTEXT:PLAINTEXT,INTERNAL:SASL": "",
    "me@example.org": "",
    "1.2.3": "",
    "12:30": "",
    "http://${HOST}:8080": "",
    "./data:/data": "",
    orders: "",
    "user:99999": "",
    "postgres://": "",
  },
};

for (const [title, examples] of Object.entries(cases)) {
  describe(title, () => {
    it.each(Object.entries(examples))("%s → %s", (text, expected) => expect(read(text)).toBe(expected));
  });
}

describe("a word that stands where hosts are expected", () => {
  it.each([
    ["db", "db"],
    ["es01, es02", "es01 es02"],
    ["db:5432", "db:5432"],
    ["some words, and: more", ""],
    ["/var/lib", ""],
    ["16", ""],
  ])("%s → %s", (text, expected) =>
    expect(
      hostWordsIn(text)
        .map(({ host, port }) => (port === undefined ? host : `${host}:${port}`))
        .join(" "),
    ).toBe(expected),
  );
});

it("stays fast on hostile text", () => {
  const started = performance.now();
  for (const text of ["a:".repeat(9000), `http://${"a,".repeat(9000)}`, `${"x@".repeat(9000)}`, "host=".repeat(3500), "://".repeat(6000)])
    addressesIn(text);
  expect(performance.now() - started).toBeLessThan(300);
});
