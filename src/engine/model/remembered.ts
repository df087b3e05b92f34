/** Longer texts are seldom the same twice, and cost more to keep than to look at again. */
const longest = 500;

/**
 * A function of a text that keeps what it found: from one keystroke to the next nearly all names, images and addresses of a workspace
 * are the same. `make` depends on the text alone. Results are shared: they are readonly. Keeps between `most` and twice as many.
 */
export function remembered<T>(make: (text: string) => T, most = 4_000): (text: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  const keep = (text: string, found: T): T => {
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    // A copy: a slice would keep the whole text of its file alive.
    young.set(` ${text}`.slice(1), found);
    return found;
  };
  return (text) => {
    if (text.length > longest) return make(text);
    if (young.has(text)) return young.get(text) as T;
    return keep(text, old.has(text) ? (old.get(text) as T) : make(text));
  };
}
