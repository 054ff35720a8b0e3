"""Keys: who may ask a server what. Made at the command line, kept as hashes in a file beside the index."""

from .key import Key, Scope, allows, hash_of, new_key
from .keyring import Keyring, keys_beside

__all__ = ["Key", "Keyring", "Scope", "allows", "hash_of", "keys_beside", "new_key"]
