"""How things are found: the stages that turn an article into a record, and what runs them over a folder.

Importing this package loads no model and no spaCy.
"""

__version__ = "0.1.0"
