"""What the finance bureau decided, as files: packs, samples, icons; and the manual."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*names: str) -> Path:
    """The file or folder of the resources reached by `names`, e.g. `path("packs", "some-pack")`.

    A real path on the disk, in a source tree as well as in the frozen program, where the folder lies
    beside the libraries. `path()` is the root of the resources. Raises FileNotFoundError when there is
    no such file.
    """
    found = _ROOT.joinpath(*names)
    if not found.exists():
        raise FileNotFoundError(f"no such resource: {'/'.join(names)}")
    return found
