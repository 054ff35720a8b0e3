"""How people ask for somebody's words: patterns of whole questions."""

from __future__ import annotations

import re
from typing import Final

from .speech_verbs import DOING, IN_SAYING, SAID, SAY, SAYS, SPOKE

ABOUT: Final = "about|on|regarding|concerning|over|of|re|around|in response to|when asked about|with regard to"
_NAME: Final = r"(?P<speaker>[^?,;:]{2,60}?)"
_ANYTHING: Final = r"(?:anything|something|a word|a statement|any comments?|publicly)"
_EVER: Final = r"(?:(?:ever|already)\s+)?"
_MORE: Final = r"(?:\s+[\w'’-]+){0,4}?"
_WHAT: Final = (
    r"(?:so\s+)?(?:(?:to|in|on|by|with|for|from|of)\s+)?"
    rf"(?:whom?|whose{_MORE}|what{_MORE}|which{_MORE}|how(?:(?!\s+(?:many|much)\b){_MORE})|why|when|where)"
)
_OPINION: Final = "view|opinion|eyes|words|account|telling|reading|estimation|judge?ment|mind|book"
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
    "|criticisms?|reasons?|assessment|predictions?|tribute|message|apology|justification|outlook|expectations?|hopes?"
    "|readings?|boasts?|gripes?|caution|retort|compliments?|comparison|admissions?|fears?|worry|worries|concerns?|thoughts?|feelings?|impressions?|recollections?|verdicts?|side\\s+of\\s+the\\s+story"
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
    "|happy|unhappy|glad|sorry|sold|keen|confident|convinced|comfortable|ready|willing|in\\s+favou?r|against|for\\s+or\\s+against|worried|angry|open\\s+to"
)

SPOKEN: Final = tuple(
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
        rf"^(?:{_WHAT}\s+)?(?<!\bto\s)(?:did|does|do|dose)\s+{_NAME}\s+{_EVER}(?P<verb>{SAY}){_REST}",
        # what has X told reporters on Y; has X been saying anything about Y
        rf"^(?:{_WHAT}\s+)?(?:has|have|had)\s+{_NAME}\s+{_EVER}(?P<verb>{SAID}|been\s+{IN_SAYING}){_REST}",
        # what is X saying about Y
        rf"^(?:{_WHAT}\s+)?(?:is|are|was|were)\s+{_NAME}\s+(?P<verb>{IN_SAYING}){_REST}",
        # what X said about Y; everything X has said on Y
        rf"^(?:what|everything|anything|all)\s+(?:that\s+)?{_NAME}\s+(?:has\s+|had\s+)?(?P<verb>{SPOKE}){_REST}",
        # what is X's view on Y; X's position on Y; quotes by X about Y
        (
            rf"^(?:what(?:'s|’s|\s+is|\s+was|\s+are|\s+were)?\s+)?{_NAME}(?:'s?|’s?)\s+(?:own\s+)?"
            rf"(?P<verb>{_WORDS_OF}){_REST}"
        ),
        (
            rf"^(?:what\s+(?:is|was|are|were)\s+)?(?:the\s+)?(?P<verb>{_WORDS_OF})\s+(?:by|from|of)\s+{_NAME}"
            rf"(?P<topic>\s+(?:{ABOUT})\s.+|[?.!]*)$"
        ),
        # any word from X on Y; any reaction by X to Y
        (
            rf"^(?:is\s+there\s+|was\s+there\s+)?any\s+(?:kind\s+)?(?P<verb>{_WORDS_OF}|news)\s+(?:from|by)\s+{_NAME}"
            rf"(?P<topic>\s+(?:{ABOUT}|to|for)\s.+|[?.!]*)$"
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
            rf"(?P<topic>\s+(?:{ABOUT}|for|to)\s.+|[?.!]*)$"
        ),
        # according to X, what ...; what ..., according to X
        r"^(?P<verb>according\s+to|in\s+the\s+words\s+of)\s+(?P<speaker>[^?,;:]{2,60}?),\s*(?P<topic>.+)$",
        (
            rf"^(?P<topic>[^?]+?),?\s+(?P<verb>acc(?:ording|\.)?\s+to|(?:in|by)\s+the\s+(?:{_OPINION})\s+of)"
            r"\s+(?P<speaker>[^?,;:]{2,60}?)[?.!]*$"
        ),
        # in X's view, what ...; what ..., by X's account
        rf"^(?P<verb>in|by|to)\s+{_NAME}(?:['’]s?)\s+(?:own\s+)?(?:{_OPINION}),\s*(?P<topic>.+)$",
        rf"^(?P<topic>[^?]+?),?\s+(?P<verb>in|by|to)\s+(?P<speaker>[^?,;:]{{2,60}}?)['’]s?\s+(?:own\s+)?(?:{_OPINION})[?.!]*$",
        # why, according to X, was ...
        r"^(?P<topic>\w+(?:\s+\w+){0,3},\s+(?P<verb>according\s+to)\s+(?P<speaker>[^?,;:]{2,60}?),\s.+)$",
        # how did X hit back at Y; how does X justify Y
        rf"^(?:how|why)\s+(?:did|does|do|has|have)\s+{_NAME}\s+(?:himself\s+|herself\s+)?(?P<verb>{_ANSWERING}){_REST}",
        # does X support Y; would X back Y
        rf"^(?:did|does|do|would|will|is|are|was|were)\s+{_NAME}\s+(?P<verb>{_TAKING_SIDES}){_REST}",
        # what was said about Y by X
        (
            rf"^what\s+(?:was|were|is|has\s+been|have\s+been)\s+(?P<verb>said|told|written)"
            rf"\s+(?P<topic>(?:{ABOUT})\s.+)\s+by\s+(?P<speaker>[^?,;:]{{2,60}}?)[?.!]*$"
        ),
        # what X say about Y
        rf"^(?:so\s+)?what\s+{_NAME}\s+(?P<verb>say|tell|think|claim|argue|believe)\s+(?P<topic>(?:{ABOUT})\s.+)$",
        # X said what about Y
        rf"^{_NAME}\s+(?P<verb>said|says?)\s+(?:what\s+)?(?P<topic>.*)$",
    )
)
# Theories too may "account for" something; then it is such a question only if a speaker is meant.
MAY_BE_DEEDS: Final = tuple(one for one in SPOKEN if _ANSWERING in one.pattern or _TAKING_SIDES in one.pattern)
NOTE: Final = re.compile(
    # X on Y; X quote about Y: so say headlines, but also "attack on Odesa"
    rf"^{_NAME}(?:'s|’s)?\s+(?P<verb>on|about|re|quotes?|remarks?|concerns?|comments?|responses?|reactions?|repl(?:y|ies))\s+(?P<topic>[^?]+?)[?.!\s]*$",
    re.IGNORECASE,
)
WHO: Final = re.compile(
    r"^who(?:\s+(?:was\s+it|has|had|have|else|exactly|first))?\s+(?:that\s+)?"
    rf"(?P<verb>{SAID}|{SAYS}|say|think){_REST}"
    # who is criticising Y
    rf"|^who(?:['’]s|\s+(?:is|was|are|were))\s+(?:now\s+)?(?:{DOING})\b(?P<whom>.*)$",
    re.IGNORECASE,
)
# "Please tell me what …", "do you know who …"; "tell me about" asks for no words.
POLITE: Final = re.compile(
    r"^(?:(?:please|(?:can|could|would|will)\s+you|do\s+you\s+know|i(?:\s+would|['’]d)?\s+(?:want|like)\s+to\s+know)"
    r"[\s,]+)*(?:(?:tell|show|give|find|list)\s+(?:me\s+|us\s+)?)?(?:all\s+|some\s+|any\s+)?"
    r"(?=(?:what|who|how|everything|anything|quotes?|statements?|comments?|remarks?|did|has|have)\b)",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"(?<=[a-z\d)”\"][.!?])\s+(?=[A-Z])")
