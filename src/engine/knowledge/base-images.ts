/** Which small programs images are known to lack: what a health check may want to run in them. */

interface Row {
  readonly image: RegExp;
  readonly lacks: readonly string[];
}

const official = String.raw`^(?:docker\.io\/)?(?:library\/)?`;
const row = (image: string, ...lacks: readonly string[]): Row => ({ image: new RegExp(image), lacks });

const rows: readonly Row[] = [
  row("^scratch$", "curl", "wget", "bash"),
  row(String.raw`^gcr\.io\/distroless\/(?!.*:.*debug)`, "curl", "wget", "bash"),
  row(String.raw`${official}(?:node|python|golang):[\w.-]*alpine`, "curl", "bash"),
  row(`${official}alpine(?::|@|$)`, "curl", "bash"),
  row(String.raw`${official}(?:node|python):[\w.-]*slim`, "curl", "wget"),
  row(`${official}(?:debian|ubuntu)(?::|@|$)`, "curl", "wget"),
  row(String.raw`^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime):[\w.-]*alpine`, "curl", "bash"),
  row(String.raw`^mcr\.microsoft\.com\/dotnet\/(?:aspnet|runtime):(?![\w.-]*alpine)`, "curl", "wget"),
];

/** Programs that an image is known not to contain; of images that are not known, none. */
export const lackedBy = (image: string): readonly string[] => rows.find((it) => it.image.test(image))?.lacks ?? [];
