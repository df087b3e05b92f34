import type { ApiDescription, ApiOperation, ApiSecurity, ApiServer, EvidenceId, NonEmpty } from "../../model/index.ts";
import type { Says } from "../rule.ts";

/** What rules about OpenAPI descriptions ask again and again. */

/** Of what holds many times in one description, this many places are listed. */
const mostPlaces = 30;

/** One finding about a description, with the places that make it true. */
export const about = <M extends string>(
  description: ApiDescription,
  message: M,
  cause: string,
  at: NonEmpty<EvidenceId>,
  params: Readonly<Record<string, string | number>> = {},
  rest: Partial<Pick<Says<M>, "severity" | "because" | "fixes">> = {},
): Says<M> => ({
  message,
  params: { api: description.title, ...params },
  cause: `${description.file}:${cause}`,
  about: [],
  in: description.in,
  at: at.slice(0, mostPlaces) as unknown as NonEmpty<EvidenceId>,
  ...rest,
});

export const nameOf = ({ method, path }: ApiOperation): string => `${method.toUpperCase()} ${path}`;

/** The first few of many, and how many more there are. */
export function listed(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

/** What an operation wants of its callers: its own word, else the description's. */
export const securityOf = (operation: ApiOperation, { security }: ApiDescription): ApiSecurity | undefined =>
  operation.security ?? security;

/** Somebody has to say who they are: there is a requirement, and none of the alternatives is nobody. */
export const isSecured = (security: ApiSecurity | undefined): boolean =>
  security !== undefined && security.alternatives.length > 0 && security.alternatives.some((it) => it.length > 0);

/** The machine itself, or a name that only means something inside one network. */
export const isLocal = ({ host }: ApiServer): boolean =>
  host !== undefined &&
  (/^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)$/.test(host) ||
    /\.(?:localhost|local|test)$/.test(host));
export const isInternal = ({ host }: ApiServer): boolean =>
  host !== undefined && (!host.includes(".") || /\.(?:svc|svc\.cluster\.local|internal|cluster\.local|lan|intranet)$/.test(host));

export const many = <T>(list: readonly T[]): list is NonEmpty<T> => list.length > 0;
