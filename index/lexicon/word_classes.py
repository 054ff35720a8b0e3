"""Words that tell people, their offices and organisations apart in news prose."""

from __future__ import annotations

import re
from typing import Final

from .given_names import FEMALE_NAMES, MALE_NAMES


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def plain(word: str) -> str:
    """Fold a word for comparison: lower case, one apostrophe, no stops at its ends."""
    return word.lower().replace("’", "'").strip(".,'")


COURTESY: Final = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "sir": "m",
    "lord": "m",
    "lady": "f",
    "dame": "f",
}
"""Titles that tell a person's sex."""

TITLES: Final = _set(
    "mr mrs ms miss sir lord lady dame dr prof professor president vice prime minister premier chancellor "
    "senator sen sens rep reps representative congressman congresswoman gov governor governors lt lieutenant "
    "mayor secretary attorney general gen col colonel capt captain maj major sgt sergeant adm admiral cmdr "
    "judge justice chief king queen prince princess pope cardinal archbishop bishop rev reverend rabbi imam "
    "father sister ambassador speaker chairman chairwoman chair former ex then director commissioner sheriff "
    "officer deputy foreign defense defence interior finance treasury state majority minority leader candidate "
    "nominee republican republicans democrat democrats democratic gop conservative liberal socialist u.s us "
    "british american coach ceo cofounder founder editor host correspondent reporter analyst spokesman "
    "spokeswoman spokesperson detective superintendent delegate councilman councilwoman councillor "
    "undersecretary supreme whip"
)
"""Words that stand before a name and are no part of it."""

ABBREVIATIONS: Final = _set(
    "mr mrs ms messrs dr prof sen sens rep reps gov govs lt gen col capt maj sgt adm cmdr rev hon st jr sr supt "
    "vs no jan feb aug sept oct nov dec"
)
"""Words whose stop ends no sentence."""

ROLES: Final = _set(
    "president chancellor premier minister senator congressman congresswoman representative governor mayor "
    "secretary spokesman spokeswoman spokesperson chairman chairwoman chair director manager adviser advisor "
    "aide strategist analyst professor historian economist editor author writer columnist reporter "
    "correspondent journalist lawyer attorney prosecutor judge justice officer official commander general "
    "admiral chief head leader founder owner executive ceo coach captain player candidate nominee hopeful "
    "frontrunner front-runner billionaire businessman businesswoman tycoon mogul activist organizer veteran "
    "pastor bishop lawmaker legislator delegate donor consultant pollster fellow researcher scientist scholar "
    "expert ambassador envoy diplomat negotiator host anchor actor actress singer musician comedian resident "
    "voter student teacher mother father wife husband son daughter brother sister operative staffer member "
    "vice-president treasurer commissioner sheriff democrat republican surgeon doctor physician pope king queen "
    "prince socialist independent chairperson coordinator secretary-general co-founder cofounder partner dean "
    "principal superintendent counsel physicist engineer cto cio cfo coo cmo vp svp evp quarterback qb "
    "linebacker midfielder goalkeeper striker rapper producer screenwriter showrunner novelist poet blogger "
    "youtuber streamer podcaster influencer designer developer programmer photographer illustrator critic "
    "reviewer nurse midwife therapist psychologist psychiatrist neurologist neuroscientist radiologist "
    "oncologist cardiologist epidemiologist virologist immunologist biologist chemist astronomer astrophysicist "
    "climatologist meteorologist geologist seismologist sociologist anthropologist archaeologist philosopher "
    "theologian mathematician statistician campaigner entrepreneur investor banker lobbyist barrister solicitor "
    "constable inspector detective firefighter paramedic whistleblower"
)
"""Nouns that say what a person is."""

JOBS: Final = _set(
    "speaker worker star supporter opponent seller trader broker specialist technologist architect chef farmer"
    " dietitian nutritionist trainer instructor lecturer curator librarian pilot astronaut driver boxer wrestler"
    " swimmer skier golfer cyclist sprinter outfielder infielder shortstop pitcher catcher slugger defender"
    " forward winger goalie cornerback lineman receiver pundit commentator presenter politician councillor mp mep"
    " artist filmmaker composer playwright pianist dancer creator educator provost rector vet veterinarian"
    " pediatrician paediatrician dermatologist pharmacist toxicologist ecologist zoologist botanist counselor"
    " counsellor psychotherapist marketer contributor promoter agent supervisor administrator intern witness"
    " survivor plaintiff defendant victim fan"
)
"""More of them, which stand in the names of things too: "Star"."""

