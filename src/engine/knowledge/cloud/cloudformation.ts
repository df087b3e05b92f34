import { box, type CloudResource, calls, consumes, partOf, publishes, wires } from "./resource.ts";

const variables = "Environment.Variables";
const container = "ContainerDefinitions";

/** Amazon Web Services as CloudFormation and its Serverless Application Model call them. */
export const cloudformation: Readonly<Record<string, CloudResource>> = {
  "AWS::RDS::DBInstance": box("database", "Amazon RDS", "DBInstanceIdentifier DBName", {
    engine: "Engine",
    version: "EngineVersion",
    partOf: ["DBClusterIdentifier", "SourceDBInstanceIdentifier"],
  }),
  "AWS::RDS::DBCluster": box("database", "Amazon Aurora", "DBClusterIdentifier DatabaseName", {
    engine: "Engine",
    version: "EngineVersion",
  }),
  "AWS::RDS::DBProxy": box("gateway", "Amazon RDS Proxy", "DBProxyName"),
  "AWS::RDS::DBProxyTargetGroup": wires(calls("DBProxyName", "DBInstanceIdentifiers"), calls("DBProxyName", "DBClusterIdentifiers")),
  "AWS::DynamoDB::Table": box("database", "Amazon DynamoDB", "TableName"),
  "AWS::DynamoDB::GlobalTable": box("database", "Amazon DynamoDB", "TableName"),
  "AWS::Serverless::SimpleTable": box("database", "Amazon DynamoDB", "TableName"),
  "AWS::DocDB::DBCluster": box("database", "Amazon DocumentDB", "DBClusterIdentifier"),
  "AWS::DocDB::DBInstance": partOf("DBClusterIdentifier"),
  "AWS::Neptune::DBCluster": box("database", "Amazon Neptune", "DBClusterIdentifier"),
  "AWS::Redshift::Cluster": box("database", "Amazon Redshift", "ClusterIdentifier DBName"),
  "AWS::Timestream::Database": box("database", "Amazon Timestream", "DatabaseName"),
  "AWS::ElastiCache::CacheCluster": box("cache", "Amazon ElastiCache", "ClusterName", { engine: "Engine", version: "EngineVersion" }),
  "AWS::ElastiCache::ReplicationGroup": box("cache", "Amazon ElastiCache", "ReplicationGroupId", {
    engine: "Engine",
    version: "EngineVersion",
  }),
  "AWS::ElastiCache::ServerlessCache": box("cache", "Amazon ElastiCache", "ServerlessCacheName", { engine: "Engine" }),
  "AWS::MemoryDB::Cluster": box("cache", "Amazon MemoryDB", "ClusterName"),
  "AWS::S3::Bucket": box("storage", "Amazon S3", "BucketName", {
    wires: [
      publishes(undefined, "NotificationConfiguration.LambdaConfigurations.Function"),
      publishes(undefined, "NotificationConfiguration.QueueConfigurations.Queue"),
      publishes(undefined, "NotificationConfiguration.TopicConfigurations.Topic"),
    ],
  }),
  "AWS::EFS::FileSystem": box("storage", "Amazon EFS", ""),
  "AWS::EFS::AccessPoint": partOf("FileSystemId"),
  "AWS::OpenSearchService::Domain": box("search", "OpenSearch", "DomainName"),
  "AWS::Elasticsearch::Domain": box("search", "Elasticsearch", "DomainName"),

  "AWS::SQS::Queue": box("broker", "Amazon SQS", "QueueName"),
  "AWS::SNS::Topic": box("broker", "Amazon SNS", "TopicName", {
    wires: [{ from: "Subscription.Endpoint", style: "message", does: "consumes" }],
  }),
  "AWS::SNS::Subscription": wires(consumes("Endpoint", "TopicArn")),
  "AWS::Kinesis::Stream": box("broker", "Amazon Kinesis", "Name"),
  "AWS::Kinesis::StreamConsumer": partOf("StreamARN"),
  "AWS::KinesisFirehose::DeliveryStream": box("broker", "Amazon Data Firehose", "DeliveryStreamName", {
    wires: [
      consumes(undefined, "KinesisStreamSourceConfiguration.KinesisStreamARN"),
      { to: "ExtendedS3DestinationConfiguration.BucketARN", style: "data", does: "writes" },
      { to: "S3DestinationConfiguration.BucketARN", style: "data", does: "writes" },
    ],
  }),
  "AWS::MSK::Cluster": box("broker", "Apache Kafka", "ClusterName", { version: "KafkaVersion" }),
  "AWS::AmazonMQ::Broker": box("broker", "Amazon MQ", "BrokerName", { engine: "EngineType", version: "EngineVersion" }),
  "AWS::Events::EventBus": box("broker", "Amazon EventBridge", "Name"),
  "AWS::Events::Rule": { partOf: ["EventBusName"], wires: [consumes("Targets.Arn", "EventBusName")] },
  "AWS::Pipes::Pipe": wires(consumes("Target", "Source"), calls("Target", "Enrichment")),

  "AWS::Lambda::Function": box("function", "AWS Lambda", "FunctionName", {
    code: { environment: [variables], image: ["Code.ImageUri"], folder: ["Code"], identity: ["Role"] },
    wires: [publishes(undefined, "DeadLetterConfig.TargetArn")],
  }),
  "AWS::Lambda::Alias": partOf("FunctionName"),
  "AWS::Lambda::Version": partOf("FunctionName"),
  "AWS::Lambda::Url": partOf("TargetFunctionArn"),
  "AWS::Lambda::EventSourceMapping": wires(consumes("FunctionName", "EventSourceArn")),
  "AWS::Lambda::EventInvokeConfig": wires(
    publishes("FunctionName", "DestinationConfig.OnFailure.Destination"),
    publishes("FunctionName", "DestinationConfig.OnSuccess.Destination"),
  ),
  "AWS::Serverless::Function": box("function", "AWS Lambda", "FunctionName", {
    code: { environment: [variables], image: ["ImageUri"], folder: ["CodeUri"], identity: ["Role"] },
    policy: { to: ["self"], text: ["Policies"] },
    wires: [
      ...["Queue", "Topic", "Stream", "EventBusName", "Broker"].map((it) => consumes(undefined, `Events.*.Properties.${it}`)),
      { from: "Events.*.Properties.Bucket", style: "message", does: "publishes" },
      ...["RestApiId", "ApiId", "UserPool"].map((it) => ({ from: `Events.*.Properties.${it}`, does: "calls" as const })),
      publishes(undefined, "DeadLetterQueue.TargetArn"),
      publishes(undefined, "EventInvokeConfig.DestinationConfig.OnFailure.Destination"),
      publishes(undefined, "EventInvokeConfig.DestinationConfig.OnSuccess.Destination"),
    ],
  }),
  "AWS::ECS::Service": box("service", "Amazon ECS", "ServiceName", {
    code: { environment: [], definition: "TaskDefinition" },
    joins: [{ pool: "LoadBalancers.TargetGroupArn" }],
  }),
  "AWS::ECS::TaskDefinition": { definition: { containers: container, identity: ["TaskRoleArn"] } },
  "AWS::AppRunner::Service": box("service", "AWS App Runner", "ServiceName", {
    code: {
      environment: ["SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables"],
      image: ["SourceConfiguration.ImageRepository.ImageIdentifier"],
      identity: ["InstanceConfiguration.InstanceRoleArn"],
    },
  }),
  "AWS::EC2::Instance": box("service", "Amazon EC2", "", { code: { environment: ["UserData"], identity: ["IamInstanceProfile"] } }),
  "AWS::ElasticBeanstalk::Environment": box("service", "AWS Elastic Beanstalk", "EnvironmentName", {
    code: { environment: ["OptionSettings"] },
  }),
  "AWS::StepFunctions::StateMachine": box("service", "AWS Step Functions", "StateMachineName", {
    wires: [calls(undefined, "DefinitionSubstitutions"), calls(undefined, "DefinitionString"), calls(undefined, "Definition")],
  }),
  "AWS::Serverless::StateMachine": box("service", "AWS Step Functions", "Name", {
    wires: [calls(undefined, "DefinitionSubstitutions"), calls(undefined, "Definition")],
  }),
  "AWS::EKS::Cluster": box("infra", "Amazon EKS", "Name"),
  "AWS::Amplify::App": box("frontend", "AWS Amplify", "Name"),

  "AWS::ElasticLoadBalancingV2::LoadBalancer": box("gateway", "Elastic Load Balancing", "Name"),
  "AWS::ElasticLoadBalancingV2::TargetGroup": { pool: true, joins: [{ pool: "id", member: "Targets.Id" }] },
  "AWS::ElasticLoadBalancingV2::Listener": {
    partOf: ["LoadBalancerArn"],
    wires: [
      calls("LoadBalancerArn", "DefaultActions.TargetGroupArn"),
      calls("LoadBalancerArn", "DefaultActions.ForwardConfig.TargetGroups.TargetGroupArn"),
    ],
  },
  "AWS::ElasticLoadBalancingV2::ListenerRule": wires(calls("ListenerArn", "Actions.TargetGroupArn")),
  "AWS::ApiGateway::RestApi": box("gateway", "Amazon API Gateway", "Name", { wires: [calls(undefined, "Body")] }),
  "AWS::ApiGateway::Method": wires(calls("RestApiId", "Integration.Uri")),
  "AWS::ApiGateway::Stage": partOf("RestApiId"),
  "AWS::ApiGateway::Authorizer": wires(calls("RestApiId", "AuthorizerUri"), calls("RestApiId", "ProviderARNs")),
  "AWS::ApiGatewayV2::Api": box("gateway", "Amazon API Gateway", "Name", { wires: [calls(undefined, "Target"), calls(undefined, "Body")] }),
  "AWS::ApiGatewayV2::Stage": partOf("ApiId"),
  "AWS::ApiGatewayV2::Integration": wires(calls("ApiId", "IntegrationUri")),
  "AWS::Serverless::Api": box("gateway", "Amazon API Gateway", "Name", {
    wires: [calls(undefined, "DefinitionBody"), calls(undefined, "Auth.Authorizers")],
  }),
  "AWS::Serverless::HttpApi": box("gateway", "Amazon API Gateway", "Name", {
    wires: [calls(undefined, "DefinitionBody"), calls(undefined, "Auth.Authorizers")],
  }),
  "AWS::AppSync::GraphQLApi": box("gateway", "AWS AppSync", "Name", { wires: [calls(undefined, "UserPoolConfig.UserPoolId")] }),
  "AWS::AppSync::DataSource": wires(
    calls("ApiId", "LambdaConfig.LambdaFunctionArn"),
    calls("ApiId", "DynamoDBConfig.TableName"),
    calls("ApiId", "HttpConfig.Endpoint"),
  ),
  "AWS::CloudFront::Distribution": box("gateway", "Amazon CloudFront", "", {
    wires: [calls(undefined, "DistributionConfig.Origins.DomainName")],
  }),
  "AWS::Cognito::UserPool": box("identity", "Amazon Cognito", "UserPoolName", { wires: [calls(undefined, "LambdaConfig")] }),
  "AWS::Cognito::UserPoolClient": partOf("UserPoolId"),

  "AWS::SecretsManager::Secret": { holds: ["SecretString"] },
  "AWS::SSM::Parameter": { holds: ["Value"] },
  "AWS::IAM::Role": { policy: { to: ["self"], text: ["Policies", "ManagedPolicyArns"] } },
  "AWS::IAM::InstanceProfile": partOf("Roles"),
  "AWS::IAM::Policy": { policy: { to: ["Roles"], text: ["PolicyDocument"] } },
  "AWS::IAM::ManagedPolicy": { policy: { to: ["Roles"], text: ["PolicyDocument"] } },
};
