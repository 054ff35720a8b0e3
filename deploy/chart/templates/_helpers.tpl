{{- define "onrecord.name" -}}
{{- printf "%s-onrecord" .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "onrecord.selector" -}}
app.kubernetes.io/name: onrecord
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "onrecord.labels" -}}
{{ include "onrecord.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "onrecord.image" -}}
{{ printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}

{{- define "onrecord.claim" -}}
{{ .Values.index.archive.existingClaim | default (printf "%s-archive" (include "onrecord.name" .)) }}
{{- end }}

{{- define "onrecord.address" -}}
{{- if and (not .Values.store.address) (not .Values.milvus.enabled) }}
{{- fail "which Milvus? set store.address or store.existingSecret, or milvus.enabled" }}
{{- end }}
{{- printf "%s?replicas=%d" (.Values.store.address | default (printf "http://%s:19530" .Values.milvus.fullnameOverride)) (int .Values.store.replicas) }}
{{- end }}

{{- define "onrecord.pod" -}}
automountServiceAccountToken: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "onrecord.container" -}}
image: {{ include "onrecord.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
env:
  - name: STORE
    {{- if .Values.store.existingSecret }}
    valueFrom:
      secretKeyRef:
        name: {{ .Values.store.existingSecret }}
        key: address
    {{- else }}
    value: {{ include "onrecord.address" . | quote }}
    {{- end }}
{{- end }}

{{- define "onrecord.scratch" -}}
- name: scratch
  emptyDir:
    sizeLimit: 1Gi
{{- end }}
