import type { Kind, Style } from "../model/index.ts";

/** The words of the model that people write in files of their own, for what reads them and says what there is. */
export const kinds: readonly Kind[] = [
  "person",
  "frontend",
  "gateway",
  "service",
  "function",
  "job",
  "database",
  "cache",
  "search",
  "storage",
  "broker",
  "config",
  "discovery",
  "identity",
  "monitoring",
  "infra",
  "external",
];
export const styles: readonly Style[] = ["call", "data", "message", "infrastructure"];
