import { box, type CloudResource, calls } from "./resource.ts";

/** Terraform modules that everybody takes from the registry, by their source without what stands after its provider. */
export const modules: Readonly<Record<string, CloudResource>> = {
  "terraform-aws-modules/rds/aws": box("database", "Amazon RDS", "identifier", { engine: "engine", version: "engine_version" }),
  "terraform-aws-modules/rds-aurora/aws": box("database", "Amazon Aurora", "name", { engine: "engine", version: "engine_version" }),
  "terraform-aws-modules/rds-proxy/aws": box("gateway", "Amazon RDS Proxy", "name", {
    wires: [calls(undefined, "db_cluster_identifier"), calls(undefined, "db_instance_identifier")],
  }),
  "terraform-aws-modules/dynamodb-table/aws": box("database", "Amazon DynamoDB", "name"),
  "terraform-aws-modules/elasticache/aws": box("cache", "Amazon ElastiCache", "replication_group_id cluster_id", {
    engine: "engine",
    version: "engine_version",
  }),
  "cloudposse/elasticache-redis/aws": box("cache", "Redis", "name", { version: "engine_version" }),
  "cloudposse/rds/aws": box("database", "Amazon RDS", "name", { engine: "engine", version: "engine_version" }),
  "cloudposse/rds-cluster/aws": box("database", "Amazon Aurora", "name", { engine: "engine", version: "engine_version" }),
  "cloudposse/s3-bucket/aws": box("storage", "Amazon S3", "bucket_name name"),
  "cloudposse/msk-apache-kafka-cluster/aws": box("broker", "Apache Kafka", "name", { version: "kafka_version" }),
  "terraform-aws-modules/s3-bucket/aws": box("storage", "Amazon S3", "bucket"),
  "terraform-aws-modules/opensearch/aws": box("search", "OpenSearch", "domain_name"),
  "terraform-aws-modules/sqs/aws": box("broker", "Amazon SQS", "name"),
  "terraform-aws-modules/sns/aws": box("broker", "Amazon SNS", "name", {
    wires: [{ from: "subscriptions", style: "message", does: "consumes" }],
  }),
  "terraform-aws-modules/msk-kafka-cluster/aws": box("broker", "Apache Kafka", "name", { version: "kafka_version" }),
  "terraform-aws-modules/eventbridge/aws": box("broker", "Amazon EventBridge", "bus_name", {
    wires: [{ from: "targets", style: "message", does: "consumes" }],
  }),
  "terraform-aws-modules/lambda/aws": box("function", "AWS Lambda", "function_name", {
    code: { environment: ["environment_variables"], image: ["image_uri"], folder: ["source_path"], identity: ["lambda_role"] },
    policy: { to: ["self"], text: ["policy_statements", "policy_json", "policy", "policies"] },
    wires: [{ to: "event_source_mapping", style: "message", does: "consumes" }],
  }),
  "terraform-aws-modules/ecs/aws": box("service", "Amazon ECS", "name cluster_name", {
    code: { environment: ["container_definitions", "services"] },
  }),
  "terraform-aws-modules/eks/aws": box("infra", "Amazon EKS", "name cluster_name"),
  "terraform-aws-modules/alb/aws": box("gateway", "Elastic Load Balancing", "name", { wires: [calls(undefined, "target_groups")] }),
  "terraform-aws-modules/apigateway-v2/aws": box("gateway", "Amazon API Gateway", "name", {
    wires: [calls(undefined, "routes"), calls(undefined, "integrations")],
  }),
  "terraform-aws-modules/cloudfront/aws": box("gateway", "Amazon CloudFront", "comment", { wires: [calls(undefined, "origin")] }),
  "GoogleCloudPlatform/sql-db/google": box("database", "Cloud SQL", "name", { engine: "database_version" }),
  "terraform-google-modules/sql-db/google": box("database", "Cloud SQL", "name", { engine: "database_version" }),
  "terraform-google-modules/pubsub/google": box("broker", "Google Pub/Sub", "topic", {
    wires: [{ from: "push_subscriptions", style: "message", does: "consumes" }],
  }),
  "terraform-google-modules/memorystore/google": box("cache", "Redis", "name", { version: "redis_version" }),
  "terraform-google-modules/cloud-storage/google": box("storage", "Cloud Storage", "name names"),
  "terraform-google-modules/kubernetes-engine/google": box("infra", "Google Kubernetes Engine", "name"),
  "GoogleCloudPlatform/cloud-run/google": box("service", "Cloud Run", "service_name", {
    code: { environment: ["env_vars"], image: ["image"], identity: ["service_account_email"] },
  }),
};
