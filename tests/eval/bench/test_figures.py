"""The table of figures names the machine that they are of."""

from pathlib import Path

import pytest

from onrecord.eval.bench.figures import processor


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ("sse avx512f avx512_vnni avx_vnni", "Some Chip, AVX-512 VNNI"),
        ("sse avx_vnni", "Some Chip, AVX-VNNI"),
        ("sse avx512f", "Some Chip"),
    ],
)
def test_a_processor_is_named_with_what_makes_it_fast(tmp_path: Path, flags: str, told: str) -> None:
    cpu = tmp_path / "cpuinfo"
    one = f"model name\t: Some Chip\nflags\t\t: {flags}\n\n"
    cpu.write_text(one + one)
    assert processor(cpu) == told


def test_a_machine_without_that_file_has_a_name(tmp_path: Path) -> None:
    assert processor(tmp_path / "none")
