"""What the model says of each word: outside, or the beginning or inside of a name of one of three types."""

TYPES = ("PER", "ORG", "LOC")

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
"""The model's outputs, in their order."""

OUTSIDE = 0


def begin(kind: str) -> int:
    """Give the label that begins a name of type `kind`."""
    return LABELS.index(f"B-{kind}")


def may_follow(label: int, before: int) -> bool:
    """Tell whether `label` may stand after `before`: an I- label needs its own B- or I- label there."""
    if not LABELS[label].startswith("I-"):
        return True
    return LABELS[before][2:] == LABELS[label][2:]
