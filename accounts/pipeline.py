"""What happens once another service has said who somebody is; `SOCIAL_AUTH_PIPELINE` names the steps.

The library ran before: state, code, signatures and hashes have been checked. What the steps return that is no
dictionary ends the pipeline and goes to the page that asked. Nothing of the service's answer outlives them but its id
for the person, and what that person ticked and confirms.
"""

from typing import Any

from accounts import age
from accounts.services import social
from accounts.services.social import Arrival, Knock, TooYoung
from accounts.social import pictures
from accounts.social.ages import says_younger
from accounts.social.items import read


def refuse_the_young(*, backend: Any, uid: str, response: dict[str, Any], knock: Knock, **_: Any) -> None:
    """Shut the door to whom the service says to be younger than 18. promise: CHI-1

    :raises TooYoung: after everything that is here of them has gone
    """
    if says_younger(response, age.today_in("", knock.now)):
        social.remove_the_young(provider=backend.name, uid=uid, knock=knock)
        raise TooYoung


def arrive(*, backend: Any, uid: str, response: dict[str, Any], knock: Knock, **_: Any) -> Arrival:
    """Find out who it is, and say what follows."""
    if knock.purpose == "fill":
        told = read(knock.items, response)
        if "photo" in told:
            told["photo"] = pictures.fetch(told["photo"])
        told = {item: value for item, value in told.items() if value}
        return social.hear(provider=backend.name, uid=uid, told=told, knock=knock)
    return social.arrive(provider=backend.name, uid=uid, knock=knock)
