/**
 * Pictures without a browser: Graphviz places the boxes, we draw them, resvg makes pixels of it. Import it lazily, it is two
 * megabytes of machines and a font.
 */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import resvg from "@resvg/resvg-wasm/index_bg.wasm";
import { instance } from "@viz-js/viz";
import sans from "dejavu-fonts-ttf/ttf/DejaVuSans.ttf";
import type { Flowchart } from "../../engine/index.ts";
import { openFont } from "./font.ts";
import { layOut } from "./layout.ts";
import { svgOf } from "./svg.ts";

export async function toSvg(chart: Flowchart): Promise<string> {
  const font = openFont(sans);
  return svgOf(chart, layOut(chart, await instance(), font), font);
}

/** At twice the size, so that it stays sharp on today's screens; large ones smaller, so that they fit into memory. */
export async function toPng(svg: string): Promise<Uint8Array> {
  ready ??= initWasm(resvg);
  await ready;
  const options = { font: { fontBuffers: [sans], defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" } };
  const { width, height } = new Resvg(svg, options);
  const zoom = Math.min(2, largest / Math.max(width, height));
  return new Resvg(svg, { ...options, fitTo: { mode: "zoom", value: zoom } }).render().asPng();
}
let ready: Promise<void> | undefined;

/** Pixels of the longer side. */
const largest = 8000;
