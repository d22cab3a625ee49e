"""Finished records as tables that a program loads: Parquet, CSV, SQLite, DuckDB, and spaCy's DocBin.

The tables are defined once, in `pipeline.export.tables`, from the published JSON Schema; rows, column types, DDL and
the documentation all come from there.
"""
