"""``python -m pipeline`` is the ``dateline`` command."""

from pipeline.cli import main

if __name__ == "__main__":  # processes that a run starts import this module too
    main()
