"""The privacy policy in German. ``{name}`` and its like come from the operator's settings."""

# ruff: noqa: E501 - a paragraph is a line

from typing import Final

SECTIONS: Final = {
    "1": (
        (
            "Wer wir sind",
            (
                (
                    "SCO-1 CON-1",
                    "{name} betreibt diese Seite und ist für deine Daten verantwortlich. Du erreichst uns unter {contact}.",
                ),
                (
                    "SCO-2",
                    "In den Chat kommst du erst, wenn du dieser Erklärung zugestimmt hast. Wir halten fest, dass du es getan hast: welche Fassung, wann, in welcher Sprache, und ob als Gast oder mit einem Konto.",
                ),
                (
                    "SCO-3",
                    "Wenn sich die Erklärung ändert, veröffentlichen wir hier eine neue Fassung mit ihrem Datum und fragen dich bei deinem nächsten Besuch wieder.",
                ),
                (
                    "INT-1 INT-2",
                    "Unsere Computer stehen in: {hosting}. Menschen aus vielen Ländern benutzen Chatear; was du Fremden zeigst oder schreibst, kann überall auf der Welt gesehen werden.",
                ),
            ),
        ),
        (
            "Was wir vergessen",
            (
                (
                    "RET-3 DAT-8",
                    "Wir behalten keine Nachrichten. Sie gehen durch unseren Server zur anderen Person und sind dann fort; niemand kann sie später von uns verlangen.",
                ),
                (
                    "RET-7 DAT-9",
                    "Wir behalten nichts darüber, wer mit wem gesprochen hat, wann oder wie lange. Euch beide als Paar gibt es nur im Arbeitsspeicher des Servers, während ihr redet.",
                ),
                (
                    "RET-4",
                    "Stattdessen hält dein eigener Browser für kurze Zeit ein Siegel zu jeder Nachricht. Wenn du dich über jemanden beschwerst, kannst du Nachrichten mit ihren Siegeln abgeben; erst dann bekommen wir sie zu sehen, und nur diese.",
                ),
            ),
        ),
        (
            "Was wir haben",
            (
                (
                    "DAT-1 RET-2",
                    "Von einem Gast: eine Zufallszahl, die Sprache, ein Geschlecht, wenn du eines angibst, den Tag deines letzten Besuchs. Gäste, die nicht wiederkommen, werden nach {guest_days} Tagen gelöscht.",
                ),
                (
                    "DAT-1 RET-2",
                    "Von einem Mitglied außerdem: die E-Mail-Adresse, ein Passwort, von dem nur eine Prüfsumme bleibt, das Geburtsdatum, was du in dein Profil schreibst, deine Passkeys und Codes und deine Nummer bei einem Dienst, mit dem du dich anmeldest. Was dein Gegenüber davon sieht, kreuzt du selbst an. Behalten wird es so lange wie dein Konto oder bis du das Feld leerst.",
                ),
                (
                    "DAT-7",
                    "Von deinem Browser oder deiner App: einen zufälligen Schlüssel in einem Cookie, von dem wir eine Prüfsumme behalten, die nur wir berechnen können, dazu Name und System; von einem Telefon, wenn eine App es uns sagt, Hersteller und Modell und Prüfsummen von Seriennummer und IMEI. So erkennen wir das Gerät wieder, und du findest es in deiner Liste.",
                ),
                (
                    "DAT-2",
                    "Von deiner Internetadresse: das Land und das Bundesland oder die Region, zu der sie gehört, ermittelt beim Verbinden und nur behalten, solange du verbunden bist. Nie eine Stadt, nie deinen Standort. Damit uns niemand überflutet, zählen wir, wie oft eine Adresse kommt, mit einer geschlüsselten Prüfsumme, die innerhalb von fünf Minuten verschwindet.",
                ),
                (
                    "DAT-2",
                    "Von deinen Besuchen, nur wenn du Ja sagst, wenn wir fragen: welche unserer Seiten du öffnest, wann und wie lange, dein Land und deine Region, Browser und System, Sprache, die Seite, die dich herführte, und ob du schon einmal da warst; {usage_days} Tage lang. Nie, mit wem du redest oder was du sagst. Nach einem Nein wird nichts gezählt, und was gezählt war, wird gelöscht.",
                ),
                (
                    "DAT-10 DAT-11 RET-5 RET-6",
                    "Wenn jemand eine Zeit lang ferngehalten werden muss: das Konto, die Prüfsumme des Browsers und eine geschlüsselte Prüfsumme der Adresse, bis diese Zeit endet, dazu ein Bild und die Nachrichten, die abgegeben wurden. Was jemanden erkennbar macht, wird dann gelöscht; dass es eine Entscheidung gab, bleibt erhalten, ohne das Bild.",
                ),
                ("DAT-13", "Unsere Protokolle enthalten keine Adressen, keine Namen und nichts von dem, was du sagst."),
                (
                    "DAT-3 DAT-4 DAT-5 DAT-6 DAT-12",
                    "Wenn du uns schreibst, etwas abonnierst oder etwas kaufst, haben wir, was dafür nötig ist, und sagen es dort, wo du es tust.",
                ),
                ("DAT-21", "Bitte gib uns keine Daten anderer Menschen."),
            ),
        ),
        (
            "Was Fremde erfahren",
            (
                (
                    "DIS-4",
                    "Bild und Ton gehen, wo es möglich ist, direkt von deinem Computer zum anderen. Damit ist deine Internetadresse für den anderen Computer erreichbar, obwohl unsere Seite sie nie zeigt. Schalte „Meine IP-Adresse verbergen“ ein, und alles geht stattdessen durch unser Relais, kostenlos.",
                ),
                (
                    "DAT-1",
                    "Wir zeigen der anderen Person dein Land, die Sprachen, die du gewählt hast, und die Interessen, die ihr teilt. Sonst nichts.",
                ),
            ),
        ),
        (
            "Wem wir etwas sagen",
            (
                (
                    "DIS-1 DIS-3 DAT-20 RET-8",
                    "Niemandem, außer wenn ein Gesetz oder ein Gericht uns zwingt, wenn ein Leben in Gefahr ist, wenn wir einen Anspruch abwehren müssen oder soweit unsere Versicherer und Berater es brauchen. Jeder solche Fall wird aufgeschrieben.",
                ),
                (
                    "DIS-2",
                    "Zahlungen, wenn du welche machst, wickeln Segpay, Stripe, PayPal, Apple, Google, Interkassa, SecurionPay, SMSBILL oder VK ab; sie bekommen, was eine Zahlung braucht, und nicht mehr.",
                ),
                (
                    "COO-2 COO-3 COO-4",
                    "Während du diese Seite benutzt, wird keine andere Seite nach etwas gefragt: Keine Statistik und keine Knöpfe anderer laden von selbst.",
                ),
            ),
        ),
        (
            "Wie lange, und wie sicher",
            (
                (
                    "RET-1",
                    "Nichts wird länger behalten, als es gebraucht wird; eine Aufgabe, die von selbst läuft, löscht, was vorbei ist.",
                ),
                (
                    "SEC-1 SEC-2 SEC-3",
                    "Alles reist verschlüsselt. Nur befugte Mitarbeitende kommen an die Daten, und nur an das, was ihre Aufgabe verlangt.",
                ),
            ),
        ),
        (
            "Deine Rechte",
            (
                (
                    "RGT-4",
                    "Im Europäischen Wirtschaftsraum und im Vereinigten Königreich kannst du sehen, berichtigen, mitnehmen, einschränken und löschen lassen, was wir haben, der Nutzung widersprechen und eine Einwilligung jederzeit widerrufen. Schreib an {contact}; du kannst dich auch bei deiner Datenschutzbehörde beschweren.",
                ),
                (
                    "RGT-1 RGT-2",
                    "In Kalifornien kannst du fragen, was für deren Werbung an andere weitergegeben wird, und in Nevada verlangen, dass nichts verkauft wird: Wir geben nichts weiter und verkaufen nichts.",
                ),
                (
                    "RGT-3",
                    "In Kanada kannst du deine Einwilligung widerrufen und dich bei uns oder beim Privacy Commissioner beschweren. Deine Daten liegen außerhalb Kanadas und können dort auf rechtmäßiges Verlangen an Behörden herausgegeben werden.",
                ),
            ),
        ),
        (
            "Unter 18",
            (
                (
                    "CHI-1",
                    "Chatear ist für Erwachsene. Wer es benutzt, erklärt, mindestens 18 Jahre alt zu sein; wissentlich haben wir nichts über Jüngere.",
                ),
                (
                    "CHI-2 CHI-3",
                    "Erfahren wir, dass jemand jünger ist, wird das Konto geschlossen und werden die Daten sofort gelöscht. Wenn du von einem Fall weißt, sag es uns unter {contact}.",
                ),
            ),
        ),
        (
            "Cookies",
            (
                (
                    "COO-1 COO-5",
                    "Wir setzen nur die Cookies, die die Seite braucht, um zu funktionieren, und nach deinem Ja zwei, die Besuche zählen; die Cookie-Seite nennt jedes. Du kannst sie jederzeit löschen; ohne sie erkennt der Chat dich nicht wieder.",
                ),
                (
                    "COO-6",
                    "Do Not Track und Global Privacy Control gelten als Ablehnung von allem, was deine Einwilligung bräuchte.",
                ),
                ("COO-7", "Links zu anderen Seiten sind gekennzeichnet; was jene Seiten tun, ist ihre Sache."),
            ),
        ),
    ),
}
