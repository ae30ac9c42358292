"""Converters from the original public corpora to the files that training reads.

`python -m graph_builder.reading.training.convert MIRRORS OUT` reads git repositories below MIRRORS
(`owner+name/repo` or `owner+name`, bare or not) at the commits of `corpora.toml`.
"""
