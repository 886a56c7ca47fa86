"""The words that tell who is speaking and whether the document means it.

The table follows ConText (Harkema and others 2009, doi:10.1016/j.jbi.2009.05.002):
each cue has a status, a direction (the words it governs stand after it, before
it, or anywhere in its sentence), a reach in words, and the words that end its
scope. Pseudo-cues look like cues and are none ("not only", "no doubt",
"without delay"); they are taken out first. The cues themselves are ours,
written for policy prose, minutes and procedure manuals.
"""

from checker.passages.cues.frames import FRAMES
from checker.passages.cues.pseudo import PSEUDO
from checker.passages.cues.rejection import REJECTION
from checker.passages.cues.shape import Cue, Governs
from checker.passages.cues.voices import VOICES

CUES: tuple[Cue, ...] = (*REJECTION, *VOICES, *FRAMES)

__all__ = ["CUES", "PSEUDO", "Cue", "Governs"]
