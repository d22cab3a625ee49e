"""What the commands show: records as text and tables, the progress of a run, its summary."""
