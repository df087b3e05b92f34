import type { DockerInstruction } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about, shippedInstructions } from "./stages.ts";

export const dockerExposeSsh = rule({
  id: "docker-expose-ssh",
  title: "Nobody logs into a container over the network",
  why: "A remote login in an image brings keys and a second process to look after, and a door that is open wherever the image runs. What is changed through it is gone with the container.",
  remedy: "Leave the server out; `docker exec` and `kubectl exec` log in through the platform's own door.",
  silent: "Other ports, and stages that are not shipped.",
  area: "security",
  covers: ["docker-expose-ssh"],
  sources: ["https://docs.docker.com/reference/cli/docker/container/exec/", "https://cwe.mitre.org/data/definitions/749.html"],
  default: true,
  scope: "resource:dockerfile",
  messages: { exposed: "{file} exposes port {port} ({protocol}): a remote login into the container." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(file) {
    for (const instruction of shippedInstructions(file))
      for (const port of loginsIn(instruction))
        yield about(file, {
          message: "exposed",
          params: { port, protocol: logins[port] ?? "" },
          cause: String(port),
          at: [instruction.at],
        });
  },
  good: [
    {
      title: "The port of the service",
      files: { Dockerfile: 'FROM nginx:1.29\nEXPOSE 80 2222 22/udp\nUSER nginx\nCMD ["nginx", "-g", "daemon off;"]\n' },
    },
  ],
  bad: [
    {
      title: "SSH beside the service",
      files: { Dockerfile: 'FROM nginx:1.29\nEXPOSE 80 22/tcp\nUSER nginx\nCMD ["nginx", "-g", "daemon off;"]\n' },
      says: ["Dockerfile exposes port 22 (SSH): a remote login into the container."],
    },
  ],
});

const logins: Readonly<Record<number, string>> = { 22: "SSH", 23: "Telnet", 3389: "RDP", 5800: "VNC", 5900: "VNC" };

function loginsIn({ name, text }: DockerInstruction): readonly number[] {
  if (name !== "EXPOSE") return [];
  const ranges = text.split(/\s+/).flatMap((word) => {
    const [, from, to] = /^["']?(\d{1,5})(?:-(\d{1,5}))?(?:\/tcp)?["']?$/i.exec(word) ?? [];
    return from === undefined ? [] : [[Number(from), Number(to ?? from)] as const];
  });
  return Object.keys(logins)
    .map(Number)
    .filter((port) => ranges.some(([from, to]) => from <= port && port <= to));
}
