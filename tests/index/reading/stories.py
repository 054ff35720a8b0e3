"""Made-up news, to be put into pages and files: nobody in it exists, and nothing in it happened."""
# ruff: noqa: E501  (text and markup stay on a line as long as they read)

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """What a page is to be read as.

    Attributes:
        title: The headline.
        author: The byline.
        published: ISO 8601 with a zone.
        updated: The same, of the last correction.
        source: The outlet.
        host: The outlet's host.
        slug: The last part of the address.
        paragraphs: The text.
        language: ISO 639-1.
    """

    title: str
    author: str
    published: str
    updated: str
    source: str
    host: str
    slug: str
    paragraphs: tuple[str, ...]
    language: str = "en"

    @property
    def url(self) -> str:
        """The canonical address."""
        return f"https://{self.host}/news/{self.published[:4]}/{self.slug}"

    @property
    def text(self) -> str:
        """The whole text, a paragraph a line."""
        return "\n".join(self.paragraphs)


STORIES = (
    Story(
        "Harbour council votes to close the old ferry terminal",
        "Maren Oldfield",
        "2025-03-14T08:30:00+00:00",
        "2025-03-14T11:05:00+00:00",
        "The Harbour Courier",
        "www.harbourcourier.example",
        "ferry-terminal-to-close",
        (
            (
                "The council of Port Wendle voted on Thursday evening to close the ferry terminal that has stood on "
                "the east quay since 1961, ending a dispute that has split the town for most of a decade."
            ),
            (
                "“Nobody in this chamber wanted to be the one to say it, but the roof is coming down whether we vote "
                "or not,” said the mayor, Idris Calloway, after the count of nine to four."
            ),
            "Ferry crews, who had filled the public gallery, left before the result was read out.",
            (
                "Engineers told the council in January that repairs would cost 48 million, more than twice what the "
                "town spends on its roads in a year. A second opinion, paid for by the ferry company, put the figure "
                "at 31 million."
            ),
            (
                "“It is a building, not a ruin,” said Teodora Lunt, who runs the company. “We were given four weeks to "
                "answer a report of six hundred pages.”"
            ),
            (
                "The last boat is to leave on 30 September. Until then, passengers will be let in through a side gate "
                "in groups of forty."
            ),
            "A spokesman for the regional ministry said it would study the decision.",
        ),
    ),
    Story(
        "Grain prices fall for a sixth week as rains return to the Velm plain",
        "Sunniva Achterberg and Paul Ndiaye",
        "2024-11-02T17:45:00+01:00",
        "2024-11-03T06:10:00+01:00",
        "Marketline Daily",
        "marketline.example",
        "grain-prices-sixth-week",
        (
            (
                "Wheat for December delivery fell 2.4 percent on Friday, its sixth weekly loss, after heavy rain over "
                "the Velm plain eased fears of a failed winter crop."
            ),
            "Traders in the port of Skarne said that warehouses were fuller than at any time since 2019.",
            (
                "“Farmers held back their grain all summer in the hope of a better price,” said Ottoline Brandt, an "
                "analyst at the brokerage Hale & Rook. “Now they all want to sell on the same morning.”"
            ),
            (
                "The fall will be welcome in importing countries, where bread has become a matter of politics. In "
                "Marud, the government cut its subsidy in August and restored it nine days later."
            ),
            "Ms Brandt expects the price to settle near 190 a tonne by spring, “unless somebody closes a strait”.",
            (
                "Growers see it otherwise. The farmers' union called the forecast “a guess with a tie on” and asked "
                "for a floor under the price, which the agriculture minister, Leopold Vance, has refused twice."
            ),
        ),
    ),
    Story(
        "“We heard it before we saw it”: village digs out after night of mud",
        "Jonas Pettibone",
        "2025-07-21T05:12:00-04:00",
        "2025-07-21T09:40:00-04:00",
        "Highland Herald",
        "highlandherald.example",
        "village-digs-out",
        (
            (
                "Residents of Nether Corrie were clearing their streets by hand on Monday after a slope above the "
                "village gave way in the night and sent mud through some thirty houses."
            ),
            "Nobody was killed. Eleven people were taken to hospital, two of them with broken bones.",
            (
                "“We heard it before we saw it,” said Agnes Tolliver, 71, who got out through a kitchen window with "
                "her dog. “It was like a train that does not stop.”"
            ),
            (
                "The fire chief, Ruben Sayle, said his crews had reached the last cut-off house at four in the "
                "morning. He asked people from elsewhere to stay away: “Send shovels, don't bring them.”"
            ),
            (
                "Geologists had warned of the slope in a study in 2022, after a forest road was widened. The county "
                "said then that it would put up sensors. They were ordered last month."
            ),
            "“They were ordered,” Mr Sayle said, and did not go on.",
            "The school will stay closed until Thursday at least.",
            "More rain is forecast for Wednesday.",
        ),
    ),
    Story(
        "Ministerin will Nachtzüge wieder einführen",
        "Friederike Hollmann",
        "2025-01-30T14:00:00+01:00",
        "2025-01-30T18:25:00+01:00",
        "Bergstädter Anzeiger",
        "www.bergstaedter-anzeiger.example",
        "nachtzuege-kommen-wieder",
        (
            (
                "Verkehrsministerin Annegret Söll will bis 2028 sechs Nachtzuglinien wieder einführen. Das kündigte "
                "sie am Donnerstag in Bergstadt an."
            ),
            (
                "„Wer abends einsteigt, soll morgens am Meer sein“, sagte Söll. Die Kosten bezifferte sie auf 210 "
                "Millionen Euro im Jahr."
            ),
            (
                "Die Opposition sprach von einem Luftschloss. „Uns fehlen keine Liegewagen, uns fehlen Gleise“, sagte "
                "der Abgeordnete Wolf Degenhart."
            ),
            (
                "Der Fahrgastverband begrüßte den Plan, forderte aber verlässliche Anschlüsse am Morgen. Ein Sprecher "
                "sagte, viele Reisende hätten „das Warten auf kalten Bahnsteigen gründlich satt“."
            ),
            "Die ersten Züge sollen im Dezember 2026 zwischen Bergstadt und der Küste fahren.",
        ),
        "de",
    ),
    Story(
        "Court orders search engine Ferrowit to pay newspapers 12 million",
        "Chidi Marlowe",
        "2025-09-09T13:20:30+00:00",
        "2025-09-09T15:00:00+00:00",
        "Tech & Law Review",
        "techlaw.example",
        "ferrowit-must-pay",
        (
            (
                "A court in Olmen on Tuesday ordered the search engine Ferrowit to pay a group of regional newspapers "
                "12.3 million for showing whole paragraphs of their articles beside its results."
            ),
            (
                "Judge Philippa Arrow wrote that a reader who had seen the paragraph “had seen the news, and had no "
                "reason left to visit those who gathered it”."
            ),
            (
                "Ferrowit said it would appeal. “This ruling confuses pointing at a thing with taking it,” its general "
                "counsel, Demir Aksoy, told reporters outside the court."
            ),
            (
                "The publishers had asked for 40 million. Their lawyer, Beatrix Quill, called the sum a beginning. "
                "“What matters is the sentence, not the number,” she said."
            ),
            (
                "Three similar cases are pending. In one of them, the court has asked both sides to name an expert on "
                "what readers do after they have read a summary."
            ),
            "Shares of Ferrowit's parent closed 1.1 percent lower.",
        ),
    ),
    Story(
        "Ashdown win the cup on penalties after two hours without a goal",
        "Leila Forsythe",
        "2025-05-18T21:55:00+01:00",
        "2025-05-18T23:10:00+01:00",
        "Sportsday",
        "sportsday.example",
        "ashdown-win-on-penalties",
        (
            (
                "Ashdown won the national cup for the first time in 44 years on Sunday, beating Carrow Athletic 5-4 on "
                "penalties after a final in which neither side scored."
            ),
            "Goalkeeper Milo Strand saved twice and then took the last kick himself.",
            (
                "“I told the manager I would only do it if nobody looked at me,” Strand said. “So of course they all "
                "looked at me.”"
            ),
            (
                "Carrow had the better of the first half. Yusuf Dane struck the bar after nine minutes and the post "
                "after thirty."
            ),
            "“Football owes us nothing,” their manager, Greta Hollis, said. “It just has an odd way of showing it.”",
            (
                "Ashdown's supporters stayed in the stadium until the lights were turned off, and then for a while "
                "longer."
            ),
        ),
    ),
    Story(
        "Scientists find second population of the blue marsh frog",
        "Dr. Emeka Rowntree",
        "2024-06-11",
        "2024-06-12",
        "Field & Fen",
        "fieldandfen.example",
        "second-population-of-blue-marsh-frog",
        (
            (
                "A frog that was thought to live in a single marsh has been found in a second one, 90 kilometres "
                "away, by a team that was looking for something else."
            ),
            (
                "“We were counting sedges,” said Hanneke Vorst, a botanist at the University of Lorn. “Then one of "
                "the sedges jumped.”"
            ),
            (
                "The blue marsh frog, Hyla lornensis, was described in 1987 and has been listed as endangered since "
                "2003. Fewer than 900 adults are known."
            ),
            (
                "The new marsh holds perhaps 200 more. Its place is being kept secret, since collectors pay well for "
                "the animals."
            ),
            (
                "Genetic samples suggest that the two groups parted some 6,000 years ago, when the lake between them "
                "dried up. If that is right, each holds what the other has lost."
            ),
            (
                "Dr Vorst hopes to move twenty frogs in each direction. Others urge caution: “Two small populations "
                "are better than one large mistake,” said Piet Aldous of the Fen Trust."
            ),
        ),
    ),
    Story(
        "Opinion: The night bus is the fairest thing this city runs",
        "Rosalind Eke",
        "2025-10-05T06:00:00+02:00",
        "2025-10-05T06:45:00+02:00",
        "The Metropolitan Post",
        "www.metropost.example",
        "night-bus-is-fair",
        (
            (
                "At ten past three the N29 smells of chips, disinfectant and somebody's birthday. It is the only room "
                "in the city where a surgeon and a dishwasher wait for the same door."
            ),
            "I took it every night for a month, because the council wants to save 1.6 million by ending it.",
            (
                "The sum is right. The council's treasurer, Bartholomew Inch, showed me the table himself. “I can "
                "price a bus,” he told me. “I can't price not having one.”"
            ),
            (
                "He could, though. Somebody cleans the ward. Somebody bakes the bread. They are paid by the hour, and "
                "the hour begins before the first train."
            ),
            "Close the line, and they will take a taxi for a third of what they earn, or walk, or stop coming.",
            (
                "The driver on my last night, Wenzel, did not want to talk about politics. He said only: “Hold on, "
                "there's a bend.”"
            ),
        ),
    ),
)
