"""A published index in a Milvus: on a server, or in a file of milvus-lite.

`put_in_place` writes it, and `MilvusStore` reads it as a store. Passages, articles, statements and names are
collections; a revision's are never changed once it is in place. Nothing of pymilvus is imported before an address
is opened.
"""

from .publishing import put_in_place
from .store import MilvusStore

__all__ = ["MilvusStore", "put_in_place"]
