/** A far end that a text names, with where in the text. */
export interface Address {
  readonly host: string;
  readonly port?: number;
  /** `postgresql`, `https` … as written, without `jdbc:` and the like; in lower case. */
  readonly scheme?: string;
  /**
   * How it is said: a URL, `host:port`, a keyword of a connection string (`Host=db`), or a word that is nothing but a host
   * because of where it stands.
   */
  readonly form: "url" | "pair" | "keyword" | "word";
  readonly start: number;
  readonly end: number;
}

/** Puts an address together, without fields that nobody said. */
export const address = (
  form: Address["form"],
  at: { readonly start: number; readonly end: number },
  host: string,
  port: number | undefined,
  scheme: string | undefined,
): Address => ({ host, ...(port !== undefined && { port }), ...(scheme !== undefined && { scheme }), form, start: at.start, end: at.end });

export function portOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}
