"""However a name is typed, the same passages are found: pairs of spellings, over articles that use both."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

import pytest

from onrecord.index import Article, open_writer
from onrecord.search import Engine

PAIRS = [
    # transliterations
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Muammar Gaddafi", "Muammar Qaddafi"),
    ("Pyotr Tchaikovsky", "Pyotr Chaikovsky"),
    ("Dmitri Shostakovich", "Dmitri Schostakowitsch"),
    ("Alexander Lukashenko", "Aleksandr Lukashenko"),
    ("Alexei Navalny", "Aleksey Navalny"),
    ("Yuri Gagarin", "Yury Gagarin"),
    ("Sergei Lavrov", "Sergey Lavrov"),
    ("Dmitry Medvedev", "Dmitri Medvedev"),
    ("Fyodor Dostoevsky", "Fyodor Dostoyevsky"),
    ("Leo Tolstoy", "Leo Tolstoi"),
    ("Nikita Khrushchev", "Nikita Chruschtschow"),
    ("Boris Yeltsin", "Boris Jelzin"),
    ("Mikhail Gorbachev", "Mikhail Gorbachov"),
    ("Anton Chekhov", "Anton Tchekhov"),
    ("Ramzan Kadyrov", "Ramzan Kadirov"),
    ("Mikheil Saakashvili", "Mikheil Saakaschwili"),
    ("Sheikh Hasina", "Shaikh Hasina"),
    ("Muhammad Yunus", "Mohammed Yunus"),
    ("Osama bin Laden", "Usama bin Laden"),
    ("Hosni Mubarak", "Husni Mubarak"),
    ("Yasser Arafat", "Yasir Arafat"),
    ("Omar al-Bashir", "Umar al-Bashir"),
    ("Bashar al-Assad", "Bashar el-Assad"),
    ("Abdel Fattah el-Sisi", "Abdul Fattah al-Sisi"),
    ("Ali Khamenei", "Ali Khamenai"),
    ("Mahmoud Ahmadinejad", "Mahmoud Ahmadinezhad"),
    ("Hassan Rouhani", "Hassan Ruhani"),
    ("Benjamin Netanyahu", "Benjamin Netanjahu"),
    ("Mao Zedong", "Mao Tse-tung"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Mohandas Gandhi", "Mohandas Ghandi"),
    ("Hezbollah", "Hizbullah"),
    ("al-Qaeda", "al-Qaida"),
    # diacritics
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Beyoncé Knowles", "Beyonce Knowles"),
    ("Gerhard Schröder", "Gerhard Schroeder"),
    ("Slobodan Milošević", "Slobodan Milosevic"),
    ("Novak Đoković", "Novak Djokovic"),
    ("Lech Wałęsa", "Lech Walesa"),
    ("Viktor Orbán", "Viktor Orban"),
    ("Søren Kierkegaard", "Soren Kierkegaard"),
    ("Ilham Əliyev", "Ilham Aliyev"),
    ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
    ("Jean-Luc Mélenchon", "Jean Luc Melenchon"),
    # initials
    ("J. K. Rowling", "JK Rowling"),
    ("George R. R. Martin", "George RR Martin"),
    ("A. P. J. Abdul Kalam", "APJ Abdul Kalam"),
    # apostrophes, prefixes
    ("Conan O’Brien", "Conan O'Brien"),
    ("Ramsay MacDonald", "Ramsay McDonald"),
    # places
    ("Kyiv", "Kiev"),
    ("Odesa", "Odessa"),
    ("Kharkiv", "Kharkov"),
    ("Lviv", "Lvov"),
    ("Beijing", "Peking"),
    ("Mumbai", "Bombay"),
    ("Kolkata", "Calcutta"),
    ("Myanmar", "Burma"),
    ("Chernobyl", "Chornobyl"),
    ("São Paulo", "Sao Paulo"),
]
MATTERS = [
    "a bridge over the northern canal",
    "the price of bread in winter",
    "a festival of brass bands",
    "the sale of the old harbour cranes",
    "a shortage of school teachers",
    "the repair of flooded railway lines",
    "an exhibition of early photographs",
    "the licences of fishing boats",
    "a dispute about lake water",
    "the wages of night nurses",
    "a fire in a paper mill",
    "the opening of a chess academy",
]
SENTENCES = [
    "In the morning reporters asked about {name} and {matter}, and nobody on the square had an answer.",
    "Two letters to this paper link {name} with {matter}, which was news to the council.",
    "By Friday the talk of the market was {name}, and after that {matter} once more.",
    "A short film that connects {name} to {matter} was shown in the town hall on Sunday.",
]


def paragraphs(name: str, matters: Sequence[str]) -> str:
    sentences = islice(cycle(SENTENCES), len(matters))
    return "\n\n".join(s.format(name=name, matter=matter) for s, matter in zip(sentences, matters, strict=True))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Every spelling stands in six paragraphs on six matters, and every matter beside all other names."""
    folder = tmp_path_factory.mktemp("spellings") / "index"
    articles = [
        Article(id=f"{number}-{place}", text=paragraphs(name, MATTERS[6 * place : 6 * place + 6]))
        for number, pair in enumerate(PAIRS)
        for place, name in enumerate(pair)
    ]
    with open_writer(folder) as writer:
        for _ in writer.add(articles):
            pass
        writer.publish()
    engine = Engine.open(folder)
    yield engine
    engine.close()


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("matter", [MATTERS[1], MATTERS[8]])
def test_both_spellings_find_the_same(engine: Engine, one: str, other: str, matter: str) -> None:
    found = [
        {hit.row for hit in engine.search(f"what did people say of {name} and {matter}?")} for name in (one, other)
    ]
    assert len(found[0] & found[1]) >= 9
