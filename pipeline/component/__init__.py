"""The spaCy component `dateline`: the record of a text on a user's own English pipeline, beside what else is there.

`factory` is the component, `reading` makes an article of a `Doc`, and `groups` puts what was found into `doc.spans`.
"""
