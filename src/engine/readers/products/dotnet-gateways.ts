import { baseName } from "../../syntax/paths.ts";
import { asNumber, get } from "../../syntax/yaml/walk.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";
import { leavesOf, parseJson } from "./trees.ts";

/** Gateways written in .NET, in their JSON: Ocelot's routes, the clusters of YARP. */
export const dotnetGatewaysReader: Reader<ProductConfig> = {
  id: "dotnet-gateways",
  title: "Ocelot and YARP",
  wants: (path) =>
    /^(?:ocelot|appsettings|yarp|configuration|routes|reverseproxy)[\w.-]*\.json$/i.test(baseName(path)) && !/\/(?:bin|obj)\//.test(path),
  recognises: ({ text }) =>
    text.includes("DownstreamHostAndPorts") ||
    text.includes("DownstreamPathTemplate") ||
    text.includes("ServiceDiscoveryProvider") ||
    (text.includes('"Clusters"') && text.includes('"Destinations"')),
  read,
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  let technology = "YARP";
  for (const { path: way, text: said, start, end, holder } of leavesOf(parseJson(text))) {
    if (way.includes("DownstreamHostAndPorts") && way.at(-1) === "Host") {
      technology = "Ocelot";
      const port = asNumber(get(holder, "Port"));
      gathering.add(
        port === undefined ? said : `${said}:${port}`,
        "downstream of a route",
        `${way.slice(0, 2).join(".")}.${said}`,
        start,
        end,
        { scheme: "http" },
      );
    } else if (way.at(-1) === "ServiceName" && /^(?:Re)?Routes$/.test(way[0] ?? "")) {
      technology = "Ocelot";
      gathering.add(said, "service of a route", `${way[0]}.service.${said}`, start, end, { scheme: "http" });
    } else if (way.at(-2) === "ServiceDiscoveryProvider" && way.at(-1) === "Host") {
      technology = "Ocelot";
      const port = asNumber(get(holder, "Port"));
      gathering.add(port === undefined ? said : `${said}:${port}`, "service discovery", "discovery.Host", start, end, {
        style: "infrastructure",
      });
    } else if (way.includes("DownstreamHostAndPorts") || way.at(-1) !== "Address" || !way.includes("Destinations")) continue;
    else
      gathering.add(said, `destination of ${way[way.indexOf("Clusters") + 1] ?? ""}`, way.join("."), start, end, {
        scheme: "http",
        words: false,
      });
  }
  return productFacts("dotnet-gateways", path, technology, "gateway", gathering.targets);
}
