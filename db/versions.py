"""Versions of a pack: numbers with dots between them."""

import re

_VERSION = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,3}")


def is_version(text: str) -> bool:
    """Is it numbers with dots between them, `3` or `2.1`?"""
    return _VERSION.fullmatch(text) is not None


def rank(version: str) -> tuple[int, ...]:
    """By what versions are ordered; what is no version comes before all that are."""
    if not is_version(version):
        return ()
    numbers = [int(part) for part in version.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
