// A compose file as a mid-sized team has one: services with images, addresses of each other, ports, health checks and volumes.

/**
 * @param {number} lines about how many
 * @param {{ tag?: string; team?: string }} [vary] what is typed: the tag of the image in the middle; whose services these are
 */
export function composeFile(lines, { tag = "1.4.2", team = "service" } = {}) {
  const each = 20;
  const count = Math.max(1, Math.round((lines - 8) / each));
  const out = ["services:"];
  for (let at = 0; at < count; at++) out.push(...service(at, count, at === count >> 1 ? tag : "1.4.2", team));
  out.push("networks:", "  backend:", "    driver: bridge", "volumes:", "  data:");
  return `${out.join("\n")}\n`;
}

function service(at, count, tag, team) {
  const next = (at + 1) % count;
  return [
    `  ${team}-${at}:`,
    // Every fifth is a store that is not kept: the rules have something to say, as they do on real files.
    at % 5 === 0 ? `    image: postgres:${tag}` : `    image: registry.example.com/shop/${team}-${at}:${tag}`,
    "    restart: unless-stopped",
    "    environment:",
    "      LOG_LEVEL: info",
    `      NEXT_URL: http://${team}-${next}:${8000 + next}/api`,
    `      DATABASE_URL: postgres://${team}-${(at + 7) % count}:5432/shop`,
    `      CACHE_URL: redis://${team}-${(at + 3) % count}:6379/0`,
    "    ports:",
    `      - "${9000 + at}:${8000 + at}"`,
    "    depends_on:",
    `      ${team}-${(at + 7) % count}:`,
    "        condition: service_started",
    "    healthcheck:",
    `      test: ["CMD", "curl", "-f", "http://localhost:${8000 + at}/health"]`,
    "      interval: 10s",
    "    volumes:",
    "      - data:/var/lib/data",
    "    networks:",
    "      - backend",
  ];
}
