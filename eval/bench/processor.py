"""The most that a processor can do: int8 multiply-adds a second, when nothing has to be fetched or stored."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

# Twelve independent sums keep two VNNI units busy; an instruction multiplies and adds 64 pairs of bytes.
# https://www.intel.com/content/www/us/en/docs/intrinsics-guide/index.html#text=_mm512_dpbusd_epi32
_SOURCE: Final = r"""
#ifndef __AVX512VNNI__
#error "no AVX-512 VNNI"
#endif
#include <immintrin.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#define SUM(number) "vpdpbusd %0, %1, %%zmm" #number "\n\t"
static const long rounds = 40000000;
static void *work(void *unused) {
    __m512i one = _mm512_set1_epi8(3), other = _mm512_set1_epi8(5);
    for (long n = 0; n < rounds; n++)
        __asm__ volatile(SUM(20) SUM(21) SUM(22) SUM(23) SUM(24) SUM(25)
                         SUM(26) SUM(27) SUM(28) SUM(29) SUM(30) SUM(31)
                         : : "v"(one), "v"(other)
                         : "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25",
                           "xmm26", "xmm27", "xmm28", "xmm29", "xmm30", "xmm31");
    return unused;
}
int main(int count, char **arguments) {
    int threads = atoi(arguments[1]);
    pthread_t thread[threads];
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < threads; i++) pthread_create(&thread[i], NULL, work, NULL);
    for (int i = 0; i < threads; i++) pthread_join(thread[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &to);
    double seconds = to.tv_sec - from.tv_sec + 1e-9 * (to.tv_nsec - from.tv_nsec);
    printf("%.0f\n", 64.0 * 12 * rounds * threads / seconds);
    return 0;
}
"""


class Processor:
    """A compiled loop of AVX-512 VNNI instructions.

    Raises:
        OSError: There is no C compiler, or the processor has no AVX-512 VNNI.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        source = Path(self._folder.name, "peak.c")
        source.write_text(_SOURCE)
        self._program = source.with_suffix("")
        command = ["cc", "-O3", "-march=native", "-pthread", str(source), "-o", str(self._program)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            raise OSError(f"the VNNI loop does not compile: {made.stderr.strip().splitlines()[0]}")

    def peak(self, threads: int) -> float:
        """Measure int8 multiply-adds a second, on so many threads at once."""
        done = subprocess.run([str(self._program), str(threads)], capture_output=True, text=True, check=True)
        return float(done.stdout)
