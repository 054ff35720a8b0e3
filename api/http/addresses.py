"""Where a request goes, below the name of its index and without the version of the interface."""

from starlette.types import Scope


def inner_path(scope: Scope) -> str:
    """Give the path below the one that the application is served at (ASGI's root_path)."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


def plain_path(scope: Scope) -> str:
    """Give the same without the version of the interface."""
    return inner_path(scope).removeprefix("/v1")
