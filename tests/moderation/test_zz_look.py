import os, secrets
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="1"
from datetime import timedelta, date
import pytest
from django.utils import timezone
from django.conf import settings as S
from playwright.sync_api import sync_playwright
from tests.fakes.browsers import chromium_path
from moderation.models import *
from moderation.services import looking, decisions, appeals, bans
from moderation.services.decisions import Made
from moderation import links, words
from tests.moderation.conftest import *
from tests.moderation.conftest import Talk, picture
DAY=timedelta(days=1)

@pytest.mark.django_db(transaction=True)
def test_look(live_server, client, cupboard, come_in, staff, redis_live):
    now=timezone.now()
    ann,bob=come_in(now=now),come_in(now=now)
    t=Talk(ann,bob,now=now).say(bob,"show me more, now").say(ann,"no")
    t.complain("NUDITY",frame=picture("red"))
    from moderation.evidence import cabinet
    from moderation.pictures import draw
    asked=Evidence.objects.get(state="WAITS")
    cabinet().keep(asked.name, draw(picture("navy",(640,480))), taken_at=now.timestamp())
    looking.take_in(look_id=asked.name,outcome="taken",now=now)
    letter=words.draft(kind="BANNED",reason="NUDITY",ends_at=now+3*DAY,language="en")
    d=decisions.decide(case_id=Case.objects.get().pk,by=staff("m"),made=Made(kind="BANNED",rule="NUDITY",length=3*DAY,letter=letter,reason="x"),now=now)
    p=come_in(now=now)
    paused=bans.pause(person_id=p.pk,rule="ADVERT",facts={"rule":"links","version":3,"links":"9.0 (>= 4)","repeated":"3.5 (>= 2)"},letter=words.automatic(reason="ADVERT",language="en"),now=now,length=timedelta(seconds=int(os.environ.get("PAUSE","600"))))
    w=come_in(now=now)
    Talk(ann,w,now=now).complain("HATE")
    last=date.today().replace(day=1)
    import random
    r=random.Random(3)
    for back in range(1,8):
        last=(last-timedelta(days=1)).replace(day=1)
        for reason,n in zip(Complaint.Reason.values,(14,60,33,12,25,44,10,18)):
            for _ in range(r.randint(n//2,n)):
                c=Case.objects.create(number=secrets.token_hex(5),state="DECIDED",opened_on=last,decided_on=last,took=r.randint(600,90000))
                Complaint.objects.create(case=c,receipt_hash=secrets.token_hex(32),reason=reason,filed_on=last,outcome="UPHELD",decided_on=last)
    client.force_login(bob); cb=client.cookies["sessionid"].value
    from django.test import Client
    def cookie(person):
        c=Client(); c.force_login(person); return c.cookies["sessionid"].value
    with sync_playwright() as pw:
        b=pw.chromium.launch(executable_path=str(chromium_path()),args=["--no-sandbox"])
        def shot(name,person,path,width,scheme,act=None):
            ctx=b.new_context(viewport={"width":width,"height":800},color_scheme=scheme,timezone_id="Europe/Amsterdam")
            if person: ctx.add_cookies([{"name":"sessionid","value":cookie(person),"url":live_server.url}])
            page=ctx.new_page()
            errs=[]
            page.on("console",lambda m: errs.append(m.text) if m.type=="error" else None)
            page.on("pageerror",lambda e: errs.append(str(e)))
            page.goto(live_server.url+path); page.wait_for_timeout(600)
            if act: act(page)
            page.screenshot(path=f"/tmp/e_shots/{name}-{width}-{scheme}.png",full_page=True)
            wide=page.evaluate("document.documentElement.scrollWidth")
            print(name,width,scheme,"wide",wide,page.url,errs, page.locator("count-down").all_inner_texts())
            ctx.close()
        for width in (360,1280):
            for scheme in ("light","dark"):
                shot("ban",bob,"/en/excluded/",width,scheme)
        shot("ban-open",bob,"/en/excluded/",360,"light",lambda p:(p.locator("details").nth(0).evaluate("e=>e.open=true"),p.locator("details").nth(1).evaluate("e=>e.open=true"),p.wait_for_timeout(500)))
        shot("ban-ar",bob,"/ar/excluded/",360,"dark")
        shot("pause",p,"/en/excluded/",360,"dark")
        shot("own",bob,"/en/account/decisions/",1280,"light")
        shot("own",ann,"/en/account/decisions/",360,"dark")
        for width in (360,1280):
            for scheme in ("light","dark"): shot("numbers",None,"/en/numbers/",width,scheme)
        appeals.file(decision_id=d.pk,words="It was my arm, and the light.",keeps_picture=True,now=timezone.now())
        shot("waits",None,f"/en/decisions/{links.key_of(d)}/",360,"light")
        a=Appeal.objects.get()
        appeals.answer(appeal_id=a.pk,by=staff("o"),outcome="OVERTURNED",words="You are right: it was an arm.",now=timezone.now())
        shot("over",None,f"/en/decisions/{links.key_of(d)}/",1280,"light")
        b.close()
