"""What a question asks about somebody's words: who is meant to have spoken, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple


class _Verb(NamedTuple):
    base: str
    third: str
    past: str
    doing: str


_PAST: Final = {"say": "said", "tell": "told", "think": "thought", "write": "wrote"}


def _verb(base: str) -> _Verb:
    if base.endswith(("eny", "ply")):
        return _Verb(base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
    stem = f"{base}t" if base.endswith("mit") else base.removesuffix("e")
    third = f"{base}es" if base.endswith("ss") else f"{base}s"
    return _Verb(base, third, _PAST.get(base, f"{stem}ed"), f"{stem}ing")


# Whoever does these, speaks.
_SPEAKING: Final = tuple(
    _verb(base)
    for base in (
        "accuse admit advise allege announce answer argue ask assert believe blame caution claim comment complain"
        " conclude confirm criticise criticize demand deny emphasise emphasize estimate explain insist mention"
        " note post praise predict promise quote remark reply reveal say state stress talk tell think threaten"
        " tweet urge vow warn write"
    ).split()
)
# These a treaty, a gene or a steam engine may do too, or somebody may do them without a word.
_ACTING: Final = tuple(
    _verb(base)
    for base in (
        "add agree call cite commit compare declare describe disclose expect express object pledge propose"
        " react recall recommend reject report respond suggest suppose want"
    ).split()
)


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_VERBS: Final = _SPEAKING + _ACTING
# The Islamic State is a name.
_SAY: Final = _any_of("(?-i:state)" if verb.base == "state" else verb.base for verb in _VERBS)
_SAYS: Final = _any_of(verb.third for verb in _VERBS)
_SAID: Final = _any_of([*(verb.past for verb in _VERBS), "written"])
_SAYING: Final = _any_of([*(verb.doing for verb in _SPEAKING), "quoted"])
_DOING: Final = _any_of(verb.doing for verb in _SPEAKING)
_SPOKE: Final = _any_of([*(verb.past for verb in _SPEAKING), "says", "thinks", "believes", "claims"])
_ACTS: Final = frozenset(form for verb in _ACTING for form in verb)

# Roe posts on a site without anything told of it.
SAYING: Final = _any_of(
    {form for verb in _VERBS for form in (verb.base, verb.third, verb.past)} - {"post", "posts"} | {"written"}
)
"""The verbs of saying in their finite forms, as a pattern."""

_ABOUT: Final = "about|on|regarding|concerning|over|of|re|around|in response to|when asked about|with regard to"
_NAME: Final = r"(?P<speaker>[^?,;:]{2,60}?)"
_ANYTHING: Final = r"(?:anything|something|a word|a statement|any comments?|publicly)"
_EVER: Final = r"(?:(?:ever|already)\s+)?"
_WHAT: Final = r"(?:so\s+)?(?:who|what(?:\s+\w+){0,3}?|which\s+\w+|how|why|when|where)"
_REST: Final = r"\b(?P<topic>.*)$"

_STANCE: Final = (
    "mind|minds|position|stance|views?|opinions?|tone|tune|story|account|line|rhetoric|attitude|thinking|message"
)
_CHANGED: Final = (
    "chang(?:e|ed)|shift(?:ed)?|evolv(?:e|ed)|soften(?:ed)?|harden(?:ed)?|revers(?:e|ed)|develop(?:ed)?"
)

# What somebody has that is put into words.
_WORDS_OF: Final = (
    "views?|stance|position|opinions?|words?|comments?|remarks?|statements?|reaction|response|warnings?|quotes?|take"
    "|reply|answer|explanations?|advice|plea|promises?|arguments?|complaints?|defen[cs]e|theory|verdict|objections?"
    "|criticisms?|reasons?|assessment|prediction|tribute|message|apology|justification"
)
_GIVE: Final = (
    "give|given|gave|offer|offered|make|made|made|raise|raised|set\\s+out|have|draw|pay|put\\s+forward|issue|issued"
    "|voice|voiced|express|expressed|send|take|see"
)
_ANSWERING: Final = (
    "hit\\s+back|fire\\s+back|push\\s+back|defend|justify|account\\s+for|sum\\s+up|assess|rate|attack|mock|joke|see|view|feel"
    "|characteri[sz]e|dismiss|answer|excuse|put\\s+it"
)
_TAKING_SIDES: Final = (
    "support|back|oppose|regret|favou?r|agree|disagree|approve|disapprove|welcome|accept|rule\\s+out|consider|believe"
    "|happy|unhappy|glad|sorry|in\\s+favou?r|against|for\\s+or\\s+against|worried|angry|open\\s+to"
)

_SPOKEN: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # how did X's position on Y change; has X changed her mind about Y
        (
            rf"^how\s+(?:did|has|have|does|do)\s+{_NAME}(?:'s?|’s?)\s+(?P<verb>{_STANCE})\s*(?P<topic>.*?)"
            rf"\s+(?:{_CHANGED})\b(?:\s+over\s+time)?[?.!\s]*$"
        ),
        (
            rf"^(?:how\s+)?(?:did|has|have|does)\s+{_NAME}\s+(?P<verb>{_CHANGED})\s+(?:his|her|their|its)"
            rf"\s+(?:{_STANCE}){_REST}"
        ),
        # Each auxiliary has its own form of the verb: "what was X called" and "what has X to do with how we want
        # to live" are no questions for words.
        # what did X say about Y; did X comment on Y
        rf"^(?:{_WHAT}\s+)?(?:did|does|do|dose)\s+{_NAME}\s+{_EVER}(?P<verb>{_SAY}){_REST}",
        # what has X told reporters on Y; has X been saying anything about Y
        rf"^(?:{_WHAT}\s+)?(?:has|have|had)\s+{_NAME}\s+{_EVER}(?P<verb>{_SAID}|been\s+{_SAYING}){_REST}",
        # what is X saying about Y
        rf"^(?:{_WHAT}\s+)?(?:is|are|was|were)\s+{_NAME}\s+(?P<verb>{_SAYING}){_REST}",
        # what X said about Y; everything X has said on Y
        rf"^(?:what|everything|anything|all)\s+(?:that\s+)?{_NAME}\s+(?:has\s+|had\s+)?(?P<verb>{_SPOKE}){_REST}",
        # what is X's view on Y; X's position on Y; quotes by X about Y
        (
            rf"^(?:what(?:'s|’s|\s+is|\s+was|\s+are|\s+were)?\s+)?{_NAME}(?:'s?|’s?)\s+(?:own\s+)?"
            rf"(?P<verb>{_WORDS_OF}){_REST}"
        ),
        (
            rf"^(?:what\s+(?:is|was|are|were)\s+)?(?:the\s+)?(?P<verb>{_WORDS_OF})\s+(?:by|from|of)\s+{_NAME}"
            rf"(?P<topic>\s+(?:{_ABOUT})\s.+|[?.!]*)$"
        ),
        # any word from X on Y; any reaction by X to Y
        (
            rf"^(?:is\s+there\s+|was\s+there\s+)?any\s+(?:kind\s+)?(?P<verb>{_WORDS_OF}|news)\s+(?:from|by)\s+{_NAME}"
            rf"(?P<topic>\s+(?:{_ABOUT}|to|for)\s.+|[?.!]*)$"
        ),
        # what does X make of Y; what did X have to say about Y; where does X stand on Y
        (
            rf"^(?:what|where)\s+(?:did|does|do)\s+{_NAME}\s+(?P<verb>make\s+of|have\s+to\s+say|stand|feel)"
            r"(?P<topic>\s.*)$"
        ),
        rf"^what(?:['’]s|\s+(?:has|have))\s+{_NAME}\s+(?:got\s+)?(?P<verb>to\s+say){_REST}",
        # what reason did X give for Y; what remarks has X made about Y
        (
            rf"^(?:what|which)\s+(?:\w+\s+)?(?P<verb>{_WORDS_OF})\s+(?:did|does|do|has|have|had)\s+{_NAME}"
            rf"\s+(?:{_GIVE})\b(?P<topic>.*)$"
        ),
        (
            rf"^what\s+(?P<verb>{_WORDS_OF})\s+(?:was|were|is|are)\s+(?:offered|given|made|voiced)\s+by\s+{_NAME}"
            rf"(?P<topic>\s+(?:{_ABOUT}|for|to)\s.+|[?.!]*)$"
        ),
        # according to X, what ...; what ..., according to X
        r"^(?P<verb>according\s+to|in\s+the\s+words\s+of)\s+(?P<speaker>[^?,;:]{2,60}?),\s*(?P<topic>.+)$",
        (
            r"^(?P<topic>[^?]+?),?\s+(?P<verb>according\s+to|in\s+the\s+words\s+of)"
            r"\s+(?P<speaker>[^?,;:]{2,60}?)[?.!]*$"
        ),
        # how did X hit back at Y; how does X justify Y
        rf"^(?:how|why)\s+(?:did|does|do|has|have)\s+{_NAME}\s+(?:himself\s+|herself\s+)?(?P<verb>{_ANSWERING}){_REST}",
        # does X support Y; would X back Y
        rf"^(?:did|does|do|would|will|is|are|was|were)\s+{_NAME}\s+(?P<verb>{_TAKING_SIDES}){_REST}",
        # what was said about Y by X
        (
            rf"^what\s+(?:was|were|is|has\s+been|have\s+been)\s+(?P<verb>said|told|written)"
            rf"\s+(?P<topic>(?:{_ABOUT})\s.+)\s+by\s+(?P<speaker>[^?,;:]{{2,60}}?)[?.!]*$"
        ),
        # what X say about Y
        rf"^(?:so\s+)?what\s+{_NAME}\s+(?P<verb>say|tell|think|claim|argue|believe)\s+(?P<topic>(?:{_ABOUT})\s.+)$",
        # X said what about Y
        rf"^{_NAME}\s+(?P<verb>said|says?)\s+(?:what\s+)?(?P<topic>.*)$",
    )
)
# Theories too may "account for" something; then it is such a question only if a speaker is meant.
_MAY_BE_DEEDS: Final = tuple(one for one in _SPOKEN if _ANSWERING in one.pattern or _TAKING_SIDES in one.pattern)
_NOTE: Final = re.compile(
    # X on Y; X quote about Y: so say headlines, but also "attack on Odesa"
    rf"^{_NAME}(?:'s|’s)?\s+(?P<verb>on|about|re|quotes?|remarks?|concerns?|comments?|responses?|reactions?|repl(?:y|ies))\s+(?P<topic>[^?]+)$",
    re.IGNORECASE,
)
_WHO: Final = re.compile(
    r"^who(?:\s+(?:was\s+it|has|had|have|else|exactly|first))?\s+(?:that\s+)?"
    rf"(?P<verb>{_SAID}|{_SAYS}|say|think){_REST}"
    # who is criticising Y
    rf"|^who(?:['’]s|\s+(?:is|was|are|were))\s+(?:now\s+)?(?:{_DOING})\b(?P<whom>.*)$",
    re.IGNORECASE,
)
# "Please tell me what …", "do you know who …"; "tell me about" asks for no words.
_POLITE: Final = re.compile(
    r"^(?:(?:please|(?:can|could|would|will)\s+you|do\s+you\s+know|i(?:\s+would|['’]d)?\s+(?:want|like)\s+to\s+know)"
    r"[\s,]+)*(?:(?:tell|show|give|find|list)\s+(?:me\s+|us\s+)?)?(?:all\s+|some\s+|any\s+)?"
    r"(?=(?:what|who|how|everything|anything|quotes?|statements?|comments?|remarks?|did|has|have)\b)",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[a-z\d)”\"][.!?])\s+(?=[A-Z])")
# Ways to begin before the question begins: wondering whether, just curious.
_WONDERING: Final = re.compile(
    r"^.{0,80}?\b(?:wonder(?:ing)?|curious|interested|like\s+to\s+know|trying\s+to\s+(?:find|remember|work)\s*(?:out)?|quick"
    r"\s+question|can(?:not|['’]t)\s+remember)\b[\s,:–—-]*(?:(?:if|whether|in|about|to\s+know)\s+)*"
    r"|^(?:and|but|so|ok|okay|hi|hello|hey|well)[\s,]+",
    re.IGNORECASE,
)
_TRIM: Final = re.compile(
    rf"^(?:\s|,|that\b|to\b(?!\s+\w+ing)|{_ANYTHING}|(?:{_ABOUT})\b)+|[\s?!.]+$", re.IGNORECASE
)
_NOT_A_NAME: Final = re.compile(
    r"^(?:the\s+)?(?:it|they|people|we|you|i|there|article|articles|report|this|that|an?|one|many|much|long|not)$"
    r"|^(?:how|when|where|why|has|have|had|is|was|are|were|do|can|could|would|should)\b"
    r"|^will\b(?!(?-i:(?<=Will)\s+[A-Z]))"
    r"|\b(?:article|articles|report|reports|many|much|what|who|whose|which|that|whether|when|they|he|she)\b"
    r"|\b(?:is|are|was|were|be|has|have|had|did|does|can|could|must|may|should|would)\b"
    # After these the verb is not the speaker's: "what does the theory seek to | answer".
    r"|\b(?:to|and|or|not|never|the|an?|its|their|his|her|of|from|by|in|for|with)$",
    re.IGNORECASE,
)

_WILL: Final = re.compile(r"will\b", re.IGNORECASE)
# Who is told something is no part of it: "to Jane Doe about the ferry".
_ADDRESSEE: Final = re.compile(
    r"^\s*to\s+(?:(?:the|his|her|their)\s+\w+|[a-z]+s|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+"
    r"(?=(?:about|on|regarding|concerning)\s)"
)
_TELLING: Final = frozenset("tell tells told telling".split())

AskedKind = Literal["said", "did", "who"]


class SpeechQuestion(NamedTuple):
    """A question for statements.

    Attributes:
        kind: "said": what somebody said; "did": what somebody did that may be told by a statement, or be done
            without one ("call", "add", "want"), so that it is such a question only if a speaker is meant;
            "who": who said something.
        speaker: Who is meant to have spoken, as the question writes it; None where that is what is asked.
        topic: What the words are about; "" where anything will do.
        certain: Whether the question's grammar shows who is meant; "X on Y" is a question for X's words only if X
            is a speaker.
    """

    kind: AskedKind
    speaker: str | None
    topic: str
    certain: bool = True


def speech_question(question: str) -> SpeechQuestion | None:
    """Recognise a question for somebody's words.

    Args:
        question: As it was typed; neither its case nor its grammar is relied upon.

    Returns:
        Who and what is asked for, or None where the question is of another kind. Whether the corpus knows the
        speaker is not asked here, so that "the budget on Monday" may come back with a speaker who is none.
    """
    text = " ".join(question.split())
    *told, last = _SENTENCE_END.split(text)
    # A preamble tells what the question is about, the last sentence asks.
    return (_asked(last) if told else None) or _asked(text)


def _asked(text: str) -> SpeechQuestion | None:
    text = _POLITE.sub("", _WONDERING.sub("", text))
    who = _WHO.match(text)
    if who:
        return SpeechQuestion("who", None, _topic(who["topic"] or who["whom"] or ""))
    for pattern in _SPOKEN:
        found = pattern.match(text)
        if found and not _NOT_A_NAME.search(found["speaker"].strip()) and not _WILL.match(text):
            verb = found["verb"].split()[-1].lower()
            topic = f"to {found['topic'].lstrip()}" if verb in _TELLING else found["topic"]
            speaker = found["speaker"].strip(" \"'")
            if verb in _ACTS or pattern in _MAY_BE_DEEDS:
                return SpeechQuestion("did", speaker, _topic(found["topic"]))
            return SpeechQuestion("said", speaker, _topic(_ADDRESSEE.sub("", topic)))
    note = _NOTE.match(text)
    if note and not _NOT_A_NAME.search(note["speaker"].strip()):
        return SpeechQuestion("said", note["speaker"].strip(" \"'"), _topic(note["topic"]), certain=False)
    return None


def _topic(text: str) -> str:
    while (trimmed := _TRIM.sub("", text)) != text:
        text = trimmed
    return text
