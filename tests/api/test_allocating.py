"""How much memory threads may hold apart."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.api.http.allocating import bound_arenas

GLIBC = platform.libc_ver()[0] == "glibc"

ARENAS = """
import ctypes, sys, threading
from onrecord.api.http.allocating import bound_arenas
bound_arenas({})
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
begun = threading.Barrier(100)
def hold():
    libc.malloc(1000)
    begun.wait(60)
threads = [threading.Thread(target=hold) for _ in range(100)]
for one in threads: one.start()
for one in threads: one.join()
out = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, out)
libc.fclose(out)
"""


@pytest.mark.skipif(not GLIBC, reason="glibc's malloc has arenas")
def test_a_hundred_threads_share_as_many_arenas_as_there_are_processors(tmp_path: Path) -> None:
    told = tmp_path / "malloc.xml"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_"))}
    subprocess.run([sys.executable, "-c", ARENAS, str(told)], check=True, env=environment)
    assert 1 <= told.read_text().count("<heap nr=") <= max(2, os.cpu_count() or 1)


@pytest.mark.parametrize("name", ["MALLOC_ARENA_MAX", "GLIBC_TUNABLES"])
def test_who_chose_a_number_of_arenas_keeps_it(name: str) -> None:
    assert bound_arenas({name: "1"}) is None
