"""A treebank with coreference made by hand, and the parse of its text."""

from __future__ import annotations

from made_treebanks import conllu

COREFERENCE = conllu("""
# newdoc id = GUM_news_quay
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# sent_id = GUM_news_quay-1
# text = Anna Berg praised Quay Homes (QH).
1  Anna     Anna     PROPN  3  nsubj    Entity=(1-person
2  Berg     Berg     PROPN  1  flat     Entity=1)
3  praised  praise   VERB   0  root     _
4  Quay     Quay     PROPN  5  compound Entity=(2-organization
5  Homes    Homes    PROPN  3  obj      _
6  (        (        PUNCT  7  punct    SpaceAfter=No
7  QH       QH       PROPN  5  appos    Entity=(2-organization)|SpaceAfter=No
8  )        )        PUNCT  7  punct    Entity=2)|SpaceAfter=No
9  .        .        PUNCT  3  punct    _

# sent_id = GUM_news_quay-2
# text = QH said that John Lang slept.
1  QH       QH       PROPN  2  nsubj    Entity=(2-organization)
2  said     say      VERB   0  root     _
3  that     that     SCONJ  6  mark     _
4  John     John     PROPN  6  nsubj    Entity=(3-person
5  Lang     Lang     PROPN  4  flat     Entity=3)
6  slept    sleep    VERB   2  ccomp    SpaceAfter=No
7  .        .        PUNCT  2  punct    _

# sent_id = GUM_news_quay-3
# text = The mayor, who said “I slept”, left, Berg said.
1  The      the      DET    2  det      Entity=(1-person
2  mayor    mayor    NOUN   11 nsubj    SpaceAfter=No
3  ,        ,        PUNCT  5  punct    _
4  who      who      PRON   5  nsubj    _
5  said     say      VERB   2  acl:relcl _
6  “        “        PUNCT  8  punct    SpaceAfter=No
7  I        I        PRON   8  nsubj    Entity=(1-person)
8  slept    sleep    VERB   5  ccomp    SpaceAfter=No
9  ”        ”        PUNCT  8  punct    Entity=1)|SpaceAfter=No
10 ,        ,        PUNCT  5  punct    _
11 left     leave    VERB   14 ccomp    SpaceAfter=No
12 ,        ,        PUNCT  14 punct    _
13 Berg     Berg     PROPN  14 nsubj    Entity=(1-person)
14 said     say      VERB   0  root     SpaceAfter=No
15 .        .        PUNCT  14 punct    _

# sent_id = GUM_news_quay-4
# text = She said that he knew; you say it.
1  She      she      PRON   2  nsubj    Entity=(1-person)
2  said     say      VERB   0  root     _
3  that     that     SCONJ  5  mark     _
4  he       he       PRON   5  nsubj    Entity=(3-person)
5  knew     know     VERB   2  ccomp    SpaceAfter=No
6  ;        ;        PUNCT  8  punct    _
7  you      you      PRON   8  nsubj    Entity=(1-person)
8  say      say      VERB   2  parataxis _
9  it       it       PRON   8  obj      SpaceAfter=No
10 .        .        PUNCT  2  punct    _
""").replace("who\tPRON\tpron", "who\tPRON\tWP")
TEXT = (
    "Anna Berg praised Quay Homes (QH). QH said that John Lang slept. "
    "The mayor, who said “I slept”, left, Berg said. She said that he knew; you say it."
)

WORDS = """
    Anna/NNP/nsubj/praised/PERSON Berg/NNP/flat/Anna/PERSON praised=praise/VBD/root Quay/NNP/compound/Homes/ORG
    Homes/NNP/obj/praised/ORG QH/NNP/appos/Homes/B-ORG |
    QH/NNP/nsubj/said/ORG said=say/VBD/root that/IN/mark/slept John/NNP/nsubj/slept/PERSON
    Lang/NNP/flat/John/PERSON slept=sleep/VBD/ccomp/said |
    The/DT/det/mayor mayor/NN/nsubj/left who/WP/nsubj/said said=say/VBD/acl:relcl/mayor I/PRP/nsubj/slept
    slept=sleep/VBD/ccomp/said left=leave/VBD/ccomp/said Berg/NNP/nsubj/said/PERSON said=say/VBD/root |
    She/PRP/nsubj/said said=say/VBD/root that/IN/mark/knew he/PRP/nsubj/knew knew=know/VBD/ccomp/said
    you/PRP/nsubj/say say/VBP/parataxis/said it/PRP/obj/say
"""
"""The words of the text in the notation of `made_parses`."""
