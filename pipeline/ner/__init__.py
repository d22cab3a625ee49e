"""Dateline's own named-entity recogniser: people, organisations and places in English news, with confidences.

`component` is the spaCy component; the other modules need no spaCy, and the ones shared with `training` (labels, words,
wordpieces) run on any Python from 3.11.
"""
