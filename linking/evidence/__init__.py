"""What a document shows, arranged so that a signal can ask it a plain question.

`Evidence` is the document alone: who is named in which sentence, which words of a dispute stand where. `Standing` is
one card against it and against the other `Candidates`. Both are made once; signals only read them.
"""

from linking.evidence.document import Evidence, gather
from linking.evidence.standing import Candidates, Standing, stand
from linking.evidence.years import years_in

__all__ = ["Candidates", "Evidence", "Standing", "gather", "stand", "years_in"]
