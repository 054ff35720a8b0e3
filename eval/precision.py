"""What numbers are multiplied in training: bfloat16 where the processor has instructions for them."""

from __future__ import annotations

from typing import Final

import torch

PRODUCTS: Final = torch.bfloat16 if torch.backends.cpu.get_cpu_capability() == "AVX512" else torch.float32
"""With AVX-512, bfloat16 is four times as fast as float32; with AVX2 alone it took sixty times as long."""


def products() -> torch.autocast:
    """Multiply in `PRODUCTS` what a `with` statement holds."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=PRODUCTS is torch.bfloat16)
