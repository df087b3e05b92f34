import type { Host } from "../host.ts";

/** What a command does. Its arguments come from menus, from key bindings and from other extensions: nobody's word, until looked at. */
export type Command = (host: Host, ...given: readonly unknown[]) => void | Promise<void>;
