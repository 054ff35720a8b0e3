"""How the statement tagger is trained: examples, its network in torch, and the teacher that labels more news."""
