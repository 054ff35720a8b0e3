"""Ask a news archive who said what: exact words, cited to the character.

The package's four floors lie at the top of the repository (`index`, `search`, `eval`, `api`) and are linked here.
An installed onrecord so takes one name among a user's packages: `from onrecord.search import Engine`.
"""
