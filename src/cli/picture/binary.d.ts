/** The build packs these into the bundle; their import is their bytes. */
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
declare module "*.ttf" {
  const bytes: Uint8Array;
  export default bytes;
}
