"""Why a record says what it says: one item with its evidence, or every number of an article."""
