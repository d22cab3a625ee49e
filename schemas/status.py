"""How firmly the article stands behind a figure or event."""

from typing import Literal

Status = Literal[
    "asserted",  # in the article's own voice
    "attributed",  # somebody else says so
    "estimated",  # marked as an estimate, by whomever
    "denied",  # somebody denies it
    "negated",  # said not to be so
    "hypothetical",  # under a condition, a possibility, a fear
    "planned",  # announced or expected for the future
    "requested",  # asked for, demanded
]
