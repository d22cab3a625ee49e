"""What a run leaves on disk: paths, atomic writes, the journal, and the artifacts of each stage."""
