"""Treebanks made by hand, in CoNLL-U."""

from __future__ import annotations

import textwrap


def conllu(text: str) -> str:
    """CoNLL-U from lines of ID FORM LEMMA UPOS HEAD DEPREL [MISC], or ID FORM [MISC] for a token of several words.

    In comments nothing is changed, elsewhere a lower line (_) in a form is a blank. An XPOS is that of no tagset: the
    UPOS in lower case.
    """
    lines = []
    for line in textwrap.dedent(text).strip("\n").split("\n"):
        cells = line.split()
        if not cells or line.startswith("#"):
            lines.append(line)
            continue
        form = cells[1].replace("_", " ") if len(cells[1]) > 1 else cells[1]
        if "-" in cells[0]:
            fields = [cells[0], form, *"_______", *(cells[2:] or "_")]
        else:
            number, _, lemma, upos, head, deprel, *misc = cells
            fields = [number, form, lemma, upos, upos.lower(), "_", head, deprel, "_", *(misc or "_")]
        lines.append("\t".join(fields))
    return "\n".join(lines) + "\n\n"


HARBOUR = conllu("""
# newdoc id = weblog-harbour
# sent_id = weblog-harbour-1
# newpar id = weblog-harbour-p1
# text = The pilots said it can't wait.
1    The     the    DET    2  det
2    pilots  pilot  NOUN   3  nsubj
3    said    say    VERB   0  root
4    it      it     PRON   7  nsubj
5-6  can't
5    ca      can    AUX    7  aux
6    n't     not    PART   7  advmod
7    wait    wait   VERB   3  ccomp   SpaceAfter=No
8    .       .      PUNCT  3  punct

# sent_id = weblog-harbour-2
# text = They left.
1  They  they   PRON   2  nsubj
2  left  leave  VERB   0  root   SpaceAfter=No
3  .     .      PUNCT  2  punct  SpaceAfter=No

# sent_id = weblog-harbour-3
# newpar_block = p (1 s)
# text = (Anna denied it.)
1  (       (     PUNCT  3  punct  SpaceAfter=No
2  Anna    Anna  PROPN  3  nsubj
3  denied  deny  VERB   0  root
4  it      it    PRON   3  obj    SpaceAfter=No
5  .       .     PUNCT  3  punct  SpaceAfter=No
6  )       )     PUNCT  3  punct

# newpar
# sent_id = weblog-harbour-4
# text = Late
1  Late  late  ADV  0  root
""")
HARBOUR_TEXT = "The pilots said it can't wait. They left.(Anna denied it.)\n\nLate"

QUAY = conllu("""
# newdoc id = GUM_news_quay
# sent_id = GUM_news_quay-1
# newpar
# text = Berg announced that the quay is closed.
1  Berg       Berg      PROPN  2  nsubj
2  announced  announce  VERB   0  root
3  that       that      SCONJ  7  mark
4  the        the       DET    5  det
5  quay       quay      NOUN   7  nsubj:pass
6  is         be        AUX    7  aux:pass
7  closed     close     VERB   2  ccomp  SpaceAfter=No
8  .          .         PUNCT  2  punct
""")
QUAY_TEXT = "Berg announced that the quay is closed."
