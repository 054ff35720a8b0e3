"""onrecord beside other search libraries: the same articles and questions, each in an environment of its own."""
