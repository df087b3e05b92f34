import { rootNames } from "../workspace/roots.ts";

/** The part of a URI that matters here. The editor's own have it; a test needs no editor. */
export interface Address<Self> {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  with(change: { readonly path: string }): Self;
}

/** The way between the editor's URIs and the engine's paths. src/server/folders.ts is the same way seen from the other side. */
export interface Paths<U> {
  /** `undefined` = outside every folder that the server reads. A folder of the workspace itself is "" or, among several, its name. */
  pathOf(uri: U): string | undefined;
  /** `undefined` = it names no place inside a folder. */
  uriOf(path: string): U | undefined;
}

/** One folder: paths are relative to it. Several: the folder's name comes first. What is not on disk the server cannot read. */
export function pathsOf<U extends Address<U>>(folders: readonly { readonly uri: U; readonly name: string }[]): Paths<U> {
  const onDisk = folders.filter(({ uri }) => uri.scheme === "file");
  const names = rootNames(onDisk.map(({ uri, name }) => (name === "" ? lastPart(uri.path) : name.replaceAll("/", "-"))));
  const roots = onDisk.map(({ uri }, at) => ({ uri, name: names[at] ?? "", path: uri.path.replace(/\/+$/, "") }));
  const several = roots.length > 1;
  return {
    pathOf(uri) {
      // The innermost folder that holds it: folders may lie inside each other.
      let best: { readonly name: string; readonly rest: string } | undefined;
      for (const { uri: root, name, path } of roots) {
        const rest = sameMachine(root, uri) ? within(path, uri.path) : undefined;
        if (rest !== undefined && (best === undefined || rest.length < best.rest.length)) best = { name, rest };
      }
      if (best === undefined || !several) return best?.rest;
      return best.rest === "" ? best.name : `${best.name}/${best.rest}`;
    },
    uriOf(path) {
      if (!isInside(path)) return undefined;
      const root = several ? roots.find(({ name }) => path === name || path.startsWith(`${name}/`)) : roots[0];
      if (root === undefined) return undefined;
      const rest = several ? path.slice(root.name.length + 1) : path;
      return rest === "" ? root.uri : root.uri.with({ path: `${root.path}/${rest}` });
    },
  };
}

/** Whether it is a path as the engine writes them: relative, with `/`, and going nowhere but down. */
export function isInside(path: string): boolean {
  return path === "" || path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

/** A window knows one remote machine; what lies on it is `file` to us and `vscode-remote` to the window's own side. */
function sameMachine<U extends Address<U>>(root: U, uri: U): boolean {
  if (uri.scheme === "vscode-remote") return root.authority === "";
  return uri.scheme === "file" && uri.authority.toLowerCase() === root.authority.toLowerCase();
}

function within(root: string, path: string): string | undefined {
  // Windows tells neither `C:` from `c:` nor `Src` from `src`; what is left keeps the spelling it came with.
  const [a, b] = /^\/[a-z]:/i.test(root) ? [root.toLowerCase(), path.toLowerCase()] : [root, path];
  if (a === b || `${a}/` === b) return "";
  return b.startsWith(`${a}/`) ? path.slice(root.length + 1).replace(/\/+$/, "") : undefined;
}

const lastPart = (path: string): string => path.replace(/\/+$/, "").split("/").at(-1) ?? "";
