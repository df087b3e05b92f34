/** The language server as a process of its own. */
import { enableCompileCache } from "node:module";

// A quarter of the start is compiling: what was compiled once is taken from Node's cache. Hence the import after it.
enableCompileCache();
void import("./connect.ts").then(({ connect }) => connect());
