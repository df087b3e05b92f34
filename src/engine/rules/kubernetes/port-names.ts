/** What Kubernetes takes for the name of a port: at most 15 of `a-z0-9-`, a letter among them, no dash at an end and no two in a row. */
export const isPortName = (name: string): boolean => name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
