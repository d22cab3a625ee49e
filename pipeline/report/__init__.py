"""The report on an output folder: pages that a person reads, in one folder, without a server, a network or a script.

read        run.json, records and rejects as a finished run left them
marks       the spans of an article nested into each other, so that overlaps stay readable
article     what stands on the page of one article
catalogue   what the lists and charts need of all articles, sorted on disk
periods     which days, months or years a chart shows, and what it leaves out
charts      inline SVG
lists       the overview and the lists, cut into pages
site        the pages as files: templates, atomic replacement
"""

from pipeline.report.site import REPORT, Progress, write

__all__ = ["REPORT", "Progress", "write"]
