"""Characters and blocks of text that do not belong into an article, but come with it from pages, mails and tables."""

from __future__ import annotations

MARK_PAIRS = (
    "“”",
    "‘’",
    '""',
    "''",
    "«»",
    "»«",
    "„“",
    "‚‘",
    "‹›",
    "「」",
    "『』",
    "``",
    "´´",
    "＂＂",
    "〝〞",
    "()",
    "[]",
)
"""Quotation marks, and brackets that stand for them, each pair an opening and a closing one."""

CHARACTERS = {
    "control_characters": "\x00\x01\x07\x08\x0c\x1a\x1b\x1f\x7f\x80\x9b\x9d",
    "escape_sequences": "\x1b[]0;m\x07\x9b2JK",
    "zero_width": "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e",
    "bidi": "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c",
    "combining": "\u0300\u0301\u0308\u0323\u0489\u20dd\ufe0f\u3099",
    "emoji": "🙂👍🏽🇺🇳❤💬🗨👩‍🚒#️⃣",
    "surrogates": "\ud800\udbff",  # first halves only: JSON reads a first and a second half as one character
    "line_ends": "\x85\u2028\u2029\v\f\r\x1c\x1d\x1e\n",
    "no_characters": "\ufffe\uffff\ufdd0\ue000\U0010ffff\ufffd\ufffc",
    "dashes": "-–—―‐‑−…·•:;",
    "brackets": "()[]{}<>",
}
"""Characters that are strewn over a text, by their kind."""

BLOCKS = {
    "scripts": (
        '<script type="text/javascript">if (a < b && c) { document.write("<p>He said: \\"no\\"</p>"); }</script>',
        "<style>.quote::before { content: '“'; } </style>",
        "<!-- advertisement: “Buy now,” he said -->",
        "<![CDATA[ “It is open,” she said. ]]>",
        '<div class="related"><ul><li><a href="/a?b=1&amp;c=2">Mayor: “No comment”</a></li></ul></div>',
        "{{#if quote}}“{{quote.text}}”{{/if}}",
    ),
    "json": ('{"headline": "Mayor says no", "body": "\\u201cNo,\\u201d she said.", "tags": ["a", null]}',),
    "addresses": (
        "https://example.org/news/2026/11/28/harbour-closed?utm_source=feed&utm_medium=rss#quote",
        "www.example.org",
        "desk@example.org",
        "Follow @harbour_desk and #HarbourClosed",
        "pic.example.org/aB3dE5",
    ),
    "mail_headers": (
        'From: "Anna Berg" <anna.berg@example.org>\nTo: desk@example.org\nSubject: =?utf-8?Q?Re:_quote?=\n'
        "Date: Sat, 28 Nov 2026 12:00:00 +0000\nMIME-Version: 1.0",
        "On Friday, 27 November 2026, Ivan Petrov wrote:\n> The crane is old,\n>> she said.",
        "--\nAnna Berg\nSpokeswoman",
    ),
    "tables": (
        "name\tage\tquote\nAnna Berg\t41\t“No,” she said\nIvan Petrov\t\t",
        "| speaker | said |\n| --- | --- |\n| Berg | “no” |",
        "Year,Ships,Said\n2025,14,=1+1\n2026,,@SUM(A1)",
        "+------+------+\n| a    | b    |\n+======+======+",
    ),
    "foreign_sentences": (
        "„Der Hafen bleibt geschlossen“, sagte die Sprecherin am Montag.",
        "« Le port est fermé », a déclaré le ministre, selon l'agence.",
        "«Порт закрыт», — заявил министр в понедельник.",
        "「港は閉鎖された」と市長は述べた。",
        "قالت الوزيرة: «الميناء مغلق».",
        "“El puerto está cerrado”, dijo la alcaldesa.",
    ),
    "layout": (
        "Q: Is it open?\nA: No.\nQ: Why?\nA: “Because,” she said, “it is not.”",
        "ANNA BERG: Is it open?\n\nIVAN PETROV: No.",
        "* * *",
        "HARBOUR (Agency) -",
        "________________________________",
        "Photo: A. Berg / Agency. “Closed,” says the caption.",
        "[1] [2] [citation needed] (sic)",
    ),
    "odd_claims": (
        "“”",
        "“ ”",
        "“…”",
        "Said said said said.",
        "According to according to the police.",
        "He said she said they said it said that he said that she said.",
        "The mayor announced on Monday that the bridge was closed, according to the police.",
        "said:",
        "“She said ‘he said “no” to ‘them’,” he said’.",
    ),
}
"""Blocks that are put between paragraphs or into them, by their kind. All of them are written for this purpose."""

LOOKALIKES = {
    **dict(zip("aceopxyABEHKMOPTX", "асеорхуАВЕНКМОРТХ", strict=True)),
    **dict(zip("vtinu", "ντιηυ", strict=True)),
    **{chr(code): chr(code + 0xFEE0) for code in range(ord("0"), ord("9") + 1)},
    **{letter: chr(ord(letter) + 0xFEE0) for letter in "dfghs,.:"},
}
"""Characters of other scripts that look like these."""
