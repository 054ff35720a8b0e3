"""What runs in a system's own environment: it may import that system and the standard library, nothing else."""
