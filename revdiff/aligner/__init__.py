"""Which passage of the old document became which passage of the new one: segments, units cut by others, sentences."""

from revdiff.aligner.segments import Aligned, align_segments, align_units
from revdiff.aligner.sentences import align_sentences

__all__ = ["Aligned", "align_segments", "align_sentences", "align_units"]
