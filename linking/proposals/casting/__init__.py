"""From a draft to who is meant by it: a person or nobody, the employer left, the employer joined."""

from linking.proposals.casting.cast import Cast
from linking.proposals.casting.moves import cast_move
from linking.proposals.casting.steps import cast_step

__all__ = ["Cast", "cast_move", "cast_step"]
