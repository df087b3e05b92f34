import { rule } from "../rule.ts";

export const composePortsUnquoted = rule({
  id: "compose-ports-unquoted",
  title: "Ports with a colon stand in quotes",
  why: "Readers of YAML 1.1 take numbers below 60 with colons for a number to the base of 60: `22:22` is 1342. Whoever changes 8080 to 22 some day, or reads the file with another tool, publishes another port.",
  remedy: 'Write `"22:22"`.',
  silent:
    "Ports of the container alone, with an address, a protocol or a variable. It is off by default because today's Compose reads them as they are meant.",
  area: "reliability",
  covers: ["compose-ports-unquoted"],
  sources: ["https://docs.docker.com/reference/compose-file/services/#short-syntax-4", "https://yaml.org/type/int.html"],
  default: false,
  scope: "resource:compose-service",
  messages: {
    number: "{service} publishes {port} without quotes, which readers of YAML 1.1 take for the number {number}.",
    unquoted: "{service} publishes {port} without quotes, which some readers of YAML take for a number.",
  },
  severity: () => "note",
  *check(service) {
    const said = new Map(service.ports.filter((it) => it.plain === true).map((it) => [it.at, it.short ?? ""]));
    for (const [at, port] of said) {
      const number = sexagesimal(port);
      yield {
        message: number === undefined ? "unquoted" : "number",
        params: { service: service.name, port, number: number ?? 0 },
        cause: `${service.name}:${port}`,
        about: service.component === undefined ? [] : [service.component],
        in: service.in,
        at: [at],
        fixes: [{ title: "Put it in quotes", certain: true, steps: [{ do: "set", at, value: port, quoted: true }] }],
      };
    }
  },
  good: [
    {
      title: "In quotes, or no number for anybody",
      files: { "compose.yaml": "services:\n  git:\n    build: .\n    ports: [\"22:22\", '80:80', 127.0.0.1:53:53, 9000]\n" },
    },
  ],
  bad: [
    {
      title: "Below 60, and above",
      files: { "compose.yaml": "services:\n  git:\n    build: .\n    ports:\n      - 22:22\n      - 8080:80\n" },
      says: [
        "git publishes 22:22 without quotes, which readers of YAML 1.1 take for the number 1342.",
        "git publishes 8080:80 without quotes, which some readers of YAML take for a number.",
      ],
      fixed: { "compose.yaml": 'services:\n  git:\n    build: .\n    ports:\n      - "22:22"\n      - "8080:80"\n' },
    },
  ],
});

/** What YAML 1.1 reads: every part behind the first is below 60. */
function sexagesimal(port: string): number | undefined {
  const parts = /^[1-9]\d*(?::[0-5]?\d)+$/.test(port) ? port.split(":").map(Number) : undefined;
  return parts?.reduce((sum, part) => sum * 60 + part, 0);
}
