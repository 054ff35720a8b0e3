"""The packaged models: checked files, a graph of our own, sessions on the CPU."""
