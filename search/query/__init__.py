"""What a question says: words, names, outlets, days, clauses, and whether it asks for words of somebody."""
