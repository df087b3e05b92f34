/** Set by the build; a run from the sources has no version. */
export const version: string | undefined = process.env["ARCHITECT_VERSION"];
