"""When Python looks for garbage while article after article is read."""

import gc

# For `gc.set_threshold`: new objects (those of a few articles), then runs of each generation.
_THRESHOLDS = (10_000, 5, 10)


def settle() -> None:
    """Arrange the search for garbage for many articles, when what they need is loaded.

    What is there stays, so it isn't looked through again and again. Of an article some things
    remain that point at one another (its entities and the references to them), which only this
    search can free: it comes once in a few articles, when most of them are done with. By default
    it comes in the middle of each and takes its words for old ones; together that costs a tenth of
    extraction's time and more.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
