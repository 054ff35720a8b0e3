"""An article cut into paragraphs, sentences and passages, and the language it is in."""
