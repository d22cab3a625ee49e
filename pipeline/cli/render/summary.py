"""What a run came to, as a table."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipeline.cli.render.progress import clock
from pipeline.summary import Summary
from pipeline.text.visible import visible
from schemas.reject import REASONS


def show(summary: Summary, out: Path) -> None:
    """Print the summary of a run that wrote to `out`."""
    console = Console(highlight=False, soft_wrap=True)
    table = Table(show_header=False, pad_edge=False, box=None)
    table.add_column(justify="left")
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_row("inputs", f"{summary.inputs:,}", "")
    table.add_row("records", f"{summary.records:,}", visible(str(out / "records.jsonl")))
    table.add_row("rejects", f"{summary.rejects.total():,}", visible(str(out / "rejects.jsonl")))
    for reason, count in sorted(summary.rejects.items()):
        table.add_row(f"  {reason}", f"{count:,}", REASONS[reason])
    table.add_row("unaccounted", f"{summary.unaccounted:,}", "inputs - records - rejects")
    table.add_row("reused", f"{summary.reused:,}", "unchanged since an earlier run")
    for why, count in sorted(summary.worked_on.items()):
        table.add_row("worked on", f"{count:,}", why)
    table.add_row("time", clock(summary.elapsed), "")
    for stage, seconds in summary.seconds.items():
        table.add_row(f"  {stage}", f"{seconds:.2f} s", f"{_share(seconds, summary):.0%}")
    console.print(table)
    if not summary.changed:
        console.print("Nothing has changed since the last run: nothing was done.")


def _share(seconds: float, summary: Summary) -> float:
    return seconds / (sum(summary.seconds.values()) or 1)
