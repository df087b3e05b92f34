import { describe, expect, it } from "vitest";
import { shortPorts } from "./ports.ts";

const read = (text: string): string =>
  shortPorts(text, "compose.yaml#p", text)
    .map(({ target, published, hostIp, protocol }) => `${hostIp ?? "*"} ${published ?? "?"} → ${target ?? "?"}/${protocol}`)
    .join(", ");

describe("a port in the short syntax", () => {
  it.each([
    ["8080", "* ? → 8080/tcp"],
    ["8080:80", "* 8080 → 80/tcp"],
    ["127.0.0.1:8080:80", "127.0.0.1 8080 → 80/tcp"],
    ["127.0.0.1::80", "127.0.0.1 ? → 80/tcp"],
    ["[::1]:6001:6000", "::1 6001 → 6000/tcp"],
    ["::1:6001:6000", "::1 6001 → 6000/tcp"],
    ["5000:5000/udp", "* 5000 → 5000/udp"],
    ["3000-3002", "* ? → 3000/tcp, * ? → 3001/tcp, * ? → 3002/tcp"],
    ["9090-9091:8080-8081", "* 9090 → 8080/tcp, * 9091 → 8081/tcp"],
    ["8000-9000:80", "* 8000-9000 → 80/tcp"],
    ["${PORT}:80", "* ${PORT} → 80/tcp"],
    ["${PORT:-80:80}:81", "* ${PORT:-80:80} → 81/tcp"],
    ["80:${PORT}", "* 80 → ?/tcp"],
    ["99999:99999", "* 99999 → ?/tcp"],
    ["", "* ? → ?/tcp"],
  ])("%s", (text, expected) => expect(read(text)).toBe(expected));

  it("a thousand ports of one line are not a thousand facts", () => expect(shortPorts("1-65535", "a#b", "1-65535").length).toBe(64));
});
