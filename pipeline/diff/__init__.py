"""What changed between two runs: by article, by item, by field."""
