"""Whatever a client sends, within the description of the interface or not: no fault, and nothing undescribed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.writes import Writing
from onrecord.search import Engine

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = settings().max_examples // 12  # of each operation: 8 in every run, 100 where faults are looked for


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory, sample_index: Path) -> Iterator[BaseSchema]:
    folder = tmp_path_factory.mktemp("schema") / "archive"
    shutil.copytree(sample_index, folder)
    app = create_app(Engine.open(folder), allowed_hosts=["testserver"], threads=2, writing=Writing(folder))
    with TestClient(app, base_url="http://localhost"):
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_operation_keeps_its_word(described: BaseSchema) -> None:
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 15
    for operation in operations:

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def keeps_its_word(case: schemathesis.Case[Any]) -> None:
            case.validate_response(case.call(), checks=CHECKS)

        keeps_its_word()