# Ways to begin before the question begins: wondering whether, just curious.
WONDERING: Final = re.compile(
    r"^.{0,80}?\b(?:wonder(?:ing)?|curious|interested|like\s+to\s+know|trying\s+to\s+(?:find|remember|work)\s*(?:out)?|quick"
    r"\s+question|can(?:not|['’]t)\s+remember)\b[\s,:–—-]*(?:(?:if|whether|in|about|to\s+know)\s+)*"
    r"|^(?:and|but|so|ok|okay|hi|hello|hey|well)[\s,]+",
    re.IGNORECASE,
)
TRIM: Final = re.compile(
    rf"^(?:\s|,|that\b|to\b(?!\s+\w+ing)|{_ANYTHING}|(?:{ABOUT})\b)+|[\s?!.]+$", re.IGNORECASE
)
NOT_A_NAME: Final = re.compile(
    r"^(?:the\s+)?(?:it|they|people|we|you|i|there|article|articles|report|this|that|an?|one|many|much|long|not)$"
    r"|^(?:how|when|where|why|has|have|had|is|was|are|were|do|can|could|would|should)\b"
    r"|^(?:with|in|on|to|for|from|by|at|of)\s"
    r"|^will\b(?!(?-i:(?<=Will)\s+[A-Z]))"
    r"|\b(?:article|articles|report|reports|many|much|what|who|whose|which|that|whether|when|they|he|she)\b"
    r"|\b(?:is|are|was|were|be|has|have|had|did|does|can|could|must|may|should|would)\b"
    # After these the verb is not the speaker's: "what does the theory seek to | answer".
    r"|\b(?:to|and|or|not|never|the|an?|its|their|his|her|of|from|by|in|for|with)$",
    re.IGNORECASE,
)
