"""The chart and the compose file of an archive in a Milvus, held against the command and Helm's own engine."""

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from .conftest import ROOT
from .test_deploy import DEPLOY, check

CHART = DEPLOY / "chart"
HOW = "make test-chart installs it"
ELSEWHERE = {"milvus": {"enabled": False}, "store": {"address": "http://milvus.example.org:19530"}}
KUBERNETES = "1.30.0"


def rendered(tmp_path: Path, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Render the chart by Helm's engine, with nothing in the place of Milvus's own chart."""
    helm = pytest.importorskip("helm_python", reason=f"Helm's engine is not here (helm-python-sdk): {HOW}")
    folder = tmp_path / "chart"
    shutil.copytree(CHART, folder)
    milvus = folder / "charts" / "milvus"
    milvus.mkdir(parents=True)
    [told] = yaml.safe_load((CHART / "Chart.yaml").read_text())["dependencies"]
    about = {"apiVersion": "v2", "name": told["name"], "version": told["version"]}
    (milvus / "Chart.yaml").write_text(yaml.safe_dump(about))
    linted = helm.lint(folder, values, strict=True)
    assert linted["errors"] == [], linted
    assert all(one["severity"] <= 1 for one in linted["messages"]), linted
    with helm.Chart.load(folder) as chart:
        found = chart.render(values, name="news", namespace="desk")
    documents = [one for path, text in found.items() if path.endswith(".yaml") for one in yaml.safe_load_all(text)]
    return [one for one in documents if one]


def pod_of(document: dict[str, Any]) -> dict[str, Any]:
    """Give the pod that a document makes."""
    spec = document["spec"]
    spec = spec["jobTemplate"]["spec"] if document["kind"] == "CronJob" else spec
    found: dict[str, Any] = spec["template"]["spec"]
    return found


def test_its_values_are_what_their_schema_says_and_its_version_is_onrecord_s() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    jsonschema_rs.validate(schema, values)
    for wrong in ({"servers": 2}, {"store": {"address": "http://jo:secret@host"}}, {"serve": {"replicas": 0}}):
        assert not jsonschema_rs.is_valid(schema, {**values, **wrong})
    told = yaml.safe_load((CHART / "Chart.yaml").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert told["appVersion"] == project["version"]
    assert all(
        one["version"][0].isdigit() and one["repository"].startswith("https://") for one in told["dependencies"]
    )


@pytest.mark.parametrize(
    "values", [{}, ELSEWHERE, {"store": {"existingSecret": "milvus"}, "serve": {"hosts": ["a.example.org"]}}]
)
def test_helm_renders_what_kubernetes_takes(tmp_path: Path, values: dict[str, Any]) -> None:
    documents = rendered(tmp_path, values)
    assert sorted(one["kind"] for one in documents) == [
        "CronJob",
        "Deployment",
        "PersistentVolumeClaim",
        "Service",
    ]
    validate = pytest.importorskip("kubernetes_validate", reason=f"kubernetes-validate is not here: {HOW}")
    for one in documents:
        validate.validate(one, KUBERNETES, strict=True)
    running = [one for one in documents if one["kind"] in {"CronJob", "Deployment"}]
    for document in running:
        pod = pod_of(document)
        [container] = pod["containers"]
        check([word.partition("=")[0] for word in container["args"]])
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["automountServiceAccountToken"] is False
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"requests", "limits"} <= set(container["resources"])
        mounted = {one["name"] for one in container["volumeMounts"]}
        assert mounted == {one["name"] for one in pod["volumes"]}
        [place] = container["env"]
        assert "--store=$(STORE)" in container["args"]
        assert place["name"] == "STORE"
        if "existingSecret" in values.get("store", {}):
            assert place["valueFrom"]["secretKeyRef"] == {"name": "milvus", "key": "address"}
        else:
            host = "milvus.example.org" if values else "onrecord-milvus"
            assert place["value"] == f"http://{host}:19530?replicas=2"
    [service] = [one for one in documents if one["kind"] == "Service"]
    [deployment] = [one for one in documents if one["kind"] == "Deployment"]
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert service["spec"]["selector"].items() <= labels.items()
    assert deployment["spec"]["selector"]["matchLabels"].items() <= labels.items()
    [container] = pod_of(deployment)["containers"]
    assert {"startupProbe", "livenessProbe", "readinessProbe"} <= set(container)


def test_helm_asks_where_a_milvus_is(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="which Milvus"):
        rendered(tmp_path, {"milvus": {"enabled": False}})


def test_compose_keeps_milvus_to_itself() -> None:
    text = (DEPLOY / "compose.milvus.yaml").read_text()
    told = yaml.safe_load(text)
    services, volumes, networks = told["services"], told["volumes"], told["networks"]
    assert networks["store"] == {"internal": True}
    assert [name for name, one in services.items() if "ports" in one] == ["onrecord"]
    assert services["onrecord"]["ports"] == ["127.0.0.1:8000:8000"]
    for name, one in services.items():
        assert set(one["networks"]) <= set(networks)
        assert name == "onrecord" or one["networks"] == ["store"]
        assert set(one.get("depends_on", ())) <= set(services)
        assert {volume.partition(":")[0] for volume in one["volumes"]} <= {*volumes, "${ARTICLES"}
        if "onrecord" in one["image"]:
            check(one["command"])
            assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
            assert one["security_opt"] == ["no-new-privileges:true"]
            assert {"pids_limit", "mem_limit", "tmpfs"} <= set(one)
        else:
            assert ":" in one["image"]
            assert not one["image"].endswith("latest")
            assert "healthcheck" in one
        for key, value in one.get("environment", {}).items():
            assert not any(word in key for word in ("PASSWORD", "SECRET")) or value.startswith("${"), key


def test_compose_itself_reads_it() -> None:
    docker = shutil.which("docker")
    if (
        docker is None
        or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode
    ):
        pytest.skip("docker compose is not here, which reads the file")
    for name in ("compose.yaml", "compose.milvus.yaml"):
        done = subprocess.run(
            [docker, "compose", "-f", str(DEPLOY / name), "config", "--quiet"],
            env={"PATH": "/usr/bin:/bin", "MINIO_PASSWORD": "x"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_the_image_with_a_client_is_nobody_s() -> None:
    lines = (DEPLOY / "Dockerfile.milvus").read_text().splitlines()
    assert [line for line in lines if line.startswith("FROM")] == ["FROM onrecord"]
    assert lines[-1] == "USER 10001:10001"
    assert "pymilvus" in (ROOT / "requirements-dev.lock").read_text()
