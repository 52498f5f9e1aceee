"""Which box is ticked in a text of several: ☑ before or behind its label, √, ■, or the label alone."""

from unicodedata import normalize

from db.definitions import Field
from db.exchange.wording import words_of

_TICKED = "☑☒✔✓√■●"
_UNTICKED = "☐□○▢"


def as_ticked(own: Field, text: str) -> str:
    """The values of a field's ticked labels, joined with commas; '' when none is."""
    plain = "".join(
        "".join(normalize("NFKC", char) if char not in _TICKED + _UNTICKED else char for char in text).split()
    )
    labels = [(value, "".join(normalize("NFKC", label).split())) for value, label in own.ticks]
    spans = []
    for value, label in labels:
        bare = label.lstrip("0123456789.、")
        wanted = label if label in plain else bare
        if wanted not in plain:
            continue
        start = plain.index(wanted)
        spans.append((start, start + len(wanted), value))
    spans.sort()
    if not any(box in plain for box in _TICKED + _UNTICKED):
        alone = [
            value
            for value, label in labels
            if words_of(plain) in (words_of(label), words_of(label.lstrip("0123456789.、")))
        ]
        return alone[0] if len(alone) == 1 else ""
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), len(plain)]
    gaps = [plain[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2)]
    before = bool(gaps) and any(box in gaps[0] for box in _TICKED + _UNTICKED)
    boxes = gaps[:-1] if before else gaps[1:]
    return ",".join(
        value for (_, _, value), gap in zip(spans, boxes, strict=True) if any(box in gap for box in _TICKED)
    )
