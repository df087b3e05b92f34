import { type Address, address, portOf } from "./address.ts";
import { isHost } from "./hosts.ts";

/**
 * Connection strings that are no URLs: ADO.NET (`Server=db,1433;Database=x`), libpq (`host=db port=5432`), Go's MySQL
 * (`user:pw@tcp(db:3306)/x`), Oracle's thin driver.
 */
export function connectionStringsIn(text: string): Address[] {
  return [...oracleIn(text), ...goIn(text), ...keywordsIn(text)];
}

function oracleIn(text: string): Address[] {
  if (!/oracle:/i.test(text)) return [];
  const found: Address[] = [];
  for (const match of text.matchAll(/oracle:(?:thin|oci8?):[^\s@]*@(?:\/\/)?([\w.-]+)(?::(\d{1,5}))?/gi)) {
    const host = match[1] ?? "";
    if (isHost(host)) found.push(address("url", spanOf(match), host, portOf(match[2]), "oracle"));
  }
  for (const match of text.matchAll(/\(\s*HOST\s*=\s*([\w.-]+)\s*\)(?:\s*\(\s*PORT\s*=\s*(\d{1,5})\s*\))?/gi)) {
    const host = match[1] ?? "";
    if (isHost(host)) found.push(address("url", spanOf(match), host, portOf(match[2]), "oracle"));
  }
  return found;
}

function goIn(text: string): Address[] {
  const found: Address[] = [];
  for (const match of text.matchAll(/(?:^|@)tcp6?\(([^()\s:]+)(?::(\d{1,5}))?\)/gi)) {
    const host = match[1] ?? "";
    if (isHost(host)) found.push(address("url", spanOf(match), host, portOf(match[2]), "mysql"));
  }
  return found;
}

const keyword = /(^|[;,\s"'])(host|server|data source|datasource|hostname|addr|address|network address|hostaddr)\s*=\s*["']?([^;\s"']+)/gi;

function keywordsIn(text: string): Address[] {
  // One pair alone may be anything; a connection string has several.
  if ((text.match(/(?:^|[;\s])[a-z][a-z _]*=/gi)?.length ?? 0) < 2) return [];
  const found: Address[] = [];
  const scheme = /\b(?:initial catalog|trusted_?connection|trustservercertificate|integrated security|multipleactiveresultsets)\s*=/i.test(
    text,
  )
    ? "sqlserver"
    : /(?:^|\s)(?:dbname|sslmode)\s*=/i.test(text)
      ? "postgres"
      : undefined;
  for (const match of text.matchAll(keyword)) {
    const value = (match[3] ?? "").replace(/^(?:tcp|np|lpc|admin):/i, "").replace(/\\.*$/, "");
    const parts = value.split(",");
    // `Server=db,1433` is a port; `Host=a,b` and `Host=a:1,b:2` are several hosts.
    const second = parts.length === 2 ? portOf(parts[1]?.trim()) : undefined;
    const said = /(?:^|[;,\s])port\s*=\s*["']?(\d{1,5})/i.exec(text)?.[1];
    for (const it of second === undefined ? parts : parts.slice(0, 1)) {
      const [host = "", port] = it.trim().split(":");
      if (isHost(host)) found.push(address("keyword", spanOf(match), host, portOf(port) ?? second ?? portOf(said), scheme));
    }
  }
  return found;
}

const spanOf = (match: RegExpExecArray): { start: number; end: number } => ({ start: match.index, end: match.index + match[0].length });
