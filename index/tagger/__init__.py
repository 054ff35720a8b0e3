"""A network that finds cues of speech, their sources and their contents."""
