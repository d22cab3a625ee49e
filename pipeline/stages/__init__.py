"""The stages, one file or folder each. They never import each other; `pipeline.plan` puts them in order."""
