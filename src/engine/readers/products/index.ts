import type { Reader } from "../reader.ts";
import { caddyReader } from "./caddy.ts";
import { collectorsReader } from "./collectors.ts";
import { dotnetGatewaysReader } from "./dotnet-gateways.ts";
import { envoyReader } from "./envoy.ts";
import { grafanaReader } from "./grafana.ts";
import { haproxyReader } from "./haproxy.ts";
import { httpdReader } from "./httpd.ts";
import { kongReader } from "./kong.ts";
import { logShippersReader } from "./log-shippers.ts";
import { nginxReader } from "./nginx.ts";
import type { ProductConfig } from "./product-config.ts";
import { prometheusReader } from "./prometheus.ts";
import { traefikReader } from "./traefik.ts";

/** Configuration of products that a system runs: gateways, watchers, collectors. */
export const productReaders: readonly Reader<ProductConfig>[] = [
  nginxReader,
  httpdReader,
  haproxyReader,
  caddyReader,
  envoyReader,
  traefikReader,
  kongReader,
  dotnetGatewaysReader,
  prometheusReader,
  grafanaReader,
  collectorsReader,
  logShippersReader,
];
