/** A prompt is a document: esbuild and vitest hand its text to the code. */
declare module "*.md" {
  const text: string;
  export default text;
}
