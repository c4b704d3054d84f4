"""The privacy policy in French. ``{name}`` and its like come from the operator's settings."""

# ruff: noqa: E501 - a paragraph is a line

from typing import Final

SECTIONS: Final = {
    "1": (
        (
            "Qui nous sommes",
            (
                ("SCO-1 CON-1", "{name} gère ce site et répond de vos données. Vous nous joignez à {contact}."),
                (
                    "SCO-2",
                    "Vous n’entrez dans le chat qu’après avoir accepté cette politique. Nous gardons que vous l’avez fait : quelle version, quand, dans quelle langue, et si c’était en invité ou avec un compte.",
                ),
                (
                    "SCO-3",
                    "Quand la politique change, nous publions ici une nouvelle version avec sa date, et nous vous redemandons à votre prochaine visite.",
                ),
                (
                    "INT-1 INT-2",
                    "Nos ordinateurs se trouvent ici : {hosting}. Des gens de nombreux pays utilisent Chatear ; ce que vous montrez ou écrivez à une personne inconnue peut être vu partout dans le monde.",
                ),
            ),
        ),
        (
            "Ce que nous oublions",
            (
                (
                    "RET-3 DAT-8",
                    "Nous ne gardons aucun message. Ils passent par notre serveur vers l’autre personne et en disparaissent ; nul ne peut nous les demander plus tard.",
                ),
                (
                    "RET-7 DAT-9",
                    "Nous ne gardons rien sur qui a parlé avec qui, quand, ni combien de temps. Votre paire n’existe que dans la mémoire vive du serveur pendant que vous parlez.",
                ),
                (
                    "RET-4",
                    "À la place, votre propre navigateur garde un court moment un sceau pour chaque message. Si vous vous plaignez de quelqu’un, vous pouvez remettre des messages avec leurs sceaux ; c’est alors seulement que nous les voyons, et seulement ceux-là.",
                ),
            ),
        ),
        (
            "Ce que nous détenons",
            (
                (
                    "DAT-1 RET-2",
                    "D’un invité : un nombre aléatoire, la langue, un genre si vous en indiquez un, le jour de votre dernière venue. Les invités qui ne reviennent pas sont effacés après {guest_days} jours.",
                ),
                (
                    "DAT-1 RET-2",
                    "D’un membre, en plus : l’adresse e-mail, un mot de passe dont il ne reste qu’une empreinte, la date de naissance, ce que vous mettez dans votre profil, vos clés d’accès et codes, et votre numéro dans un service avec lequel vous vous connectez. Vous cochez vous-même ce que l’autre personne en voit. C’est gardé aussi longtemps que votre compte, ou jusqu’à ce que vous vidiez le champ.",
                ),
                (
                    "DAT-7",
                    "De votre navigateur ou application : une clé aléatoire dans un cookie, dont nous gardons une empreinte que nous seuls pouvons calculer, ainsi que son nom et son système ; d’un téléphone, si une application nous le dit, le fabricant et le modèle, et des empreintes du numéro de série et de l’IMEI. Ainsi nous reconnaissons l’appareil, et vous le trouvez dans votre liste.",
                ),
                (
                    "DAT-2",
                    "De votre adresse internet : le pays et l’État ou la région auxquels elle appartient, déterminés quand vous vous connectez et gardés seulement pendant que vous êtes en connexion. Jamais une ville, jamais votre position. Pour que personne ne nous submerge, nous comptons combien de fois une adresse vient, par une empreinte à clé qui disparaît en cinq minutes.",
                ),
                (
                    "DAT-2",
                    "De vos visites, seulement si vous dites oui quand nous le demandons : lesquelles de nos pages vous ouvrez, quand et combien de temps, votre pays et région, navigateur et système, langue, le site qui vous a mené ici, et s’il y a eu une visite avant ; pendant {usage_days} jours. Jamais avec qui vous parlez, ni ce que vous dites. Après un non, rien n’est compté, et ce qui l’était est supprimé.",
                ),
                (
                    "DAT-10 DAT-11 RET-5 RET-6",
                    "Si quelqu’un doit être tenu à l’écart un certain temps : le compte, l’empreinte du navigateur et une empreinte à clé de l’adresse, jusqu’à la fin de ce temps, ainsi qu’une image et les messages qui ont été remis. Ce qui identifie est effacé à la fin ; qu’il y a eu une décision est gardé, sans l’image.",
                ),
                ("DAT-13", "Nos journaux ne contiennent ni adresses, ni noms, ni rien de ce que vous dites."),
                (
                    "DAT-3 DAT-4 DAT-5 DAT-6 DAT-12",
                    "Si vous nous écrivez, vous abonnez à quelque chose ou achetez quelque chose, nous détenons ce qu’il faut pour cela, et nous le disons là où vous le faites.",
                ),
                ("DAT-21", "Veuillez ne pas nous donner les données d’autres personnes."),
            ),
        ),
        (
            "Ce qu’une personne inconnue apprend",
            (
                (
                    "DIS-4",
                    "L’image et le son vont directement de votre ordinateur à l’autre quand c’est possible. Votre adresse internet est alors accessible à l’autre ordinateur, même si notre page ne la montre jamais. Activez « Masquer mon adresse IP » et tout passe par notre relais, gratuitement.",
                ),
                (
                    "DAT-1",
                    "Nous montrons à la personne inconnue votre pays, les langues que vous avez choisies et les centres d’intérêt que vous partagez. Rien d’autre.",
                ),
            ),
        ),
        (
            "À qui nous parlons",
            (
                (
                    "DIS-1 DIS-3 DAT-20 RET-8",
                    "À personne, sauf quand une loi ou un tribunal nous y oblige, quand une vie est en danger, quand nous devons nous défendre en justice, ou autant que nos assureurs et conseils en ont besoin. Chaque cas est noté.",
                ),
                (
                    "DIS-2",
                    "Les paiements, quand vous en faites, sont traités par Segpay, Stripe, PayPal, Apple, Google, Interkassa, SecurionPay, SMSBILL ou VK ; ils reçoivent ce qu’un paiement demande, et rien de plus.",
                ),
                (
                    "COO-2 COO-3 COO-4",
                    "Rien n’est demandé à aucun autre site pendant que vous utilisez celui-ci : aucune mesure d’audience et aucun bouton d’autrui ne se charge de lui-même.",
                ),
            ),
        ),
        (
            "Combien de temps, et avec quelle sécurité",
            (
                (
                    "RET-1",
                    "Rien n’est gardé plus longtemps qu’il n’est nécessaire ; une tâche qui tourne d’elle-même efface ce qui est terminé.",
                ),
                (
                    "SEC-1 SEC-2 SEC-3",
                    "Tout voyage chiffré. Seule l’équipe autorisée atteint les données, et seulement ce que sa tâche demande.",
                ),
            ),
        ),
        (
            "Vos droits",
            (
                (
                    "RGT-4",
                    "Dans l’Espace économique européen et au Royaume-Uni, vous pouvez voir, corriger, emporter, limiter et effacer ce que nous détenons, vous opposer à son usage, et retirer un consentement à tout moment. Écrivez à {contact} ; vous pouvez aussi vous plaindre auprès de votre autorité de protection des données.",
                ),
                (
                    "RGT-1 RGT-2",
                    "En Californie, vous pouvez demander ce qui est transmis à d’autres pour leur publicité, et au Nevada, que rien ne soit vendu : nous ne transmettons ni ne vendons rien.",
                ),
                (
                    "RGT-3",
                    "Au Canada, vous pouvez retirer votre consentement et vous plaindre auprès de nous ou du Commissaire à la protection de la vie privée. Vos données sont détenues hors du Canada et peuvent y être remises aux autorités sur demande légale.",
                ),
            ),
        ),
        (
            "Moins de 18 ans",
            (
                (
                    "CHI-1",
                    "Chatear est pour les adultes. En l’utilisant, vous déclarez avoir au moins 18 ans ; nous ne détenons sciemment rien sur les plus jeunes.",
                ),
                (
                    "CHI-2 CHI-3",
                    "Si nous apprenons que quelqu’un est plus jeune, le compte est fermé et les données sont effacées aussitôt. Si vous connaissez un cas, dites-le-nous à {contact}.",
                ),
            ),
        ),
        (
            "Cookies",
            (
                (
                    "COO-1 COO-5",
                    "Nous ne posons que les cookies dont le site a besoin pour fonctionner et, après votre oui, deux qui comptent les visites ; la page des cookies les nomme tous. Vous pouvez les effacer à tout moment ; sans eux, le chat ne vous reconnaît pas.",
                ),
                (
                    "COO-6",
                    "Do Not Track et Global Privacy Control valent refus de tout ce qui demanderait votre consentement.",
                ),
                ("COO-7", "Les liens vers d’autres sites sont marqués ; ce que font ces sites les regarde."),
            ),
        ),
    ),
}
