import { aspireReader } from "./aspire.ts";
import { backstageReader } from "./backstage.ts";
import { baselineReader } from "./baseline.ts";
import { cloudformationReader } from "./cloudformation.ts";
import { codeReaders } from "./code/index.ts";
import { composeReader } from "./compose.ts";
import { configReader } from "./config.ts";
import { correctionsReader } from "./corrections.ts";
import { daprReader } from "./dapr.ts";
import { devcontainerReader } from "./devcontainer.ts";
import { dockerfileReader } from "./dockerfile.ts";
import { dockerignoreReader } from "./dockerignore.ts";
import { dotenvReader } from "./dotenv.ts";
import { gradleReader } from "./gradle.ts";
import { helmReaders } from "./helm/index.ts";
import { interfaceReaders } from "./interfaces/index.ts";
import { jvmLoggingReader } from "./jvm-logging.ts";
import { jvmMarksReader } from "./jvm-marks.ts";
import { kubernetesReader } from "./kubernetes.ts";
import { kustomizeReader } from "./kustomize.ts";
import { mavenReader } from "./maven.ts";
import { migrationReaders } from "./migrations/index.ts";
import { prismaReader } from "./prisma.ts";
import { procfileReader } from "./procfile.ts";
import { productReaders } from "./products/index.ts";
import type { Reader } from "./reader.ts";
import { requirementsReader } from "./requirements.ts";
import { serverlessReader } from "./serverless.ts";
import { settingsReader } from "./settings.ts";
import { springConfigReader } from "./spring-config.ts";
import { sqlReader } from "./sql.ts";
import { teamRulesReader } from "./team-rules.ts";
import { terraformReader } from "./terraform.ts";

/** Every file format that is read, in the order they are asked. */
export const readers: readonly Reader[] = [
  requirementsReader,
  correctionsReader,
  configReader,
  baselineReader,
  teamRulesReader,
  composeReader,
  kubernetesReader,
  kustomizeReader,
  ...helmReaders,
  dotenvReader,
  devcontainerReader,
  procfileReader,
  dockerfileReader,
  dockerignoreReader,
  springConfigReader,
  mavenReader,
  gradleReader,
  jvmMarksReader,
  jvmLoggingReader,
  terraformReader,
  cloudformationReader,
  serverlessReader,
  daprReader,
  backstageReader,
  aspireReader,
  ...codeReaders,
  settingsReader,
  sqlReader,
  prismaReader,
  ...migrationReaders,
  ...productReaders,
  ...interfaceReaders,
];
