"""The privacy policy in English. ``{name}`` and its like come from the operator's settings."""

# ruff: noqa: E501 - a paragraph is a line

from typing import Final

SECTIONS: Final = {
    "1": (
        (
            "Who we are",
            (
                ("SCO-1 CON-1", "{name} runs this site and answers for your data. You reach us at {contact}."),
                (
                    "SCO-2",
                    "You enter the chat only after accepting this policy. We keep that you did: which version, when, in which language, and whether as a guest or with an account.",
                ),
                (
                    "SCO-3",
                    "When the policy changes we publish a new version here with its date, and ask you again at your next visit.",
                ),
                (
                    "INT-1 INT-2",
                    "Our computers stand in {hosting}. People use Chatear from many countries; what you show or write to a stranger may be seen anywhere in the world.",
                ),
            ),
        ),
        (
            "What we forget",
            (
                (
                    "RET-3 DAT-8",
                    "We keep no messages. They pass through our server to the other person and are gone from it; nobody can ask us for them later.",
                ),
                (
                    "RET-7 DAT-9",
                    "We keep nothing about who talked with whom, when, or for how long. The pair of you exists only in the memory of the server while you talk.",
                ),
                (
                    "RET-4",
                    "Instead, your own browser holds a seal on each message for a short while. If you complain about somebody, you may hand messages in with their seals; only then do we get to see them, and only those.",
                ),
            ),
        ),
        (
            "What we hold",
            (
                (
                    "DAT-1 RET-2",
                    "Of a guest: a random number, the language, a gender if you state one, the day you came last. Guests who do not come back are deleted after {guest_days} days.",
                ),
                (
                    "DAT-1 RET-2",
                    "Of a member, besides: the e-mail address, a password of which only a hash remains, the date of birth, what you put in your profile, your passkeys and codes, and your number at a service that you sign in with. You tick yourself what a partner sees of it. It is kept as long as your account, or until you empty the field.",
                ),
                (
                    "DAT-7",
                    "Of your browser or app: a random key in a cookie, of which we keep a hash that only we can compute, and its name and system; of a phone, where an app tells us, maker and model, and hashes of serial number and IMEI. So we know the device again, and you find it in your list.",
                ),
                (
                    "DAT-2",
                    "Of your internet address: the country and state it belongs to, worked out when you connect and kept only while you are connected. Never a city, never your position. So that nobody floods us we count how often an address comes, by a keyed hash that is gone within five minutes.",
                ),
                (
                    "DAT-2",
                    "Of your visits, only if you say yes when we ask: which of our pages you open, when and for how long, your country and state, browser and system, language, the site that led you here, and whether you have come before; for {usage_days} days. Never with whom you talk, or what you say. After a no nothing is counted, and what was counted is deleted.",
                ),
                (
                    "DAT-10 DAT-11 RET-5 RET-6",
                    "If somebody must be kept out for a time: the account, the browser's hash and a keyed hash of the address, until that time ends, and a picture and the messages that were handed in. What identifies is deleted when it ends; that there was a decision is kept, without the picture.",
                ),
                ("DAT-13", "Our logs hold no addresses, no names and nothing you say."),
                (
                    "DAT-3 DAT-4 DAT-5 DAT-6 DAT-12",
                    "If you write to us, subscribe to something or buy something, we hold what that needs, and say so where you do it.",
                ),
                ("DAT-21", "Please do not give us other people's data."),
            ),
        ),
        (
            "What a stranger learns",
            (
                (
                    "DIS-4",
                    "Picture and sound go directly from your computer to the other one where that is possible. This makes your internet address available to the other computer, though our page never shows it. Switch on 'hide my IP address' and everything goes through our relay instead, free of charge.",
                ),
                (
                    "DAT-1",
                    "We show the stranger your country, the languages you chose and the interests you share. Nothing else.",
                ),
            ),
        ),
        (
            "Whom we tell",
            (
                (
                    "DIS-1 DIS-3 DAT-20 RET-8",
                    "Nobody, except where a law or a court makes us, where a life is in danger, where we must defend a claim, or as far as our insurers and advisers need it. Each such case is written down.",
                ),
                (
                    "DIS-2",
                    "Payments, where you make them, are handled by Segpay, Stripe, PayPal, Apple, Google, Interkassa, SecurionPay, SMSBILL or VK; they get what a payment needs and no more.",
                ),
                (
                    "COO-2 COO-3 COO-4",
                    "No other site is asked for anything while you use this one: no analytics and no buttons of others load by themselves.",
                ),
            ),
        ),
        (
            "How long, and how safe",
            (
                (
                    "RET-1",
                    "Nothing is kept for longer than it is needed for; a job that runs by itself deletes what is over.",
                ),
                (
                    "SEC-1 SEC-2 SEC-3",
                    "Everything travels encrypted. Only authorised staff reach the data, and only what their task needs.",
                ),
            ),
        ),
        (
            "Your rights",
            (
                (
                    "RGT-4",
                    "In the European Economic Area and the United Kingdom you may see, correct, take along, restrict and erase what we hold, object to its use, and withdraw a consent at any time. Write to {contact}; you may also complain to your data protection authority.",
                ),
                (
                    "RGT-1 RGT-2",
                    "In California you may ask what is passed on to others for their marketing, and in Nevada that nothing be sold: we pass on and sell nothing.",
                ),
                (
                    "RGT-3",
                    "In Canada you may withdraw your consent and complain to us or to the Privacy Commissioner. Your data is held outside Canada and may be released to authorities there on lawful request.",
                ),
            ),
        ),
        (
            "Under 18",
            (
                (
                    "CHI-1",
                    "Chatear is for adults. By using it you declare that you are at least 18 years old; we knowingly hold nothing about anybody younger.",
                ),
                (
                    "CHI-2 CHI-3",
                    "If we learn that somebody is younger, the account is closed and the data is deleted at once. If you know of a case, tell us at {contact}.",
                ),
            ),
        ),
        (
            "Cookies",
            (
                (
                    "COO-1 COO-5",
                    "We set only the cookies that the site needs to work and, after your yes, two that count visits; the cookie page lists each. You can delete them at any time; without them the chat does not know you again.",
                ),
                (
                    "COO-6",
                    "Do Not Track and Global Privacy Control count as a refusal of everything that would need your consent.",
                ),
                ("COO-7", "Links to other sites are marked; what those sites do is theirs."),
            ),
        ),
    ),
}
