import type { Numbers } from "./numbers.ts";

/** What one instance of an ordinary service bears, in requests a second; experience, to be measured before it is believed. */
const bears = 300;
/** Of that, what may be used: the rest is for the deployment and the bad minute. */
const share = 0.6;

/** A thing that costs money, per month. */
export interface CostLine {
  readonly what: string;
  /** EUR, from list prices of small providers and of large ones. */
  readonly from: number;
  readonly to: number;
}

/** The smallest standard shape that meets some numbers. */
export interface Shape {
  readonly name: "one machine" | "two of everything" | "spread out";
  /** "one deployable and one PostgreSQL on one machine" */
  readonly summary: string;
  readonly because: string;
  readonly files: Readonly<Record<string, string>>;
  readonly costs: readonly CostLine[];
  /** Days of a person's month, in words. */
  readonly attention: string;
  readonly notYet: readonly string[];
  /** What would make it the next larger shape. */
  readonly revisit: string;
}

export function shapeFor(numbers: Numbers): Shape {
  const { peak, availability, gigabytes } = numbers;
  if (peak <= bears * share && availability < 99.9 && gigabytes <= 500) return oneMachine(numbers);
  return peak <= 2000 && availability < 99.99 && gigabytes <= 2000 ? twoOfEverything(numbers) : spreadOut(numbers);
}

/** Instances needed: the peak over what one may be asked for, and one for the one that fails. */
const instancesFor = (peak: number): number => Math.max(2, Math.ceil(peak / (bears * share)) + 1);

const oneMachine = (numbers: Numbers): Shape => ({
  name: "one machine",
  summary: "one deployable with clear modules and one PostgreSQL, on one machine",
  because: `a peak of ${numbers.peak} requests a second is within what one instance of an ordinary service bears (about ${bears} by experience: measure yours), ${numbers.gigabytes} GB within one disk, and one machine's outages within ${numbers.availability} %`,
  files: { "compose.yaml": composeOf({ instances: 1 }), "gateway/Caddyfile": caddyfile },
  costs: [
    { what: "one machine with 4 to 8 GB of memory", from: 8, to: 60 },
    { what: "backups kept elsewhere", from: 1, to: 10 },
  ],
  attention: "half a day a month: updates, and a restore that is practised twice a year",
  notYet: [
    "A second service: not before a second team, or a part with ten times the load of the rest.",
    "A broker, a cache: not before work that a request must not wait for, or a measured read that an index does not help.",
    "Kubernetes: not before a second machine is needed.",
  ],
  revisit: `more than about ${Math.round(bears * share)} requests a second at the busiest, or a promise of 99.9 %`,
});

const twoOfEverything = (numbers: Numbers): Shape => {
  const instances = instancesFor(numbers.peak);
  return {
    name: "two of everything",
    summary: `one deployable that runs ${instances} times behind a gateway, and one PostgreSQL with a standby that somebody else keeps up`,
    because: `the peak of ${numbers.peak} requests a second needs ${instances} instances (each may be asked for ${Math.round(bears * share)} by experience, and one may fail), and ${numbers.availability} % does not forgive a lone machine`,
    files: { "compose.yaml": composeOf({ instances }), "gateway/Caddyfile": caddyfile },
    costs: [
      { what: `${instances} instances on two machines or a platform`, from: 15 * instances, to: 50 * instances },
      { what: "a balancer", from: 5, to: 25 },
      { what: "a managed PostgreSQL with a standby", from: 60, to: 300 },
      { what: "backups, logs and metrics", from: 10, to: 80 },
    ],
    attention: "a day a month, and somebody who answers at night",
    notYet: [
      "Microservices: not before about eight people or a part whose load really differs; modules first.",
      "Read replicas: not before explained, indexed reads take more than half of the primary.",
      "Kubernetes: a platform that takes images does the same until there are several teams.",
    ],
    revisit: "more than about 2000 requests a second at the busiest, a second team, or a promise of 99.99 %",
  };
};

