import DOMPurify from "dompurify";

/** Elements that fetch, link, run, or bring a document or a style of their own. */
const forbidden = [
  "a",
  "image",
  "use",
  "foreignObject",
  "iframe",
  "object",
  "embed",
  "script",
  "style",
  "animate",
  "animateTransform",
  "set",
];

/** An SVG text as an element of this page with no script, no link, no style and nothing that is fetched. */
export function cleaned(svg: string): SVGSVGElement | undefined {
  const fragment = DOMPurify.sanitize(svg, {
    USE_PROFILES: { svg: true },
    FORBID_TAGS: forbidden,
    FORBID_ATTR: ["style", "href", "xlink:href", "tabindex"],
    RETURN_DOM_FRAGMENT: true,
  });
  const root = fragment.firstElementChild;
  if (!(root instanceof SVGSVGElement)) return undefined;
  // References inside the picture (arrow heads) stay, everything that names a place elsewhere goes.
  for (const part of root.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (/url\(/i.test(value) && !/^url\(#[\w-]+\)$/.test(value)) part.removeAttribute(name);
    }
  }
  return root;
}
