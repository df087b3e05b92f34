/**
 * Named templates that charts take from a library chart which is seldom in the workspace, in Go's template language: what they give by
 * their documentation. They stand in only where the workspace has no template of that name; one that begins with a star does for every
 * name with that end.
 */
export const chartHelpers = `
{{- define "*.name" }}{{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}{{ end }}
{{- define "*.fullname" }}
  {{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
  {{- else }}
    {{- $name := default .Chart.Name .Values.nameOverride }}
    {{- if contains $name .Release.Name }}{{ .Release.Name | trunc 63 | trimSuffix "-" }}
    {{- else }}{{ printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}{{ end }}
  {{- end }}
{{- end }}
{{- define "*.chart" }}{{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}{{ end }}
{{- define "common.names.namespace" }}{{ default .Release.Namespace .Values.namespaceOverride }}{{ end }}
{{- define "common.names.fullname.namespace" }}{{ include "*.fullname" . }}-{{ .Release.Namespace }}{{ end }}
{{- define "common.names.dependency.fullname" }}
  {{- if .chartValues.fullnameOverride }}{{ .chartValues.fullnameOverride | trunc 63 | trimSuffix "-" }}
  {{- else }}
    {{- $name := default .chartName .chartValues.nameOverride }}
    {{- if contains $name .context.Release.Name }}{{ .context.Release.Name | trunc 63 | trimSuffix "-" }}
    {{- else }}{{ printf "%s-%s" .context.Release.Name $name | trunc 63 | trimSuffix "-" }}{{ end }}
  {{- end }}
{{- end }}
{{- define "common.labels.matchLabels" }}
  {{- $context := default . .context -}}
app.kubernetes.io/name: {{ dig "app.kubernetes.io/name" (include "*.name" $context) (default dict .customLabels) }}
app.kubernetes.io/instance: {{ $context.Release.Name }}
{{- end }}
{{- define "common.labels.standard" }}
  {{- $context := default . .context }}
{{- include "common.labels.matchLabels" . }}
helm.sh/chart: {{ include "*.chart" $context }}
app.kubernetes.io/managed-by: {{ $context.Release.Service }}
{{- end }}
{{- define "common.images.image" }}
  {{- $registry := default .imageRoot.registry (default dict .global).imageRegistry }}
  {{- $tag := .imageRoot.tag }}
  {{- if and (not $tag) .chart }}{{ $tag = .chart.AppVersion }}{{ end }}
  {{- $end := printf ":%s" (toString $tag) }}
  {{- if .imageRoot.digest }}{{ $end = printf "@%s" (toString .imageRoot.digest) }}{{ end }}
  {{- if $registry }}{{ $registry }}/{{ end }}{{ .imageRoot.repository }}{{ $end }}
{{- end }}
{{- define "common.tplvalues.render" }}
  {{- if kindIs "string" .value }}{{ tpl .value .context }}{{ else }}{{ tpl (toYaml .value) .context }}{{ end }}
{{- end }}
{{- define "common.images.pullSecrets" }}{{ end }}
{{- define "common.images.renderPullSecrets" }}{{ end }}
{{- define "common.capabilities.deployment.apiVersion" }}apps/v1{{ end }}
{{- define "common.capabilities.statefulset.apiVersion" }}apps/v1{{ end }}
{{- define "common.capabilities.daemonset.apiVersion" }}apps/v1{{ end }}
{{- define "common.capabilities.job.apiVersion" }}batch/v1{{ end }}
{{- define "common.capabilities.cronjob.apiVersion" }}batch/v1{{ end }}
{{- define "common.capabilities.ingress.apiVersion" }}networking.k8s.io/v1{{ end }}
{{- define "common.capabilities.networkPolicy.apiVersion" }}networking.k8s.io/v1{{ end }}
{{- define "common.capabilities.policy.apiVersion" }}policy/v1{{ end }}
{{- define "common.capabilities.hpa.apiVersion" }}autoscaling/v2{{ end }}
{{- define "common.capabilities.rbac.apiVersion" }}rbac.authorization.k8s.io/v1{{ end }}
`;
