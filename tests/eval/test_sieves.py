from onrecord.eval.attribution import Gold, read_set
from onrecord.eval.judging.ratios import Ratio
from onrecord.eval.judging.standoff import SAMPLE
from onrecord.eval.sieves import by_sieve
from onrecord.index import Article, Statement


def test_statements_are_counted_by_the_sieve_that_named_their_speaker() -> None:
    gold = read_set(SAMPLE)
    article = gold.articles[0]
    one = next(s for s in gold.statements[article.id] if s.entity is not None and s.cue_class == "said")

    def find(_: Article) -> list[Statement]:
        return [Statement(article, one.entity, "", None, None, "", one.content, "direct", 0)]

    counted = by_sieve(find, [Gold((article,), gold.attributions, gold.statements)])
    assert counted == {"": Ratio(1, 1)}
