import { describe, expect, test } from "vitest";
import { foldersOf } from "../server/folders.ts";
import { type Address, isInside, pathsOf } from "./paths.ts";

/** What of a URI matters here, written like one. */
interface Uri extends Address<Uri> {
  readonly text: string;
}
function uri(text: string): Uri {
  const [, scheme = "", authority = "", path = ""] = /^([a-z-]+):\/\/([^/]*)(\/.*)$/.exec(text) ?? [];
  const make = (it: string): Uri => ({
    scheme,
    authority,
    path: it,
    text: `${scheme}://${authority}${it}`,
    with: (change) => make(change.path),
  });
  return make(path);
}
const folder = (text: string, name = "") => ({ uri: uri(text), name });

describe("one folder", () => {
  const paths = pathsOf([folder("file:///home/ada/shop", "shop")]);

  test("a path is relative to it, both ways", () => {
    expect(paths.pathOf(uri("file:///home/ada/shop/deploy/compose.yaml"))).toBe("deploy/compose.yaml");
    expect(paths.uriOf("deploy/compose.yaml")?.text).toBe("file:///home/ada/shop/deploy/compose.yaml");
  });
  test("the folder itself is the empty path", () => {
    expect(paths.pathOf(uri("file:///home/ada/shop"))).toBe("");
    expect(paths.pathOf(uri("file:///home/ada/shop/"))).toBe("");
    expect(paths.uriOf("")?.text).toBe("file:///home/ada/shop");
  });
  test("a folder that is clicked has no slash at its end", () => {
    expect(paths.pathOf(uri("file:///home/ada/shop/deploy/"))).toBe("deploy");
  });
  test("what lies beside it, or is no file, has no path", () => {
    expect(paths.pathOf(uri("file:///home/ada/shop-2/compose.yaml"))).toBeUndefined();
    expect(paths.pathOf(uri("untitled:///home/ada/shop/compose.yaml"))).toBeUndefined();
    expect(paths.pathOf(uri("git:///home/ada/shop/compose.yaml"))).toBeUndefined();
    expect(paths.pathOf(uri("file://server/home/ada/shop/compose.yaml"))).toBeUndefined();
  });
  test("the window's own side calls the same file by its remote name", () => {
    expect(paths.pathOf(uri("vscode-remote://ssh-remote+box/home/ada/shop/compose.yaml"))).toBe("compose.yaml");
  });
  test("a path that leads out of it has no address", () => {
    for (const path of ["../secrets", "a/../../b", "/etc/passwd", "a//b", "./a"]) expect(paths.uriOf(path)).toBeUndefined();
  });
  test("the root of the disk may be the folder", () => {
    const root = pathsOf([folder("file:///", "disk")]);
    expect(root.pathOf(uri("file:///compose.yaml"))).toBe("compose.yaml");
    expect(root.uriOf("compose.yaml")?.text).toBe("file:///compose.yaml");
  });
});

describe("on Windows", () => {
  const paths = pathsOf([folder("file:///c:/Users/Ada/Shop", "Shop")]);

  test("neither the drive's letter nor the case of a folder tells two files apart, and names keep their case", () => {
    expect(paths.pathOf(uri("file:///C:/users/ada/shop/Deploy/Compose.yaml"))).toBe("Deploy/Compose.yaml");
    expect(paths.uriOf("Deploy/Compose.yaml")?.text).toBe("file:///c:/Users/Ada/Shop/Deploy/Compose.yaml");
  });
  test("a share is a machine's", () => {
    const share = pathsOf([folder("file://Build/work/shop", "shop")]);
    expect(share.pathOf(uri("file://build/work/shop/compose.yaml"))).toBe("compose.yaml");
    expect(share.uriOf("compose.yaml")?.text).toBe("file://Build/work/shop/compose.yaml");
  });
});

describe("several folders", () => {
  const paths = pathsOf([folder("file:///w/api", "api"), folder("file:///v/api", "api"), folder("file:///w/api/tools", "tools")]);

  test("the first part is the folder's name, and a second one of that name is told apart", () => {
    expect(paths.pathOf(uri("file:///v/api/compose.yaml"))).toBe("api-2/compose.yaml");
    expect(paths.uriOf("api-2/compose.yaml")?.text).toBe("file:///v/api/compose.yaml");
    expect(paths.uriOf("api")?.text).toBe("file:///w/api");
    expect(paths.uriOf("nobody/compose.yaml")).toBeUndefined();
  });
  test("a file in folders that lie in each other belongs to the inner one", () => {
    expect(paths.pathOf(uri("file:///w/api/tools/compose.yaml"))).toBe("tools/compose.yaml");
  });
  test("a folder that is not on disk is not counted: the server does not read it", () => {
    const mixed = pathsOf([folder("vscode-vfs://github/o/shop", "shop"), folder("file:///w/shop", "shop")]);
    expect(mixed.pathOf(uri("file:///w/shop/compose.yaml"))).toBe("compose.yaml");
  });
});

test.skipIf(process.platform === "win32")("extension and server call every file by the same path", () => {
  const workspaces = [
    [folder("file:///w/shop", "shop")],
    [folder("file:///w/shop", "")],
    [folder("file:///w/a/api", "api"), folder("file:///w/b/api", "api"), folder("file:///w/a/api/inner", "x/y")],
    [folder("file:///w/a", ""), folder("vscode-vfs://github/o/b", "b"), folder("file:///w/b", "b")],
    [folder("vscode-vfs://github/o/b", "b"), folder("file:///w/b", "b")],
  ];
  const files = [
    "/w/shop/a.yaml",
    "/w/a/api/c.yaml",
    "/w/b/api/d/e.yaml",
    "/w/a/api/inner/f.yaml",
    "/w/a/g.yaml",
    "/w/b/h.yaml",
    "/w/b",
    "/z.yaml",
  ];
  for (const folders of workspaces) {
    const [here, there] = [pathsOf(folders), foldersOf(folders.map((it) => ({ uri: it.uri.text, name: it.name })))];
    for (const file of files) {
      const path = there.pathOf(`file://${file}`);
      expect(here.pathOf(uri(`file://${file}`))).toBe(path);
      if (path !== undefined) expect(here.uriOf(path)?.text).toBe(there.uriOf(path).replace(/\/$/, ""));
    }
  }
});

test("an engine's path goes nowhere but down", () => {
  expect(["", "a", "a/b.yaml", ".env", "..a/b"].every(isInside)).toBe(true);
  expect(["..", "a/..", "/a", "a/", "a//b", "."].some(isInside)).toBe(false);
});
