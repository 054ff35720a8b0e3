"""Articles embedded in bulk, here or on many machines, into a folder of Parquet files that an index takes in.

A batch of articles becomes one file. It is named by the SHA-256 of what it is made of, and made of nothing else:
whoever makes it again, here or elsewhere, makes the same one. A manifest tells which files belong together.
"""

from .batches import Batch, Maker, batches
from .importing import check_prepared, import_batches
from .job import Embedder, Job, embed
from .manifest import MANIFEST, Manifest, Receipt, load_manifest
from .on_ray import embed_on_ray

__all__ = [
    "MANIFEST",
    "Batch",
    "Embedder",
    "Job",
    "Maker",
    "Manifest",
    "Receipt",
    "batches",
    "check_prepared",
    "embed",
    "embed_on_ray",
    "import_batches",
    "load_manifest",
]