KIN: Final = _set(
    "husband wife father mother son daughter brother sister partner uncle aunt cousin girlfriend boyfriend fiance"
)
"""What somebody is to somebody else, which by itself tells nothing."""

MOUTHPIECES: Final = _set("official officials representative spokesman spokesperson spokeswoman")
"""Whoever speaks for a body is the body."""

HEADS_OF_STATE: Final = _set("leader president premier chancellor minister head strongman ruler king queen")
"""Roles that news prose uses for one another."""

BODIES: Final = _set(
    "university college school institute institution committee commission council court senate congress house "
    "party parliament ministry department agency bureau office administration government union association "
    "foundation fund center centre group coalition alliance network news times post journal tribune herald "
    "gazette magazine press daily guardian report reports review street bank company corp inc llc ltd co "
    "police church campaign project society club league team pac act bill law amendment treaty agreement "
    "summit conference convention caucus primary election elections debate poll survey island islands county "
    "city town state states river lake mountain valley beach park airport square building tower hall avenue "
    "road north south east west new san los las saint america american international national federal united "
    "world war day week night january february march april june july august september october november "
    "december monday tuesday wednesday thursday friday saturday sunday twitter facebook fox cnn msnbc nbc abc "
    "cbs pbs bbc npr reuters google apple microsoft amazon constitution republic kingdom army navy force "
    "forces corps guard service services board authority organization organisation studies policy research "
    "security intelligence families justice_department medicare medicaid social care campaign's air one super "
    "great white"
)
"""Words that show a capitalised phrase to be no person's name."""

CALENDAR: Final = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
"""Days and months."""

DIRECTIONS: Final = _set("north south east west")
"""Words of places that are surnames too, where they come last."""

INSTITUTIONS: Final = _set(
    "university college school institute foundation fund center centre campaign administration hospital "
    "association committee company corp inc times post journal tribune herald observer county city state "
    "states river airport island islands republic act amendment primary caucus tech museum library memorial"
)
"""Words that end the name of a body or place even after somebody's first name."""

GROUPS: Final = _set(
    "campaign administration government team office department ministry camp party committee company "
    "organization foundation group union agency website newspaper magazine network report study poll survey "
    "book memo letter email statement article story editorial ad commercial documents document court"
)
"""What can speak in its own name, with a person's name before it: "the Clinton campaign"."""

MALE_PRONOUNS: Final = _set("he him his himself")
FEMALE_PRONOUNS: Final = _set("she her hers herself")
OTHER_PRONOUNS: Final = _set(
    "i me my we us our you they them their themselves it its itself who whom whose which that this these those "
    "one some many others another both all everyone everybody someone somebody anyone nobody none few several "
    "most"
)
PRONOUNS: Final = MALE_PRONOUNS | FEMALE_PRONOUNS | OTHER_PRONOUNS

ARTICLES: Final = _set("a an the his her its their my our your this")
"""Words that a noun follows."""

LINKS: Final = _set("in on at during by through to from with")
"""Prepositions of a phrase that says where or how something was said: "in a statement"."""

_ATTITUDES: Final = _set(
    "believe believes believed believing hope hopes hoped hoping fear fears feared fearing want wants wanted "
    "wanting wish wishes wished wishing think thinks thought thinking feel feels felt feeling know knows knew "
    "knowing understand understands understood like likes liked love loves loved hate hates hated prefer "
    "prefers preferred expect expects expected expecting doubt doubts doubted worry worries worried worrying seek "
    "seeks sought seeking plan plans planned planning intend intends intended intending aim aims aimed aiming "
    "consider considers considered considering support supports supported supporting oppose opposes opposed "
    "opposing favor favors favored favour favours favoured see sees saw seen seeing need needs needed realize "
    "realizes realized remember remembers remembered suspect suspects suspected assume assumes assumed imagine "
    "imagines imagined desire desires desired regret regrets regretted respect respects respected admire admires "
    "admired trust trusts trusted afraid hopeful optimistic confident skeptical sceptical eager convinced aware "
    "unaware concerned sure unsure willing unwilling ready glad happy proud angry upset surprised hope belief "
    "opinion view fear desire optimism determined committed"
)
_AUXILIARIES: Final = _set(
    "is are was were be been being am has have had having do does did will would can could may might shall should "
    "must not n't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't "
    "cannot couldn't shouldn't to still also now always long once already never ever just simply really "
    "apparently reportedly currently seems seem seemed appear appears appeared"
)


