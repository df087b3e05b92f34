import type { FromPanel } from "../src/protocol.ts";

/** What the page remembers over a reload of the window. */
export interface Memory {
  readonly legend: boolean;
  readonly outline: boolean;
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: Memory): void;
};

const api = acquireVsCodeApi();

export const send = (message: FromPanel): void => api.postMessage(message);

export const remember = (memory: Memory): void => api.setState(memory);

export function remembered(): Memory {
  const state = api.getState();
  const said = (name: string): unknown => (typeof state === "object" && state !== null ? Reflect.get(state, name) : undefined);
  const legend = said("legend");
  return { legend: typeof legend === "boolean" ? legend : window.innerWidth >= 700, outline: said("outline") === true };
}
