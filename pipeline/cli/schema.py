"""``dateline schema``."""

import click


@click.command()
@click.argument("name", default="record")
def schema(name: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a published record.

    NAME is record (the default), reject, source, article, annotation, entities, dates, figures, claims or events:
    the lines of records.jsonl and rejects.jsonl, and what stands in the artifact of each stage.

    \b
      dateline schema > record.schema.json
      dateline schema figures | jq '."$defs".Value'
    """
    from schemas.jsonschema import PUBLISHED, rendered

    if name not in PUBLISHED:
        raise click.BadParameter(f"{name!r} is none of {', '.join(PUBLISHED)}.", param_hint="NAME")
    click.echo(rendered(name), nl=False)
