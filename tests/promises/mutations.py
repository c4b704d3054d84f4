"""For each promise P-01 to P-30 (reliability 4.3): which tests prove it, and how to break the code so that they notice.

`make mutations` tries all; `make test` tries those that are `quick`. What can't be proved yet stands in `OPEN`.
"""

from collections.abc import Mapping
from typing import Final

from tests.promises.first_half import FIRST
from tests.promises.mutation import Mutation as Mutation
from tests.promises.of_moderation import OF_MODERATION
from tests.promises.second_half import SECOND

#: Nothing to break yet: the issue that builds it proves it, and takes it off this list.
OPEN: Final[Mapping[str, str]] = {}

MUTATIONS: Final = (*FIRST, *OF_MODERATION, *SECOND)
