"""What the tagger found, made into spans of an article: cue, source, content."""
