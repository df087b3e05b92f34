/** What a name that stands where a far end is named says about itself, beyond its form. */

/** A name people give to machines: not a single letter, not a number. */
export const isName = (host: string): boolean => /^[a-z][a-z0-9_.-]*[a-z0-9]$/i.test(host);

/** `image:16` and `12:30` look like host and port; nobody listens on such a number. */
export const implausible = (port: number | undefined): boolean => port !== undefined && port < 80 && ![21, 22, 25, 53].includes(port);

/** Hosts that code and packages come from, and names of schemas: nobody's third party at run time. */
export const isCodeHost = (host: string): boolean =>
  /(?:^|\.)(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org|docker\.(?:io|com)|ghcr\.io|gcr\.io|pkg\.dev|quay\.io|mcr\.microsoft\.com|npmjs\.(?:org|com)|pypi\.org|pythonhosted\.org|rubygems\.org|crates\.io|maven\.org|debian\.org|ubuntu\.com|alpinelinux\.org|apache\.org|w3\.org|json-schema\.org|schema\.org|ietf\.org|nodejs\.org|golang\.org|proxy\.golang\.org)$/i.test(
    host,
  );

/** A public name of the component itself: `n8n.clinic.org` said by `n8n`. What many are called (`api`, `mail`) tells nothing. */
export const isSelf = (host: string, name: string): boolean =>
  host.toLowerCase().split(".")[0] === name.toLowerCase() &&
  !/^(?:api|app|www|web|auth|id|login|mail|smtp|cdn|server|service|admin)$/i.test(name);
