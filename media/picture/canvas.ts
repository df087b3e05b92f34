/**
 * The picture as pixels. It is painted shape by shape, in the colours of the screen: an image made of the SVG would need a policy that
 * lets the page load images, and it loads nothing.
 */
import type { Rect } from "../camera/camera.ts";

const sharpness = 2;
/** Browsers refuse more. */
const mostPixels = 8192;

export function painted(svg: SVGSVGElement, bounds: Rect, background: string): HTMLCanvasElement {
  const scale = Math.min(sharpness, mostPixels / Math.max(bounds.width, bounds.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(bounds.width * scale);
  canvas.height = Math.ceil(bounds.height * scale);
  const context = canvas.getContext("2d");
  const outer = svg.getScreenCTM()?.inverse();
  if (context === null || outer === undefined) return canvas;
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const shape of svg.querySelectorAll<SVGGraphicsElement>("rect, path:not(.hit), polygon, circle, ellipse, text")) {
    const matrix = shape.closest("marker, defs, .badge, .far-name") === null ? shape.getScreenCTM() : null;
    const style = getComputedStyle(shape);
    if (matrix === null || style.display === "none" || style.visibility === "hidden") continue;
    const { a, b, c, d, e, f } = outer.multiply(matrix);
    context.setTransform(scale, 0, 0, scale, -bounds.x * scale, -bounds.y * scale);
    context.transform(a, b, c, d, e, f);
    context.globalAlpha = opacityOf(shape, svg);
    if (shape instanceof SVGTextElement) write(context, shape);
    else paint(context, shape, style);
  }
  return canvas;
}

function paint(context: CanvasRenderingContext2D, shape: SVGGraphicsElement, style: CSSStyleDeclaration): void {
  const outline = outlineOf(shape);
  if (outline === undefined) return;
  if (style.fill !== "none") {
    context.fillStyle = style.fill;
    context.fill(outline);
  }
  if (style.stroke === "none") return;
  context.strokeStyle = style.stroke;
  context.lineWidth = Number.parseFloat(style.strokeWidth);
  context.lineCap = style.strokeLinecap === "round" ? "round" : "butt";
  context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map((it) => Number.parseFloat(it)));
  context.stroke(outline);
  if (shape instanceof SVGPathElement && style.markerEnd !== "none") head(context, shape, style.stroke);
}

function outlineOf(shape: SVGGraphicsElement): Path2D | undefined {
  const number = (name: string): number => Number.parseFloat(shape.getAttribute(name) ?? "0") || 0;
  const path = new Path2D();
  if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute("d") ?? "");
  if (shape instanceof SVGRectElement) path.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
  else if (shape instanceof SVGCircleElement) path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  else if (shape instanceof SVGEllipseElement) path.ellipse(number("cx"), number("cy"), number("rx"), number("ry"), 0, 0, 2 * Math.PI);
  else if (shape instanceof SVGPolygonElement) {
    for (const { x, y } of shape.points) path.lineTo(x, y);
    path.closePath();
  } else return undefined;
  return path;
}

/** The tip of an arrow, where its line ends. */
function head(context: CanvasRenderingContext2D, path: SVGPathElement, colour: string): void {
  const length = path.getTotalLength();
  const [tip, before] = [path.getPointAtLength(length), path.getPointAtLength(Math.max(0, length - 6))];
  const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
  const corner = (turn: number): readonly [number, number] => [tip.x - 8 * Math.cos(angle + turn), tip.y - 8 * Math.sin(angle + turn)];
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(...corner(0.45));
  context.lineTo(...corner(-0.45));
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}

/** Line by line, where the browser has put each. */
function write(context: CanvasRenderingContext2D, text: SVGTextElement): void {
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  for (const part of text.querySelectorAll<SVGTSpanElement>("tspan.text-inner-tspan, tspan.row:not(:has(tspan))")) {
    const words = part.textContent ?? "";
    if (words.trim() === "") continue;
    const style = getComputedStyle(part);
    const { x, y } = part.getStartPositionOfChar(0);
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.fillStyle = style.fill;
    context.fillText(words, x, y);
  }
}

function opacityOf(shape: Element, root: Element): number {
  let opacity = 1;
  for (let at: Element | null = shape; at !== null && at !== root; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
  return opacity;
}
