import { type Sink, sink } from "./sink.ts";

/** Where a service says under which name others find it: what is said there is its own name, nobody's address. */
const own = sink("name", { style: "infrastructure", does: "registers", protocol: "http", words: true });

export const registrationSinks: readonly Sink[] = [
  own("go", "AgentServiceRegistration", "Name", { needs: /hashicorp\/consul\/api/ }),
  own("javascript", "register", "name", { needs: /^consul$/ }),
  own("python", "register", "0 name", { needs: /^consul/ }),
  own("csharp", "AgentServiceRegistration", "Name", { needs: /^Consul/ }),
];
