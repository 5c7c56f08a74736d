"""Interviews and transcripts, and what looks like them."""

from __future__ import annotations

import pytest
from unparsed_articles import told, unparsed

from quotes.statements.rules.layouts.interviews import find_interviews

ASK, ANSWER, TURN = "interview-question", "interview-answer", "transcript"


def paragraphs(*each: str) -> str:
    return "\n\n".join(each)


@pytest.mark.parametrize(("ask", "answer"), [("Q:", "A:"), ("Q.", "A."), ("Q1:", "A1:"), ("Question:", "Answer:")])
def test_letters_are_the_cues_and_name_nobody(ask: str, answer: str) -> None:
    marked = unparsed(paragraphs("Mia Storr left in June.", f"{ask} Why did you leave?", f"{answer} It was dark."))
    assert told(marked, find_interviews(marked)) == [
        (ASK, "", ask, "Why did you leave?"),
        (ANSWER, "", answer, "It was dark."),
    ]


def test_an_answer_has_all_its_paragraphs_and_ends_where_the_article_goes_on() -> None:
    marked = unparsed(
        paragraphs(
            *("Q. Did you check the fuel?", "A. At Margate.", "The lamp was dark by then.", "Q. Who saw it?"),
            *("A. Nobody.", "I wrote it on my hand.", "The inquiry resumes on Thursday."),
        )
    )
    assert told(marked, find_interviews(marked)) == [
        (ASK, "", "Q.", "Did you check the fuel?"),
        (ANSWER, "", "A.", "At Margate. | The lamp was dark by then."),
        (ASK, "", "Q.", "Who saw it?"),
        (ANSWER, "", "A.", "Nobody. | I wrote it on my hand."),
    ]


def test_a_signed_question_is_that_of_its_reader() -> None:
    marked = unparsed(paragraphs("Q. My bird barks. Should I worry? – Hector, Mendoza", "A. Only if it bites."))
    assert told(marked, find_interviews(marked))[0] == (
        *(ASK, "Hector, Mendoza", "–"),
        "My bird barks. Should I worry?",
    )


@pytest.mark.parametrize(
    "article",
    [
        paragraphs("A. Doe won the race.", "B. Roe was second.", "C. Moe fell."),
        paragraphs("Which moon is it? A: Mimas. B: Rhea.", "How many legs? A: 486. B: 862."),
        paragraphs("WHAT: A reading of poems", "WHEN: Monday at noon", "WHERE: The town hall"),
        paragraphs("More: Read this first", "The town slept.", "More: Who pays?", "It rained.", "More: What we know"),
        paragraphs("DEAR ABBY: I am tired.", "DEAR TIRED: Sleep.", "DEAR ABBY: I am cold.", "DEAR COLD: Dress."),
    ],
    ids=["initials", "quiz", "press notice", "links", "letters to a column"],
)
def test_labels_that_are_no_speakers(article: str) -> None:
    marked = unparsed(article)
    assert told(marked, find_interviews(marked)) == []


def test_initials_and_outlets_that_ask() -> None:
    marked = unparsed(
        paragraphs(
            *("JP: Half of it was taped in a hive. Why?", "MO: A very small hive.", "JP: Were you stung?"),
            "MO: Was I ever? Ask them.",
        )
    )
    assert told(marked, find_interviews(marked)) == [
        (ASK, "JP", ":", "Half of it was taped in a hive. Why?"),
        (TURN, "MO", ":", "A very small hive."),
        (ASK, "JP", ":", "Were you stung?"),
        (TURN, "MO", ":", "Was I ever? Ask them."),
    ]


def test_turns_in_a_row() -> None:
    marked = unparsed("THE COURT: Did you read it? MR. DOE: I did, Your Honor. THE COURT: Then read it again.")
    assert told(marked, find_interviews(marked)) == [
        (ASK, "THE COURT", ":", "Did you read it?"),
        (TURN, "MR. DOE", ":", "I did, Your Honor."),
        (TURN, "THE COURT", ":", "Then read it again."),
    ]
    alone = unparsed("THE COURT: Did you read it? MR. DOE: I did, Your Honor.")
    assert told(alone, find_interviews(alone)) == []


QUESTIONS = (
    *("How did you get into barges?", "I was a driver.", "My truck was stuck.", "What do you like?", "We like rain."),
    *("Where will the new money go?", "Into sensors. A friend told me so."),
)


