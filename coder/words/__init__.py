"""Every sentence a failure can say, by code: (Chinese, English), one module a room."""

from coder.words import codebook, coding, exchange, identify, read, search, store, tag, voice, write

SENTENCES: dict[str, tuple[str, str]] = {}
for _room in (codebook, coding, exchange, identify, read, search, store, tag, voice, write):
    _twice = SENTENCES.keys() & _room.SENTENCES.keys()
    if _twice:
        raise RuntimeError(f"{_room.__name__} repeats {sorted(_twice)}")
    SENTENCES |= _room.SENTENCES
