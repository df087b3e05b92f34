import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";

/** HAProxy: the servers of its backends. */
export const haproxyReader: Reader<ProductConfig> = {
  id: "haproxy",
  title: "HAProxy configuration",
  wants: (path) => /haproxy[^/]*\.(?:cfg|conf|tmpl|template)$|\.cfg$/i.test(path),
  recognises: ({ text }) => /^(?:backend|listen)[ \t]+\S/m.test(text) && /^[ \t]+server(?:-template)?[ \t]+\S+[ \t]+\S/m.test(text),
  read,
};

const line =
  /^[ \t]*(backend|listen|frontend|server|server-template|mode)[ \t]+(\S{1,200})(?:[ \t]+([^\s#]{1,300}))?(?:[ \t]+([^\s#]{1,300}))?/gm;

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  let section = "";
  let scheme = "http";
  for (const match of text.matchAll(line)) {
    const [all, word = "", first = "", second = "", third = ""] = match;
    if (word === "mode") scheme = first === "tcp" ? "tcp" : "http";
    else if (!word.startsWith("server")) section = first;
    else {
      const start = match.index + all.length - all.trimStart().length;
      // A template says how many before it says whom.
      gathering.add(
        word === "server" ? second : third,
        `server ${first} of ${section}`,
        `${section}.${first}`,
        start,
        match.index + all.length,
        { scheme },
      );
    }
  }
  return productFacts("haproxy", path, "HAProxy", "gateway", gathering.targets);
}
