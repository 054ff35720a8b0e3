"""What MkDocs calls while it builds the site: references made from the code, links out of the site taken off."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any, cast

from mkdocs.structure.files import File

from onrecord.api.cli.program import app
from onrecord.api.http.app import create_app
from onrecord.api.manual import command_reference, http_reference


def on_config(config: Any) -> Any:
    """Put pages that the contents do not name under the last heading."""
    listed = Path(config.config_file_path).read_text(encoding="utf-8")
    pages = sorted(path.relative_to(config.docs_dir).as_posix() for path in Path(config.docs_dir).rglob("*.md"))
    if more := [page for page in pages if not re.search(rf"[ :]{re.escape(page)}$", listed, re.MULTILINE)]:
        config.nav.append({"More": more})
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the references."""
    # The description asks nothing of the engine and of what writes.
    description = create_app(cast("Any", None), writing=cast("Any", object())).openapi()
    for name, text in (("commands", command_reference(app)), ("http", http_reference(description))):
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Name files that lie outside of the site without a link."""

    def named(link: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), link[2]))
        return f"{link[1]} (in the repository)" if path.startswith("../") else link[0]

    return re.sub(r"\[([^\]]+)\]\((\.\./[^)]*)\)", named, markdown)
