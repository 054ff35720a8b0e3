"""Names of people: words about them, ways of spelling them, whom they belong to."""