def is_attitude(cue: str) -> bool:
    """Tell what somebody thinks, feels or wants from what somebody says: "believes", "had hoped to", "is afraid".

    Attributions of both kinds are statements; only the latter are somebody's words.
    """
    return head_word(cue) in _ATTITUDES


def is_body(name: str) -> bool:
    """Tell whether a name is plainly that of a body: an acronym, or a word of it says so."""
    words = name.split()
    if len(words) == 1:
        return len(name) > 1 and name.isupper()
    return any(word[0].isupper() and plain(word) in BODIES for word in words)


def head_word(cue: str) -> str:
    """Give the first word of a cue that is no auxiliary or adverb, folded: "found" of "has also found"."""
    words = [plain(word) for word in re.findall(r"[\w’']+", cue)]
    return next((word for word in words if word not in _AUXILIARIES and not word.endswith("ly")), "")


def names_nobody(words: str) -> bool:
    """Whether a source tells nobody apart: a pronoun, or nothing."""
    return plain(words.strip()) in PRONOUNS | {""}


FUNCTION_WORDS: Final = _set(
    "the a an and or but if in on at to for from by with of as after before when while where why how what who "
    "which that this these those it its he she they we i you his her their our my your is are was were be been "
    "has have had do does did not no yes so than then there here now just even still yet also only although "
    "though because since until unless despite during between both either neither some many most more one two "
    "three all any each every other another such like asked about instead meanwhile however earlier later last "
    "next first second according under over into through across against among around within without per "
    "perhaps maybe well oh let recently today yesterday speaking citing noting adding calling given once again "
    "already never always often beyond following several numerous multiple various amid via including like unlike "
    "regarding concerning besides except plus thanks dozens hundreds thousands whether whereas hence thus "
    "therefore additionally moreover furthermore nevertheless unfortunately fortunately currently previously "
    "originally eventually finally initially similarly together"
)
"""Words that a sentence may begin with, in upper case, before a name."""

COUNTRIES: Final = _set(
    "afghanistan argentina australia austria belarus belgium brazil britain bulgaria canada chile china "
    "colombia cuba cyprus denmark egypt england estonia ethiopia finland france georgia germany ghana greece "
    "hungary iceland india indonesia iran iraq ireland israel italy japan jordan kenya kuwait latvia lebanon "
    "libya lithuania malaysia mexico moldova morocco nepal netherlands nigeria norway pakistan palestine "
    "panama peru philippines poland portugal qatar romania russia rwanda scotland serbia singapore slovakia "
    "slovenia somalia spain sudan sweden switzerland syria taiwan thailand tunisia turkey uganda ukraine "
    "venezuela vietnam yemen zimbabwe europe africa asia moscow kyiv kiev beijing washington london paris "
    "berlin brussels tehran jerusalem"
)
"""Places that may stand right before a name and be no part of it: "envoy to Ukraine Jane Roe"."""


def is_role(word: str) -> bool:
    """Tell whether a word says what a person is: a title or a role."""
    plain = word.lower().strip(".")
    return plain in TITLES or plain in ROLES or plain in COURTESY


def other_sex(written: str, name: str) -> bool:
    """Tell whether "Mr. Clinton" cannot be "Hillary Clinton": a courtesy title against a first name.

    Args:
        written: A name with its title, if it has one.
        name: A full name.
    """
    sexes = [COURTESY[word] for word in map(plain, written.split()) if word in COURTESY]
    first = next((word for word in map(plain, name.split()) if word not in TITLES), "")
    return bool(sexes) and first in (FEMALE_NAMES if sexes[0] == "m" else MALE_NAMES)
