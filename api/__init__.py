"""The faces: command line, HTTP and web page. Each stands in a package of its own; nothing is loaded here."""

__all__: list[str] = []
