"""Whether a cue speaks of words or thoughts, and not of deeds.

The tagger learnt from political news what stands between somebody and what they say. On other pages it also takes
"launched", "is known for" or a recipe's next step for cues; a closed list of words does not.
"""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.word_classes import is_attitude, plain

_VERBS: Final = (
    "accuse acknowledge add admit advise advocate affirm agree alert allege allude announce answer apologise"
    " apologize appeal applaud argue articulate ask assail assert assess assure attack attest aver beg bemoan"
    " berate blame blast bless blog boast brag brand brief caution celebrate challenge chant characterise"
    " characterize charge chastise chide chime claim clarify comment compare complain concede conclude concur"
    " condemn confess confide confirm conflate congratulate contend contradict counter credit criticise"
    " criticize critique debunk declare decline decree decry deem defend demand demonstrate denounce deny"
    " deplore deride describe detail disagree disavow disclose discover discuss dismiss dispute divulge"
    " downplay dub echo elaborate email emphasise emphasize endorse enjoy enthuse equate estimate exclaim"
    " exhort explain express find forecast foresee frame fret gripe grouse gush hail herald highlight hint"
    " hypothesise hypothesize illustrate imply indicate inform inquire insinuate insist instruct interject"
    " interrupt invoke jest joke judge label lambast lambaste lament lash laud leak lecture liken maintain"
    " marvel mention moan mock mourn murmur muse mutter narrate nominate note notice notify object observe"
    " opine oppose order outline paint paraphrase perceive pitch plead pledge ponder portray posit post praise"
    " predict proclaim profess project promise pronounce propose protest push query question quip quote rail"
    " rant rave react reaffirm reason reassure rebuff rebuke rebut recall recite reckon recognise recognize"
    " recommend recount refer reference reflect refuse refute regard regret reiterate reject relate relay"
    " relish remark remind repeat reply report reproach request resent respond retell retort retweet reveal"
    " rip ruled rumor rumour savor savour scoff scold scream share shout show sigh signal slam sneer snipe"
    " speculate spell stammer state stipulate stress study submit suggest summarise summarize surmise tease"
    " testify text thank theorise theorize threaten tout trumpet tweet underline underscore unveil urge utter"
    " vent venture view voice volunteer vouch vow wager warn welcome whine whisper wonder worry yell"
).split()
_IRREGULAR: Final = (
    "cast casts casting say says said saying tell tells told telling speak speaks spoke spoken speaking talk"
    " talks talked talking write writes wrote written writing read reads reading call calls called calling"
    " continue continues continued continuing point points pointed pointing cite cites cited citing swear swears"
    " swore sworn found finds show shows showed shown vow vowed vowing argue arguing reply replies replied rule"
    " rules ruled ruling forecast forecasts overheard teach teaches taught sum sums summed clear cheer cheers"
    " cheered"
).split()
_NOUNS: Final = (
    "according account accusation acknowledgement admission advice allegation announcement answer apology"
    " argument assertion assessment assumption belief briefing caption chant claim comment complaint conclusion"
    " concern contention conviction critique criticism declaration denial description diagnosis disagreement"
    " disclosure doubt email essay estimate evaluation explanation fear feeling finding forecast guess hint hope"
    " impression insistence interview judgement judgment lament letter memo message notion observation opinion"
    " paper pitch plea pledge poll post prediction promise proposal quote quotation reminder reminiscence reply"
    " report request response review revelation rhetoric rumor rumour saying sentiment slogan speech statement"
    " study suggestion survey suspicion testimony theory thought transcript tweet verdict version view vow"
    " warning wish word"
).split()
_WORD: Final = re.compile(r"[\w’'-]+")


def _forms(base: str) -> set[str]:
    """Inflect a regular verb or noun; forms that nobody uses do no harm."""
    stem = base.removesuffix("e")
    double = f"{stem}{stem[-1]}"
    found = {base, f"{base}s", f"{base}es", f"{stem}ed", f"{stem}ing", f"{double}ed", f"{double}ing"}
    if base.endswith("y"):
        found |= {f"{base[:-1]}ies", f"{base[:-1]}ied"}
    return found


def _all_forms(bases: list[str], irregular: list[str]) -> frozenset[str]:
    return frozenset({form for base in bases for form in _forms(base)}.union(irregular))


_REPORTING: Final = _all_forms(_VERBS + _NOUNS, _IRREGULAR)


def reports(cue: str) -> bool:
    """Tell whether some word of a cue is one of saying, writing, finding out or thinking.

    Args:
        cue: The words between a source and a content.
    """
    return is_attitude(cue) or any(plain(word) in _REPORTING for word in _WORD.findall(cue))
