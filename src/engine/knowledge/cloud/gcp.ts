import { box, type CloudResource, calls, consumes, partOf, publishes, wires } from "./resource.ts";

const template = "template.containers.";
const knative = "template.spec.containers.";

/** Google Cloud as Terraform's provider calls it. */
export const gcp: Readonly<Record<string, CloudResource>> = {
  google_sql_database_instance: box("database", "Cloud SQL", "name", { engine: "database_version", partOf: ["master_instance_name"] }),
  google_sql_database: partOf("instance"),
  google_sql_user: partOf("instance"),
  google_alloydb_cluster: box("database", "AlloyDB", "cluster_id"),
  google_alloydb_instance: partOf("cluster"),
  google_spanner_instance: box("database", "Cloud Spanner", "name"),
  google_spanner_database: partOf("instance"),
  google_bigtable_instance: box("database", "Cloud Bigtable", "name"),
  google_bigtable_table: partOf("instance_name"),
  google_firestore_database: box("database", "Firestore", "name"),
  google_bigquery_dataset: box("database", "BigQuery", "dataset_id"),
  google_bigquery_table: partOf("dataset_id"),
  google_redis_instance: box("cache", "Redis", "name", { version: "redis_version" }),
  google_redis_cluster: box("cache", "Redis", "name"),
  google_memorystore_instance: box("cache", "Valkey", "instance_id"),
  google_memcache_instance: box("cache", "Memcached", "name"),
  google_storage_bucket: box("storage", "Cloud Storage", "name"),
  google_storage_bucket_object: partOf("bucket"),
  google_storage_notification: wires(publishes("bucket", "topic")),
  google_filestore_instance: box("storage", "Filestore", "name"),

  google_pubsub_topic: box("broker", "Google Pub/Sub", "name"),
  google_pubsub_subscription: {
    partOf: ["topic"],
    wires: [
      consumes("push_config.push_endpoint", "topic"),
      { from: "topic", to: "bigquery_config.table", style: "data", does: "writes" },
      { from: "topic", to: "cloud_storage_config.bucket", style: "data", does: "writes" },
      publishes("topic", "dead_letter_policy.dead_letter_topic"),
    ],
  },
  google_managed_kafka_cluster: box("broker", "Apache Kafka", "cluster_id"),
  google_cloud_tasks_queue: box("broker", "Cloud Tasks", "name"),
  google_eventarc_trigger: wires(
    consumes("destination.cloud_run_service.service", "transport.pubsub.topic"),
    publishes("matching_criteria.value", "destination.cloud_run_service.service"),
  ),
  google_cloud_scheduler_job: box("job", "Cloud Scheduler", "name", {
    wires: [calls(undefined, "http_target.uri"), publishes(undefined, "pubsub_target.topic_name")],
  }),

  google_cloud_run_service: box("service", "Cloud Run", "name", {
    code: { environment: [`${knative}env`], image: [`${knative}image`], identity: ["template.spec.service_account_name"] },
  }),
  google_cloud_run_v2_service: box("service", "Cloud Run", "name", {
    code: { environment: [`${template}env`], image: [`${template}image`], identity: ["template.service_account"] },
    wires: [{ to: "template.volumes.cloud_sql_instance.instances", style: "data", does: "calls" }],
  }),
  google_cloud_run_v2_job: box("job", "Cloud Run", "name", {
    code: {
      environment: ["template.template.containers.env"],
      image: ["template.template.containers.image"],
      identity: ["template.template.service_account"],
    },
    wires: [{ to: "template.template.volumes.cloud_sql_instance.instances", style: "data", does: "calls" }],
  }),
  google_cloudfunctions_function: box("function", "Cloud Functions", "name", {
    code: { environment: ["environment_variables"], folder: ["source_archive_object"], identity: ["service_account_email"] },
    wires: [consumes(undefined, "event_trigger.resource")],
  }),
  google_cloudfunctions2_function: box("function", "Cloud Functions", "name", {
    code: {
      environment: ["service_config.environment_variables"],
      folder: ["build_config.source.storage_source.object"],
      identity: ["service_config.service_account_email"],
    },
    wires: [consumes(undefined, "event_trigger.pubsub_topic"), consumes(undefined, "event_trigger.event_filters.value")],
  }),
  google_app_engine_standard_app_version: box("service", "App Engine", "service", { code: { environment: ["env_variables"] } }),
  google_app_engine_flexible_app_version: box("service", "App Engine", "service", { code: { environment: ["env_variables"] } }),
  google_compute_instance: box("service", "Compute Engine", "name", {
    code: { environment: ["metadata_startup_script", "metadata"], identity: ["service_account.email"] },
  }),
  google_container_cluster: box("infra", "Google Kubernetes Engine", "name"),
  google_workflows_workflow: box("service", "Google Workflows", "name", { wires: [calls(undefined, "source_contents")] }),

  google_compute_backend_service: { pool: true, wires: [], joins: [{ pool: "id", member: "backend.group" }] },
  google_compute_region_network_endpoint_group: partOf("cloud_run.service", "cloud_function.function"),
  google_compute_url_map: box("gateway", "Cloud Load Balancing", "name", {
    wires: [
      calls(undefined, "default_service"),
      calls(undefined, "path_matcher.default_service"),
      calls(undefined, "path_matcher.path_rule.service"),
    ],
  }),
  google_compute_backend_bucket: partOf("bucket_name"),
  google_api_gateway_api: box("gateway", "Google API Gateway", "api_id"),
  google_api_gateway_api_config: { partOf: ["api"], wires: [calls("api", "openapi_documents.document.contents")] },
  google_identity_platform_config: box("identity", "Identity Platform", ""),

  google_secret_manager_secret_version: { holds: ["secret_data"] },
  google_pubsub_topic_iam_member: { grant: { who: "member", role: "role", on: ["topic"] } },
  google_pubsub_topic_iam_binding: { grant: { who: "members", role: "role", on: ["topic"] } },
  google_pubsub_subscription_iam_member: { grant: { who: "member", role: "role", on: ["subscription"] } },
  google_storage_bucket_iam_member: { grant: { who: "member", role: "role", on: ["bucket"] } },
  google_storage_bucket_iam_binding: { grant: { who: "members", role: "role", on: ["bucket"] } },
  google_cloud_run_service_iam_member: { grant: { who: "member", role: "role", on: ["service"] } },
  google_cloud_run_v2_service_iam_member: { grant: { who: "member", role: "role", on: ["name"] } },
  google_bigquery_dataset_iam_member: { grant: { who: "member", role: "role", on: ["dataset_id"] } },
  google_spanner_database_iam_member: { grant: { who: "member", role: "role", on: ["database"] } },
};
