"""What searching maps into memory: vectors, words, articles, speakers; made of the database alone."""
