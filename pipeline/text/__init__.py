"""Pure helpers on plain text: no records, no spaCy."""
