"""When Python looks for garbage while article after article is read."""

import gc

# For `gc.set_threshold`: new objects (more than a usual article's), then runs of each generation.
_THRESHOLDS = (10_000, 5, 10)


def settle() -> None:
    """Arrange the search for garbage for many articles, when what they need is loaded.

    What is there stays, so it isn't looked through again and again. Reading and extraction leave
    nothing behind that only this search could free (`Discourse.close`), but make new objects by the
    thousand: by default it would come in the middle of each article and look through them for
    nothing; together that costs a tenth of extraction's time and more.
    """
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
