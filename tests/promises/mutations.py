"""For each promise P-01 to P-30 (reliability 4.3): which tests prove it, and how to break the code so that they notice.

`make mutations` tries all; `make test` tries those that are `quick`. What can't be proved yet stands in `OPEN`.
"""

from typing import Final

from tests.promises.first_half import FIRST
from tests.promises.mutation import Mutation as Mutation
from tests.promises.second_half import SECOND

#: Nothing to break yet: the issue that builds it proves it, and takes it off this list.
OPEN: Final = {
    "P-02": "moderation: messages as evidence",
    "P-05": "moderation: the record of a ban",
    "P-06": "moderation: pictures of permanent bans",
    "P-25": "moderation: decisions by humans",
    "P-26": "moderation: reasons and appeals",
}

MUTATIONS: Final = (*FIRST, *SECOND)