def test_plain_questions_with_answers_in_the_first_person() -> None:
    marked = unparsed(paragraphs("Lamont Okoro runs Tidewell.", *QUESTIONS, "Tidewell has 60 ships."))
    assert told(marked, find_interviews(marked)) == [
        (ASK, "", "", "How did you get into barges?"),
        (ANSWER, "", "", "I was a driver. | My truck was stuck."),
        (ASK, "", "", "What do you like?"),
        (ANSWER, "", "", "We like rain."),
        (ASK, "", "", "Where will the new money go?"),
        (ANSWER, "", "", "Into sensors. A friend told me so."),
    ]


def test_a_request_asks_and_a_question_answers_in_the_first_person() -> None:
    marked = unparsed(
        paragraphs(
            *("Q&A with Caetano Vasques", "When were you happiest?", "On a roof.", "Who would play you?"),
            *("Who would pay for a film of my life?", "Tell us about Ghent.", "Rain.", "And your fear?", "Lifts."),
        )
    )
    assert [(rule, content) for rule, _, _, content in told(marked, find_interviews(marked))] == [
        (ASK, "When were you happiest?"),
        (ANSWER, "On a roof."),
        (ASK, "Who would play you?"),
        (ANSWER, "Who would pay for a film of my life?"),
        (ASK, "Tell us about Ghent."),
        (ANSWER, "Rain."),
        (ASK, "And your fear?"),
        (ANSWER, "Lifts."),
    ]


def test_questions_with_answers_in_marks() -> None:
    marked = unparsed(
        paragraphs(
            *("Mallon spoke on Saturday.", "How are the hands?", "“Like carrots.”", "Was it ugly?", "“Uglier.”"),
            *("And the finals?", "“Ask me then.”", "Coach Stavrou praised her."),
        )
    )
    assert [content for *_, content in told(marked, find_interviews(marked))] == [
        *("How are the hands?", "“Like carrots.”", "Was it ugly?", "“Uglier.”", "And the finals?", "“Ask me then.”"),
    ]


def test_a_label_on_the_first_question_alone() -> None:
    marked = unparsed(
        paragraphs("Art in Buffalo", "EBONY: What do you show?", "Mia Storr: My work.", *QUESTIONS), "Mia Storr"
    )
    assert told(marked, find_interviews(marked))[:3] == [
        (ASK, "EBONY", ":", "What do you show?"),
        (TURN, "Mia Storr", ":", "My work."),
        (ASK, "", "", "How did you get into barges?"),
    ]


def test_two_questions_need_an_article_that_calls_itself_an_interview() -> None:
    text = paragraphs(
        "Truong writes about noise.", "You call it weather. Why?", "I do.", "Can a city learn?", "Once it did."
    )
    for intro, found in (("", 0), ("We met in a café. ", 4)):
        marked = unparsed(intro + text)
        assert len(find_interviews(marked)) == found


@pytest.mark.parametrize(
    "article",
    [
        paragraphs(
            *("Landslide shuts pass: what we know", "What happened?", "A landslide blocked it. Nobody was hurt."),
            *(
                "Why does it matter?",
                "Lorries use it. “We wait,” said Roe.",
                "What happens next?",
                "One lane may open.",
            ),
        ),
        paragraphs(
            *("Will I get a new bin? Yes. A grey one will come.", "What if I have questions? Ring the depot."),
            "I live in a flat. Does any of this affect me? Only if you have a store.",
        ),
        paragraphs(
            *("The bins of the town", "Will you get a new bin?", "A grey one comes in May.", "Do you have to pay?"),
            *("Nobody pays.", "Who do you call?", "The depot."),
        ),
        paragraphs(
            *("Why I walk", "I walk to work.", "Why do we drive?", "It is fast.", "I drove for years.", "I was late."),
            *("Roads were full.", "My knees hurt.", "Then it rained.", "Would you walk?", "I walk.", "I rest."),
            *("Dogs bark.", "I like dogs.", "My coat is wet.", "Where does it end?", "At home."),
        ),
        paragraphs("Is it safe?", "Who pays?", "Why now?", "When do we vote?"),
    ],
    ids=["explainer", "questions inside paragraphs", "advice to the reader", "column", "list of questions"],
)
def test_questions_that_are_the_articles_own(article: str) -> None:
    marked = unparsed(article)
    assert told(marked, find_interviews(marked)) == []
