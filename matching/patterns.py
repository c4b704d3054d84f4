"""What a message is like that tries to lure, to sell or to blackmail, in every language of the site. Pure.

A family that is found says nothing of a person: it is counted, and the one who reads the message is warned where it
is about money, another app or a threat (`design/product.md`, 14). The text itself is never kept. promise: DAT-8, RET-3
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

LINKS, CONTACTS, MONEY, PHONES, THREATS = "links", "contacts", "money", "phones", "threats"
#: The families of which whoever reads the message is warned on the spot.
LURES: Final = frozenset({CONTACTS, MONEY, THREATS})
#: Digits of a telephone number, at least: a year, a price or a postcode has fewer.
FEWEST_DIGITS: Final = 9

_ENDS: Final = (
    "com|net|org|info|biz|ru|xyz|top|club|site|online|live|me|io|co|tv|cc|to|ly|gg|link|app|cam|chat|vip|shop"
    "|nl|de|fr|es|pt|br|mx|ar|uk"
)
_DOT: Final = r"\s?[(\[]?\s?(?:dot|punt|punto|point|punkt|ponto|نقطة)\s?[)\]]?\s?"
_APPS: Final = (
    r"telegram|tele ?gram|whats ?app|wh?ats|snap ?chat|snap|insta ?gram|insta|kik|discord|skype|we ?chat|viber|imo"
    r"|تيليجرام|تيلجرام|تلجرام|تليجرام|واتساب|واتس|سناب|انستا|انستغرام|ديسكورد"
)
_COME: Final = (
    r"add|come|go|write|text|message|talk|follow|find|dm|kom|ga|schrijf|voeg|volg|zoek|komm|geh|schreib|füg|folg"
    r"|viens|va|ajoute|écris|suis|ven|agrega|agrégame|añade|escríbe|escribe|sígueme|búscame|vem|adiciona|chama|segue"
    r"|تعال|أضفني|ضيفني|اضفني|راسلني|كلمني|حسابي|تابعني"
)
_MINE: Final = r"(?:vid(?:eo|éo|ео)?s?|filmpje|clip|pics?|photos?|fotos?|bild(?:er)?|nudes?|screenshots?|v[ií]deos?|naakt\w*|nackt\w*)"
_THEIRS: Final = (
    r"(?:friends?|family|parents|everyone|everybody|facebook|insta\w*|online|internet|vrienden|familie|ouders|iedereen"
    r"|freunde\w*|eltern|allen|netz|amis|famille|tout le monde|amig[oa]s|familia|todos|fam[ií]lia|red|redes)"
)

_FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    LINKS: (
        r"\bhttps?://\S{3}",
        r"\bwww\.\S{3}",
        rf"\b[a-z0-9-]{{1,40}}\.(?:{_ENDS})\b(?!\.)",
        rf"\b[a-z0-9-]{{2,40}}{_DOT}(?:{_ENDS})\b",
    ),
    CONTACTS: (
        r"(?<![\w@])@[a-z][a-z0-9_.]{3,31}\b",
        rf"\b(?:{_APPS})\b\s?(?:is|ist|es|est|é|id|name|naam)?\s?[:=@]\s?@?[a-z0-9_.]{{3,32}}",
        rf"\b(?:my|mijn|mein|mon|mi|meu)\s(?:{_APPS})\s?(?:is|ist|es|est|é|name|naam|[:=])",
        rf"\b(?:{_COME})\w{{0,6}}\b.{{0,20}}\b(?:{_APPS})\b",
        rf"(?:{_COME}).{{0,15}}(?:تيليجرام|تيلجرام|تلجرام|تليجرام|واتساب|واتس|سناب|انستا|انستغرام)",
    ),
    MONEY: (
        r"\bgift ?cards?\b|\b(?:steam|itunes|amazon|google play|playstation|xbox) (?:gift ?)?(?:cards?|codes?|kaart|karte|carte)\b",
        r"\b(?:cash ?app|venmo|zelle|western union|moneygram|bitcoins?|btc|usdt|crypto|onlyfans|tikkie|bizum|paysafe\w*|neosurf)\b",
        r"\b(?:send|give|pay)\b.{0,12}(?:money|cash|dollars?|euros?|[$€£])|\bpaypal\b",
        r"\b(?:stuur|geef|betaal|maak)\b.{0,15}\b(?:geld|euro)|\bcadeau(?:bon|kaart)",
        r"\b(?:schick|send|überweis|gib|zahl)\w{0,3}\b.{0,15}\b(?:geld|euro)|\bgutschein(?:karte|code)?\b",
        r"\b(?:envoie|donne|paye|verse)\w{0,2}\b.{0,15}(?:argent|euros?)|\bcarte cadeau\b",
        r"\b(?:env[ií]a|m[aá]nda|dame|paga)\w{0,3}\b.{0,15}(?:dinero|plata|euros?|d[oó]lares)|\btarjeta (?:de )?regalo\b",
        r"\b(?:envia|manda|paga|faz)\w{0,2}\b.{0,15}(?:dinheiro|grana|pix|reais)|\b(?:cart[ãa]o|vale)[ -]presente\b",
        r"(?:أرسل|ارسل|ابعت|حول|ادفع).{0,12}(?:مال|فلوس|نقود|دولار|يورو)|بطاقة (?:هدية|هدايا)",
    ),
    THREATS: (
        rf"\bi(?:'ll|’ll|ll| will| am going to|'m going to|'m gonna| gonna)\s(?:\w{{1,10}}\s)?(?:post|publish|send|share|upload|leak|show)\b.{{0,40}}\b(?:{_MINE}|{_THEIRS})\b.{{0,30}}(?:{_THEIRS}|online|$)",
        r"\bpay\b.{0,25}\bor\b.{0,25}\b(?:post|publish|send|share|upload|leak|everyone|friends|family)",
        r"\bbetaal\b.{0,25}\b(?:of|anders)\b",
        rf"\b(?:ik )?(?:zet|stuur|plaats|post|deel|verspreid)\b.{{0,25}}\b{_MINE}\b.{{0,30}}{_THEIRS}",
        r"\b(?:zahl|bezahl)\w{0,2}\b.{0,25}\b(?:oder|sonst)\b",
        rf"\b(?:ich )?(?:schick|sende?|post|veröffentlich|teil|stell|zeig)\w{{0,3}}\b.{{0,25}}\b{_MINE}\b.{{0,30}}{_THEIRS}",
        r"\bpa(?:y|i)e\w{0,2}\b.{0,25}\b(?:ou|sinon)\b",
        rf"\b(?:envoie|enverrai|publie|publierai|poste|posterai|partage|envoyer|publier|poster|partager)\b.{{0,25}}(?:vid[ée]os?|photos?|nues?).{{0,30}}{_THEIRS}",
        r"\bpag(?:a|ue|as)\b.{0,25}\b(?:o|ou|sino|senão|senao)\b.{0,25}\b(?:public|env|mand|sub|post|divulg|compart|vídeo|video|foto)",
        rf"\b(?:public|env[ií]|mand|sub|compart|post|divulg)\w{{1,6}}\b.{{0,25}}(?:v[ií]deos?|fotos?|nudes?|desnud\w+).{{0,30}}{_THEIRS}",
        r"(?:سأنشر|سانشر|بنشر|هنشر|راح أنشر|راح انشر|سأرسل|سارسل|هبعت).{0,25}(?:فيديو|الفيديو|صور|صورك|فضيح)",
        r"(?:ادفع|ادفعي|حول).{0,25}(?:أو|او|وإلا|والا).{0,25}(?:نشر|انشر|سأنشر|فضح|أفضح|افضح|فيديو|صور)",
    ),
}  # fmt: skip
_COMPILED: Final = {name: re.compile("|".join(f"(?:{one})" for one in them)) for name, them in _FAMILIES.items()}

_DIGITS: Final[Mapping[str, str]] = {
    word: str(value)
    for value, words in enumerate(
        (
            "zero oh nul cero null zéro صفر",
            "one een één uno una eins un um واحد",
            "two twee dos zwei deux dois اثنان اثنين",
            "three drie tres drei trois três ثلاثة",
            "four vier cuatro quatre quatro أربعة اربعة",
            "five vijf cinco fünf cinq خمسة",
            "six zes seis sechs ستة",
            "seven zeven siete sieben sept sete سبعة",
            "eight acht ocho huit oito ثمانية",
            "nine negen nueve neun neuf nove تسعة",
        )
    )
    for word in words.split()
}
_WORDS: Final = re.compile(r"\w+")
_NUMBER: Final = re.compile(rf"\+?\d(?:[\s().\-_/*•·,]{{0,3}}\d){{{FEWEST_DIGITS - 1},14}}")


def found(body: str) -> frozenset[str]:
    """Return the families that a message belongs to; most belong to none."""
    text = " ".join(unicodedata.normalize("NFKC", body).casefold().split())
    families = {name for name, pattern in _COMPILED.items() if pattern.search(text)}
    if _has_number(text):
        families.add(PHONES)
    return frozenset(families)


def normal(body: str) -> str:
    """Return what two messages share that are the same but for spaces, case and signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", body).casefold() if sign.isalnum())


def _has_number(text: str) -> bool:
    """Whether there is a telephone number, written in digits of any script or in words."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    if _NUMBER.search(plain):
        return True
    spelled = _WORDS.sub(lambda word: _DIGITS.get(word[0], word[0]), plain)
    return spelled != plain and bool(_NUMBER.search(spelled))
