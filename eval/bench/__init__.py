"""Benchmarks: what each claim about speed, size and scale rests on."""
