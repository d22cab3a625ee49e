"""The ``dateline`` command; the only place that prints, reads the environment and picks exit statuses.

One module a command; what they show is made in `pipeline.cli.render`. The modules load nothing heavy: spaCy, pydantic
and rich are imported inside the commands, so that ``dateline --help`` answers at once.
"""

import click

from pipeline import __version__
from pipeline.cli.diff import diff
from pipeline.cli.doctor import doctor
from pipeline.cli.explain import explain
from pipeline.cli.export import export
from pipeline.cli.extract import extract
from pipeline.cli.group import Dateline
from pipeline.cli.inspect import inspect
from pipeline.cli.report import report
from pipeline.cli.run import run
from pipeline.cli.schema import schema
from pipeline.cli.stages import stages
from pipeline.cli.validate import validate


@click.group(
    cls=Dateline,
    commands=[run, inspect, explain, report, diff, export, extract, validate, schema, stages, doctor],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="dateline %(version)s")
def main() -> None:
    """Turn a folder of news articles into validated JSON records: who, what, how many, when, where, and who says so.

    \b
      dateline run articles/ -o output/         the main job; run it again and it goes on where it was
      dateline inspect output/ quake            one article, with all that was found in it
      dateline extract story.txt | jq .figures  the record of one text

    \b
    Exit statuses, the same for all commands:
      0    all done
      1    failed: a sentence on the error stream says why and what to do
      2    wrong usage: an unknown option, a missing file, a configuration that does not hold
      3    done, but some inputs gave no record (run: rejects.jsonl names each, with the reason)
      130  interrupted (Ctrl-C); 143 when terminated. What was done until then is kept.
    """
