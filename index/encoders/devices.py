"""Where a model of torch can run on this machine."""

from __future__ import annotations

from ..errors import ModelError


def check_device(device: str) -> None:
    """Check that a model can run on a device, before anything is fetched or loaded for it.

    Args:
        device: As torch names it: "cpu", "cuda", "cuda:1".

    Raises:
        ModelError: There is no such device here.
    """
    import torch

    try:
        wanted = torch.device(device)
    except RuntimeError:
        raise ModelError(f"--device {device}: torch knows no device of this name; cpu and cuda are two") from None
    reason = None
    if wanted.type == "cuda":
        count = torch.cuda.device_count() if torch.cuda.is_available() else 0
        if torch.version.cuda is None and torch.version.hip is None:
            reason = "the torch that is installed was built without CUDA"
        elif not count:
            reason = "torch finds no GPU here"
        elif (wanted.index or 0) >= count:
            reason = f"the last GPU here is cuda:{count - 1}"
    elif wanted.type == "mps" and not torch.backends.mps.is_available():
        reason = "torch finds no GPU of Apple's here"
    if reason:
        raise ModelError(f"--device {device}: {reason}; without --device the model runs where it can")
