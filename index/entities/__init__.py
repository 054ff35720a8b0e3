"""Who is spoken of: mentions, coreference inside an article, names joined across articles."""
