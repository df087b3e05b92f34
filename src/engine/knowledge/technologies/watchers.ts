import { type Technology, technology } from "../technology.ts";

/** Who collects, and who programs push to. */
const sink = (name: string, images: string, port: number, protocol: string, more: Partial<Technology> = {}): Technology =>
  technology(name, "monitoring", images, { protocol, port, ...more });

/** Who goes and looks by itself; programs do not call it. */
const looker = (name: string, images: string, port?: number, more: Partial<Technology> = {}): Technology =>
  technology(name, "monitoring", images, { ...(port !== undefined && { port, protocol: "http" }), people: true, ...more });

/** Metrics, logs, traces, errors. */
export const watchers: readonly Technology[] = [
  sink("Prometheus Pushgateway", "prom/pushgateway pushgateway", 9091, "http"),
  sink("Alertmanager", "prom/alertmanager alertmanager", 9093, "http", { data: ["/alertmanager"] }),
  looker("Blackbox exporter", "prom/blackbox-exporter blackbox-exporter", 9115),
  looker("Node exporter", "prom/node-exporter node-exporter", 9100),
  looker("cAdvisor", "cadvisor google/cadvisor zcube/cadvisor", 8080),
  looker(
    "Prometheus exporter",
    "oliver006/redis_exporter redis_exporter redis-exporter postgres-exporter postgres_exporter mysqld-exporter mongodb_exporter mongodb-exporter kafka-exporter kafka_exporter nginx-prometheus-exporter rabbitmq-exporter elasticsearch-exporter elasticsearch_exporter statsd-exporter memcached-exporter jmx-exporter celery-exporter nats-exporter prometheus-nats-exporter snmp-exporter",
    undefined,
  ),
  looker("Prometheus", "prom/prometheus prometheus", 9090, { data: ["/prometheus", "/opt/bitnami/prometheus/data"] }),
  looker("Grafana", "grafana/grafana grafana/grafana-oss grafana/grafana-enterprise grafana grafana-oss", 3000, {
    data: ["/var/lib/grafana"],
  }),
  sink("Grafana OTel LGTM", "grafana/otel-lgtm", 4318, "otlp", { also: { 4317: "otlp", 3000: "http" } }),
  sink("Thanos", "thanosio/thanos thanos", 10902, "http", { also: { 10901: "grpc" } }),
  sink("Grafana Mimir", "grafana/mimir", 9009, "http", { data: ["/data"] }),
  sink("Cortex", "cortexproject/cortex", 9009, "http"),
  sink(
    "VictoriaMetrics",
    "victoriametrics/victoria-metrics victoria-metrics victoriametrics/vminsert victoriametrics/vmstorage victoriametrics/vmselect",
    8428,
    "http",
    {
      data: ["/victoria-metrics-data", "/storage"],
    },
  ),
  looker("vmagent", "victoriametrics/vmagent", 8429),
  looker("vmalert", "victoriametrics/vmalert", 8880),
  sink("VictoriaLogs", "victoriametrics/victoria-logs", 9428, "http", { data: ["/victoria-logs-data"] }),
  sink("Graphite", "graphiteapp/graphite-statsd graphiteapp/docker-graphite-statsd hopsoft/graphite-statsd", 2003, "graphite", {
    also: { 8125: "statsd", 80: "http" },
    data: ["/opt/graphite/storage"],
  }),
  sink("StatsD", "statsd/statsd statsd", 8125, "statsd"),
  sink("Grafana Loki", "grafana/loki loki", 3100, "http", { data: ["/loki", "/tmp/loki"] }),
  sink("Grafana Tempo", "grafana/tempo", 3200, "http", { also: { 4317: "otlp", 4318: "otlp", 9411: "zipkin" } }),
  sink("Grafana Pyroscope", "grafana/pyroscope pyroscope/pyroscope", 4040, "http"),
  looker("Promtail", "grafana/promtail promtail", 9080),
  sink("Grafana Alloy", "grafana/alloy grafana/agent", 12345, "http", { also: { 4317: "otlp", 4318: "otlp" } }),
  sink("Jaeger agent", "jaegertracing/jaeger-agent", 6831, "jaeger", { also: { 6832: "jaeger", 5778: "http" } }),
  sink("Jaeger collector", "jaegertracing/jaeger-collector", 14268, "http", {
    also: { 14250: "grpc", 4317: "otlp", 4318: "otlp", 9411: "zipkin" },
  }),
  looker("Jaeger query", "jaegertracing/jaeger-query", 16686),
  sink("Jaeger", "jaegertracing/all-in-one jaegertracing/jaeger jaegertracing/opentelemetry-all-in-one jaeger", 4317, "otlp", {
    also: { 4318: "otlp", 14268: "http", 14250: "grpc", 6831: "jaeger", 16686: "http", 9411: "zipkin", 5778: "http" },
  }),
  sink("Zipkin", "openzipkin/zipkin openzipkin/zipkin-slim zipkin zipkin-slim", 9411, "http"),
  sink(
    "OpenTelemetry Collector",
    "opentelemetry-collector opentelemetry-collector-contrib otel/opentelemetry-collector otelcol opentelemetry-collector-releases/opentelemetry-collector-contrib",
    4317,
    "otlp",
    {
      also: { 4318: "otlp", 8888: "http", 8889: "http", 13133: "http", 9411: "zipkin" },
    },
  ),
  sink("Elastic APM", "apm-server apm/apm-server", 8200, "http"),
  sink("Logstash", "logstash logstash-oss", 5044, "beats", { also: { 5000: "tcp", 9600: "http", 12201: "gelf" } }),
  looker("Kibana", "kibana kibana-oss", 5601),
  looker("OpenSearch Dashboards", "opensearch-dashboards", 5601),
  looker("Beats", "filebeat metricbeat packetbeat beats/heartbeat auditbeat elastic-agent filebeat-oss"),
  looker("Logspout", "gliderlabs/logspout"),
  sink("Fluentd", "fluentd fluent/fluentd", 24224, "fluentd"),
  sink("Fluent Bit", "fluent/fluent-bit fluent-bit", 24224, "fluentd", { also: { 2020: "http" } }),
  sink("Vector", "timberio/vector", 8686, "http"),
  sink("Telegraf", "telegraf", 8125, "statsd", { also: { 8092: "influx", 8094: "influx", 8186: "http" } }),
  sink("Graylog", "graylog/graylog graylog2/graylog", 12201, "gelf", {
    also: { 9000: "http", 1514: "syslog" },
    data: ["/usr/share/graylog/data"],
  }),
  sink("Seq", "datalust/seq", 5341, "http", { also: { 80: "http" }, data: ["/data"] }),
  sink("syslog", "balabit/syslog-ng linuxserver/syslog-ng", 514, "syslog"),
  sink("Datadog agent", "datadog/agent datadog/docker-dd-agent agent/datadog", 8126, "http", { also: { 8125: "statsd" } }),
  sink("New Relic", "newrelic/infrastructure newrelic/infrastructure-bundle", 8001, "http"),
  sink("Sentry", "getsentry/sentry sentry/sentry", 9000, "http"),
  sink("Sentry Relay", "getsentry/relay", 3000, "http"),
  sink("GlitchTip", "glitchtip/glitchtip", 8000, "http"),
  sink("SigNoz", "signoz/query-service signoz/signoz signoz/signoz-otel-collector", 8080, "http", { also: { 4317: "otlp", 4318: "otlp" } }),
  sink("Apache SkyWalking", "apache/skywalking-oap-server", 11800, "grpc", { also: { 12800: "http" } }),
  looker("SkyWalking UI", "apache/skywalking-ui", 8080),
  sink("OpenObserve", "openobserve/openobserve zinclabs/openobserve", 5080, "http", { data: ["/data"] }),
  sink("Aspire Dashboard", "dotnet/aspire-dashboard", 18889, "otlp", { also: { 18888: "http", 18890: "otlp" } }),
  sink("PostHog", "posthog/posthog", 8000, "http"),
  looker("Netdata", "netdata/netdata", 19999),
  looker("Zabbix", "zabbix-server-pgsql zabbix-server-mysql zabbix-web-nginx-pgsql zabbix-agent zabbix-agent2", 10051),
  looker("Nagios", "jasonrivers/nagios"),
  looker("Uptime Kuma", "louislam/uptime-kuma", 3001, { data: ["/app/data"] }),
  looker("Gatus", "twinproduction/gatus twin/gatus", 8080),
  looker("Healthchecks", "healthchecks/healthchecks", 8000),
  looker("Turbine", "turbine-dashboard"),
  looker("Hystrix dashboard", "hystrix-dashboard mlabouardy/hystrix-dashboard"),
  looker("Spring Boot Admin", "spring-boot-admin slydeveloper/spring-boot-admin", 8080),
  looker("Dozzle", "amir20/dozzle", 8080),
  looker("Glances", "nicolargo/glances", 61208),
  looker("Kiali", "kiali/kiali", 20001),
];
