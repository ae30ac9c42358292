"""Types that nothing may change, checked by the type checker rather than while the code runs."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """`cls` as `dataclass(frozen=True, slots=True)` makes it, but made in half the time.

    Python's own frozen dataclasses call a function for each field of each new object. An article's
    dossier is made of thousands of them, so the type checker alone keeps them from being changed.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
