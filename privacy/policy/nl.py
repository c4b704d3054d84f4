"""The privacy policy in Dutch; see en.py."""

# ruff: noqa: E501 - a paragraph is a line

from typing import Final

SECTIONS: Final = {
    "1": (
        (
            "Wie wij zijn",
            (
                (
                    "SCO-1 CON-1",
                    "{name} beheert deze site en is verantwoordelijk voor je gegevens. Je bereikt ons via {contact}.",
                ),
                (
                    "SCO-2",
                    "Je komt pas in de chat als je dit beleid hebt aanvaard. Dat bewaren we: welke versie, wanneer, in welke taal, en of het als gast of met een account was.",
                ),
                (
                    "SCO-3",
                    "Verandert het beleid, dan zetten we hier een nieuwe versie met datum neer en vragen we het je bij je volgende bezoek opnieuw.",
                ),
                (
                    "INT-1 INT-2",
                    "Onze computers staan in {hosting}. Chatear wordt in veel landen gebruikt; wat je een vreemde laat zien of schrijft, kan overal ter wereld te zien zijn.",
                ),
            ),
        ),
        (
            "Wat wij vergeten",
            (
                (
                    "RET-3 DAT-8",
                    "We bewaren geen berichten. Ze gaan via onze server naar de ander en zijn daar dan weg; niemand kan ze later bij ons opvragen.",
                ),
                (
                    "RET-7 DAT-9",
                    "We bewaren niets over wie met wie sprak, wanneer of hoe lang. Jullie tweeën bestaan als paar alleen in het geheugen van de server, zolang jullie praten.",
                ),
                (
                    "RET-4",
                    "In plaats daarvan houdt je eigen browser korte tijd een zegel op elk bericht. Klaag je over iemand, dan mag je berichten met hun zegel inleveren; pas dan zien wij ze, en alleen die.",
                ),
            ),
        ),
        (
            "Wat wij hebben",
            (
                (
                    "DAT-1 RET-2",
                    "Van een gast: een willekeurig nummer, de taal, een geslacht als je dat opgeeft, de dag waarop je er het laatst was. Gasten die niet terugkomen worden na {guest_days} dagen verwijderd.",
                ),
                (
                    "DAT-1 RET-2",
                    "Van een lid bovendien: het e-mailadres, een wachtwoord waarvan alleen een hash overblijft, de geboortedatum, wat je in je profiel zet, je passkeys en codes, en je nummer bij een dienst waarmee je inlogt. Wat een gesprekspartner daarvan ziet, vink je zelf aan. We bewaren het zolang je account er is, of tot je het veld leegmaakt.",
                ),
                (
                    "DAT-7",
                    "Van je browser of app: een willekeurige sleutel in een cookie, waarvan we een hash bewaren die alleen wij kunnen berekenen, en de naam en het systeem; van een telefoon, waar een app het ons zegt, fabrikant en model, en hashes van serienummer en IMEI. Zo herkennen we het apparaat, en vind jij het in je lijst.",
                ),
                (
                    "DAT-2",
                    "Van je internetadres: het land en de provincie of staat waar het bij hoort, bepaald als je verbinding maakt en alleen bewaard zolang je verbonden bent. Nooit een stad, nooit je positie. Opdat niemand ons overspoelt, tellen we hoe vaak een adres langskomt, aan de hand van een hash met sleutel die binnen vijf minuten weg is.",
                ),
                (
                    "DAT-2",
                    "Van je bezoeken, alleen als je ja zegt wanneer we het vragen: welke pagina's van ons je opent, wanneer en hoe lang, je land en staat, browser en systeem, taal, de site die je hierheen bracht, en of je er al eerder was; {usage_days} dagen lang. Nooit met wie je praat of wat je zegt. Na een nee wordt niets geteld, en wat geteld was, wordt gewist.",
                ),
                (
                    "DAT-10 DAT-11 RET-5 RET-6",
                    "Moet iemand een tijd buiten blijven: het account, de hash van de browser en een versleutelde hash van het adres, tot die tijd om is, en een beeld en de berichten die zijn ingeleverd. Wat iemand aanwijst wordt verwijderd als het eindigt; dat er een besluit was blijft bewaard, zonder het beeld.",
                ),
                ("DAT-13", "Onze logboeken bevatten geen adressen, geen namen en niets van wat je zegt."),
                (
                    "DAT-3 DAT-4 DAT-5 DAT-6 DAT-12",
                    "Schrijf je ons, abonneer je je ergens op of koop je iets, dan hebben we wat daarvoor nodig is, en we zeggen het waar je het doet.",
                ),
                ("DAT-21", "Geef ons alsjeblieft geen gegevens van anderen."),
            ),
        ),
        (
            "Wat een vreemde te weten komt",
            (
                (
                    "DIS-4",
                    "Beeld en geluid gaan waar dat kan rechtstreeks van jouw computer naar die van de ander. Daardoor is je internetadres beschikbaar voor die andere computer, al toont onze pagina het nooit. Zet 'mijn IP-adres verbergen' aan en alles gaat via ons doorgeefstation, zonder kosten.",
                ),
                (
                    "DAT-1",
                    "We tonen de vreemde je land, de talen die je koos en de interesses die jullie delen. Verder niets.",
                ),
            ),
        ),
        (
            "Wie wij het vertellen",
            (
                (
                    "DIS-1 DIS-3 DAT-20 RET-8",
                    "Niemand, behalve als een wet of rechter ons ertoe verplicht, als er een leven in gevaar is, als we ons tegen een vordering moeten verweren, of voor zover onze verzekeraars en adviseurs het nodig hebben. Elk geval wordt vastgelegd.",
                ),
                (
                    "DIS-2",
                    "Betalingen, als je die doet, lopen via Segpay, Stripe, PayPal, Apple, Google, Interkassa, SecurionPay, SMSBILL of VK; zij krijgen wat een betaling nodig heeft en niet meer.",
                ),
                (
                    "COO-2 COO-3 COO-4",
                    "Geen andere site wordt iets gevraagd terwijl je deze gebruikt: geen statistiek en geen knoppen van anderen laden vanzelf.",
                ),
            ),
        ),
        (
            "Hoe lang, en hoe veilig",
            (
                ("RET-1", "Niets wordt langer bewaard dan nodig is; wat voorbij is, wordt vanzelf verwijderd."),
                (
                    "SEC-1 SEC-2 SEC-3",
                    "Alles reist versleuteld. Alleen bevoegde medewerkers komen bij de gegevens, en alleen bij wat hun taak vraagt.",
                ),
            ),
        ),
        (
            "Je rechten",
            (
                (
                    "RGT-4",
                    "In de Europese Economische Ruimte en het Verenigd Koninkrijk mag je zien, verbeteren, meenemen, beperken en laten wissen wat wij hebben, bezwaar maken en toestemming op elk moment intrekken. Schrijf naar {contact}; je kunt ook klagen bij je toezichthouder.",
                ),
                (
                    "RGT-1 RGT-2",
                    "In Californië mag je vragen wat aan anderen wordt doorgegeven voor hun reclame, en in Nevada dat niets wordt verkocht: wij geven niets door en verkopen niets.",
                ),
                (
                    "RGT-3",
                    "In Canada mag je je toestemming intrekken en klagen bij ons of bij de Privacy Commissioner. Je gegevens staan buiten Canada en kunnen op rechtmatig verzoek aan autoriteiten daar worden gegeven.",
                ),
            ),
        ),
        (
            "Onder de 18",
            (
                (
                    "CHI-1",
                    "Chatear is voor volwassenen. Door het te gebruiken verklaar je dat je minstens 18 bent; we bewaren bewust niets over wie jonger is.",
                ),
                (
                    "CHI-2 CHI-3",
                    "Horen we dat iemand jonger is, dan wordt het account gesloten en worden de gegevens meteen verwijderd. Ken je zo'n geval, meld het via {contact}.",
                ),
            ),
        ),
        (
            "Cookies",
            (
                (
                    "COO-1 COO-5",
                    "We plaatsen alleen de cookies die de site nodig heeft en, na je ja, twee die bezoeken tellen; de cookiepagina noemt ze allemaal. Je kunt ze altijd verwijderen; zonder herkent de chat je niet.",
                ),
                (
                    "COO-6",
                    "Do Not Track en Global Privacy Control gelden als weigering van alles waarvoor je toestemming nodig zou zijn.",
                ),
                ("COO-7", "Links naar andere sites zijn gemarkeerd; wat die sites doen is aan hen."),
            ),
        ),
    ),
}
