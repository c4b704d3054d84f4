"""Pretended people, and the page on which one of them says yes or no."""

from dataclasses import dataclass
from html import escape

from .web import Answer, Asked, page

#: What somebody is like; a form or a query says otherwise.
ANN = {
    "uid": "1001",
    "first_name": "Ann",
    "last_name": "Example",
    "email": "ann@example.org",
    "gender": "female",
    "birthday": "",
    "age_min": "21",
    "age_max": "",
    "location": "Utrecht, Netherlands",
    "photo": "teal",
}


@dataclass(frozen=True)
class Someone:
    """Who somebody is at a service."""

    uid: str
    first_name: str
    last_name: str
    email: str
    gender: str
    birthday: str
    age_min: str
    age_max: str
    location: str
    photo: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def someone(asked: Asked) -> Someone:
    """Return the person that a form or a query describes."""
    return Someone(**{name: asked.given.get(f"who_{name}", usual) for name, usual in ANN.items()})


def consent_page(service: str, asked: Asked, *, ticks: list[str] | None = None) -> Answer:
    """Return the page on which somebody says who they are, ticks what they allow, and says yes or no."""
    boxes = "".join(
        f'<p><label><input type="checkbox" name="tick" value="{escape(tick)}" checked> {escape(tick)}</label>'
        for tick in ticks or []
    )
    fields = "".join(
        f'<p><label>{name} <input name="who_{name}" value="{escape(asked.given.get(f"who_{name}", usual))}"></label>'
        for name, usual in ANN.items()
    )
    return page(
        f"<h1>Pretended {service}</h1><p>Nobody real is asked. {escape(asked.query.get('client_id', ''))} wants to know"
        f' you.<form method="post" action="?{escape(asked.raw_query)}">{boxes}'
        '<p><button name="says" value="yes">I allow it</button> <button name="says" value="no">I refuse</button>'
        f"<details><summary>Who you are</summary>{fields}</details></form>"
    )
