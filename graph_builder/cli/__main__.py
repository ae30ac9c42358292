"""`python -m graph_builder.cli` is the command `chancery`."""

from graph_builder.cli import main

main()
