import { composeFile } from "../compose-file.mjs";
import { median, milliseconds, percentile, table } from "../figures.mjs";
import { openServer, prepare, servers } from "../servers.mjs";

export const title = "Keystroke to diagnostics on an 800-line compose file, one edit at a time";

/** Ours answers in milliseconds and is asked often; the peers wait on purpose before they look. */
const rounds = (server) => (server.pulls ? 300 : 12);
/** Until then V8 is still compiling what runs often: told apart, for both are what somebody feels. */
const early = 100;

export async function measure() {
  prepare();
  const rows = [];
  for (const server of servers) {
    const opened = await openServer(server, composeFile(800));
    const typing = [];
    const breaking = [];
    for (let round = 0; round < 5; round++) await opened.type(composeFile(800, { tag: `warm-${round}` }));
    for (let round = 0; round < rounds(server); round++) {
      typing.push(await opened.type(composeFile(800, { tag: `1.5.${round}` })));
      breaking.push(await opened.type(composeFile(800, { tag: `1.5.${round}"\n   - [` })));
    }
    await opened.close();
    rows.push({ name: server.name, typing, breaking });
  }
  const [ours] = rows;
  const [first, then] = [(all) => all.slice(0, early), (all) => all.slice(early)];
  table([
    ["server", `first ${early} p50`, "p95", "then p50", "p95", "broken YAML p50", "p95", "ours is faster by"],
    ...rows.map(({ name, typing, breaking }) => [
      name,
      milliseconds(median(first(typing))),
      milliseconds(percentile(first(typing), 0.95)),
      typing.length > early ? milliseconds(median(then(typing))) : "",
      typing.length > early ? milliseconds(percentile(then(typing), 0.95)) : "",
      milliseconds(median(breaking)),
      milliseconds(percentile(breaking, 0.95)),
      name === ours.name ? "" : `${(median(typing) / median(ours.typing)).toFixed(0)} ×`,
    ]),
  ]);
}
