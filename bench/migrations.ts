// Fuzzes what leads to tables: 100,000 bitten texts of SQL, Prisma and every migration format, read and folded. Nothing may throw,
// and nothing may take a second of the processor. Ends by itself after a quarter of an hour.
//   node bench/migrations.ts [texts] [seed]
import { openEngine } from "../src/engine/engine.ts";
import { bitten, randomFrom, shapes } from "../test/bitten.ts";

const [texts = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const random = randomFrom(seed);
const all = Object.entries(shapes);
const ends = performance.now() + 900_000;
let [read, slowest, slow] = [0, 0, ""];
const engine = openEngine({ workspaceName: "fuzz" });
for (; read < texts && performance.now() < ends; read++) {
  const [path, text] = all[read % all.length] as (typeof all)[number];
  const bite = bitten(text, random);
  const before = process.cpuUsage();
  try {
    engine.update([{ path, text: bite }]);
    if (read % 50 === 0) engine.draw("data");
  } catch (error) {
    console.error(`${path}\n${bite}`);
    throw error;
  }
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  if (took > slowest) [slowest, slow] = [took, `${path}\n${bite}`];
}
console.log(JSON.stringify({ read, slowestMs: Math.round(slowest) }));
if (slowest > 1000) {
  console.error(slow);
  process.exitCode = 1;
}
