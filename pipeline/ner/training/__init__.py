"""Training of the recogniser; nothing here is imported at run time.

`prepare` turns the public sources into one file of sentences with spans (it needs spaCy, to check the silver data);
`train` makes the model from it (it needs torch, and runs in an environment of its own); `sources` says what is
read, under which licence, and where to get it.
"""
