/**
 * A text as it is: characters that one does not see, and that turn the direction of what follows, are left out, so that
 * "exe.png" is never shown as "gnp.exe". Right-to-left scripts need none of them.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, (it) =>
    it === "\n" ? it : it === "\t" ? " " : "",
  );
