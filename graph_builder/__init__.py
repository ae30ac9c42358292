"""Chancery reads news articles and keeps the diplomatic record."""

__version__ = "0.1.0"
