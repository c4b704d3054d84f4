"""What messages are like, in every language of the site: found where it is, and left alone where it is not."""

import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import patterns
from matching.patterns import CONTACTS, LINKS, MONEY, PHONES, THREATS

SAID = {
    LINKS: (
        "look at https://example.org/x",
        "www.something.net",
        "go to hotgirls.xyz now",
        "mysite dot com",
        "kijk op mijnsite punt nl",
        "entra en misitio punto com",
        "geh auf meineseite(punkt)de",
        "va sur monsite point fr",
        "meusite ponto com",
        "t.me/abc",
    ),
    CONTACTS: (
        "add me on telegram",
        "my snap is lola_99: add",
        "insta: lola.99",
        "@lola_ninety",
        "telegram=lola99",
        "voeg me toe op snapchat",
        "schreib mir auf whatsapp",
        "komm auf telegram",
        "ajoute moi sur snap",
        "agrégame en instagram",
        "me adiciona no whatsapp",
        "أضفني على سناب",
        "راسلني على تلجرام",
        "حسابي انستا",
    ),
    MONEY: (
        "buy me a steam card",
        "send me money first",
        "gift card please",
        "do you have cashapp",
        "stuur me wat geld",
        "een cadeaubon is ook goed",
        "schick mir geld",
        "ich brauche einen gutscheincode",
        "envoie moi de l'argent",
        "une carte cadeau",
        "mándame dinero",
        "una tarjeta de regalo",
        "me manda dinheiro",
        "faz um pix",
        "ارسل لي مال",
        "بطاقة هدية",
    ),
    PHONES: (
        "call me 06 12 34 56 78 9",
        "+31 6 1234 5678",
        "0 6 1 2 3 4 5 6 7 8",
        "zero six one two three four five six seven eight",
        "nul zes een twee drie vier vijf zes zeven acht",
        "cero seis uno dos tres cuatro cinco seis siete ocho",
        "null sechs eins zwei drei vier fünf sechs sieben acht",
        "٠٦١٢٣٤٥٦٧٨",
        "صفر ستة واحد اثنين ثلاثة اربعة خمسة ستة سبعة ثمانية",
        "0-6.1(2)3/4*5 6 7 8",
    ),
    THREATS: (
        "pay or I send it to your friends",
        "i will post your video on facebook",
        "I'll share the screenshots with your family",
        "betaal of ik zet het online",
        "ik stuur het filmpje naar je vrienden",
        "zahl oder ich poste es",
        "ich schicke das video an deine freunde",
        "paye sinon je publie tout",
        "je vais envoyer la vidéo à tes amis",
        "paga o publico tu video",
        "voy a subir tus fotos para todos tus amigos en la red",
        "paga senão mando o vídeo pra todos",
        "vou mandar o vídeo pros seus amigos",
        "ادفع أو سأنشر الفيديو",
        "سأنشر صورك",
    ),
}
INNOCENT = (
    "hello, where are you from?",
    "I am 24, from the Netherlands",
    "what did you do in 2019?",
    "I live at number 12, on the 3rd floor",
    "it is 10:30 here, 22 degrees",
    "I like films. music too.",
    "ok...so?",
    "my brother is three and my sister is four",
    "I post nothing online",
    "do you pay for your own coffee or not?",
    "the bus costs 2,50",
    "ik hou van fietsen en van film",
    "mijn vrienden wonen in Utrecht",
    "ik betaal morgen de huur",
    "was machst du heute?",
    "ich teile gern meine Meinung",
    "meine Freunde kommen um 8",
    "tu habites où ?",
    "je vais au cinéma avec mes amis",
    "la vida es bella",
    "¿qué tal tus amigos?",
    "me gusta la plata y el oro en las joyas",
    "gosto de música e de praia",
    "meus amigos são legais",
    "من أين أنت؟",
    "أحب الموسيقى والأفلام",
    "one two three, go!",
    "1 2 3 4 5",
    "born 12.03.1999",
    "he is at home, i.e. not here",
    "e.g. this one",
    "my snap judgement was wrong",
)
CASES = [(family, body) for family, bodies in SAID.items() for body in bodies]


@pytest.mark.parametrize(("family", "body"), CASES)
def test_it_is_found(family, body):
    assert family in patterns.found(body)


@pytest.mark.parametrize("body", INNOCENT)
def test_what_is_innocent_is_left_alone(body):
    assert patterns.found(body) == frozenset()


@given(st.text(max_size=2000))
def test_any_text_has_an_answer(body):
    assert patterns.found(body) <= {LINKS, CONTACTS, MONEY, PHONES, THREATS}


@pytest.mark.parametrize("piece", ["pay or ", "a.", "@a", "1 ", "one ", "send ", "add me ", "ik stuur ", "( ", "é"])
def test_no_text_takes_long(piece):
    """As a ratio: the longest text of the worst kind costs no more than its length does."""
    short, long = piece * 20, (piece * 2000)[:2000]
    few = min(timeit.repeat(lambda: patterns.found(short), number=20, repeat=5)) / len(short)
    many = min(timeit.repeat(lambda: patterns.found(long), number=20, repeat=5)) / len(long)

    assert many < 12 * few


def test_the_same_said_twice_is_the_same_in_another_dress():
    assert patterns.normal("Hello,  YOU!") == patterns.normal("hello you")
    assert patterns.normal("hello you") != patterns.normal("hello me")
