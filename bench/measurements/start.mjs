import { composeFile } from "../compose-file.mjs";
import { median, milliseconds, table } from "../figures.mjs";
import { openServer, prepare, servers } from "../servers.mjs";

export const title = "Start of the language servers: from nothing to the diagnostics of an 800-line compose file (median of 7)";

export async function measure() {
  prepare();
  const text = composeFile(800);
  const rows = [];
  for (const server of servers) {
    const runs = [];
    for (let run = 0; run < 7; run++) {
      const opened = await openServer(server, text);
      runs.push(opened);
      await opened.close();
    }
    rows.push({ name: server.name, initialized: median(runs.map((it) => it.initialized)), ready: median(runs.map((it) => it.ready)) });
  }
  const [ours] = rows;
  table([
    ["server", "initialize answered", "diagnostics there", "ours is faster by"],
    ...rows.map((it) => [
      it.name,
      milliseconds(it.initialized),
      milliseconds(it.ready),
      it === ours ? "" : `${(it.ready / ours.ready).toFixed(1)} ×`,
    ]),
  ]);
}
