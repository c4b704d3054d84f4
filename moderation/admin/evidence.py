"""Pictures for staff: one at a time, written down before it is shown, marked with who looks (promise: SEC-3)."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from accounts.models import Person
from moderation.evidence import cabinet
from moderation.models import Evidence
from moderation.pictures import Destroyed

from .access import DECIDE, cases_of, needs

STEP = 90  # pixels between two lines of the mark


@never_cache
@require_safe
@needs(DECIDE)
def picture(_request: HttpRequest, staff: Person, pk: int) -> HttpResponse:
    """Return a picture with the viewer's address all over it: who passes it on is known."""
    row = Evidence.objects.select_related("case").filter(pk=pk, state=Evidence.State.KEPT).first()
    if row is None or not cases_of(staff).filter(pk=row.case_id).exists():
        raise Http404
    try:
        _about, jpeg = cabinet().read(row.name)
    except Destroyed:
        raise Http404 from None
    headers = {"Content-Disposition": "inline", "X-Content-Type-Options": "nosniff"}
    marked_one = marked(jpeg, f"{staff.email} {timezone.now():%Y-%m-%d %H:%M}")
    return HttpResponse(marked_one, content_type="image/jpeg", headers=headers)


def marked(jpeg: bytes, words: str) -> bytes:
    """Return a picture with words across it, again and again."""
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as file:
        whole = file.convert("RGBA")
    layer = Image.new("RGBA", whole.size)
    pen, font = ImageDraw.Draw(layer), ImageFont.load_default(size=16)
    for line in range(0, whole.height + STEP, STEP):
        pen.text(
            (8 + line % 3 * 24, line + 8),
            words,
            font=font,
            fill=(255, 255, 255, 110),
            stroke_width=1,
            stroke_fill=(0, 0, 0, 90),
        )
    drawn = BytesIO()
    Image.alpha_composite(whole, layer).convert("RGB").save(drawn, "JPEG", quality=82)
    return drawn.getvalue()