const spreadOut = (numbers: Numbers): Shape => {
  const instances = Math.min(40, instancesFor(numbers.peak));
  return {
    name: "spread out",
    summary: `one deployable that runs ${instances} times, a worker beside it, PostgreSQL with a standby and a read replica, and a shared cache`,
    because: `${numbers.peak} requests a second, ${numbers.gigabytes} GB and ${numbers.availability} % are beyond what two machines bear: what may wait goes to a worker, what is asked again and again to a cache`,
    files: { "compose.yaml": composeOf({ instances, large: true }), "gateway/Caddyfile": caddyfile },
    costs: [
      { what: `${instances} instances and two workers, over two zones`, from: 20 * (instances + 2), to: 70 * (instances + 2) },
      { what: "balancers and a CDN", from: 40, to: 400 },
      { what: "a managed PostgreSQL with a standby and a replica", from: 400, to: 2500 },
      { what: "a managed cache with a standby", from: 60, to: 400 },
      { what: "backups, logs, metrics and traces", from: 100, to: 900 },
    ],
    attention: "two to three days a month, and a rotation of at least four people on call",
    notYet: [
      "Sharding: not below about a terabyte or ten thousand writes a second on the largest sensible machine.",
      `Services of their own: one per team at most${numbers.teams > 1 ? `, so ${numbers.teams} here, each with tables of its own` : ""}.`,
      "Kafka: not before a third reader of the same facts. A table of jobs carries the worker until then.",
    ],
    revisit: "what a load test of this shape shows; no number above was measured here",
  };
};

const caddyfile = `{$DOMAIN:localhost} {
  reverse_proxy api:8080
}
`;

/** As one would begin: pinned, limited, checked, restarted; nothing published but the gateway. */
function composeOf({ instances, large = false }: { readonly instances: number; readonly large?: boolean }): string {
  const cacheUrl = large ? "\n      REDIS_URL: redis://cache:6379/0" : "";
  const cacheReady = large ? "\n      cache:\n        condition: service_healthy" : "";
  const twins = instances > 1 ? `\n      replicas: ${instances}` : "";
  const program = (name: string, replicas: string, memory: string): string => `  ${name}:
    image: \${REGISTRY:?}/app:\${VERSION:?}${name === "api" ? "" : '\n    command: ["worker"]'}
    restart: unless-stopped
    environment:
      DATABASE_URL: postgres://app:\${DB_PASSWORD:?}@db:5432/app${cacheUrl}${name === "api" ? '\n    expose: ["8080"]' : ""}
    depends_on:
      db:
        condition: service_healthy${cacheReady}
    healthcheck:
      test: ["CMD", "/app/health"]
      interval: 10s
      timeout: 3s
      retries: 3
    deploy:${replicas}
      resources:
        limits: { cpus: "1", memory: ${memory} }
`;
  return `services:
  gateway:
    image: caddy:2.10.2-alpine
    restart: unless-stopped
    ports: ["0.0.0.0:80:80", "0.0.0.0:443:443"]
    volumes:
      - ./gateway/Caddyfile:/etc/caddy/Caddyfile:ro
      - certificates:/data
    depends_on:
      api:
        condition: service_healthy
    healthcheck:
      test: ["CMD", "wget", "-q", "--spider", "http://127.0.0.1:2019/config/"]
      interval: 10s
      timeout: 3s
      retries: 3
    deploy:
      resources:
        limits: { cpus: "0.5", memory: 128M }

${program("api", twins, "512M")}
${large ? `${program("worker", "\n      replicas: 2", "512M")}\n` : ""}  db:
    image: postgres:17.6-alpine
    restart: unless-stopped
    environment:
      POSTGRES_USER: app
      POSTGRES_DB: app
      POSTGRES_PASSWORD: \${DB_PASSWORD:?}
    volumes: ["db-data:/var/lib/postgresql/data"]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U app"]
      interval: 5s
      timeout: 3s
      retries: 10
    deploy:
      resources:
        limits: { cpus: "2", memory: 2G }
${
  large
    ? `
  cache:
    image: redis:8.2.1-alpine
    restart: unless-stopped
    command: ["redis-server", "--save", "", "--appendonly", "no", "--maxmemory", "400mb", "--maxmemory-policy", "allkeys-lru"]
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 5s
      timeout: 3s
      retries: 5
    deploy:
      resources:
        limits: { cpus: "1", memory: 512M }
`
    : ""
}
volumes:
  certificates:
  db-data:
`;
}
