import { expect, it } from "vitest";
import { shortMount } from "./mounts.ts";

it.each([
  ["data:/var/lib/mysql", "volume data → /var/lib/mysql"],
  ["data:/var/lib/mysql:ro", "volume data → /var/lib/mysql ro"],
  ["/var/lib/mysql", "volume ? → /var/lib/mysql"],
  ["./conf:/etc/nginx:ro,z", "bind ./conf → /etc/nginx ro"],
  ["../x:/x", "bind ../x → /x"],
  ["~/x:/x", "bind ~/x → /x"],
  ["/srv/data:/data", "bind /srv/data → /data"],
  ["C:\\data:/data:ro", "bind C:\\data → /data ro"],
  ["C:/data:C:\\data", "bind C:/data → C:\\data"],
  ["\\\\server\\share:/data", "bind \\\\server\\share → /data"],
  ["//./pipe/docker_engine://./pipe/docker_engine", "npipe //./pipe/docker_engine → //./pipe/docker_engine"],
  ["${DATA:-./data}:/data", "bind ${DATA:-./data} → /data"],
])("%s", (text, expected) => {
  const [mount] = shortMount(text, "compose.yaml#v");
  expect(mount && `${mount.type} ${mount.source ?? "?"} → ${mount.target}${mount.readOnly ? " ro" : ""}`).toBe(expected);
});
