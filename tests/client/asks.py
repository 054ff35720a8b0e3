"""What a program does with the generated client; run where that is installed, and onrecord is not."""
# mypy: ignore-errors

import json
import sys
from datetime import date

from onrecord_client import Client
from onrecord_client.api.archive import article, articles, export, info, similar
from onrecord_client.api.questions import ask, ask_by_body, search
from onrecord_client.api.statements import check, compare, speakers, statements
from onrecord_client.models import AskBody, CheckBody, ExportWhat, ProblemRecord

client = Client(sys.argv[1], timeout=60)
october = {"since": date(2025, 10, 1), "until": date(2025, 10, 31)}

# Every quote is where its record says, through all that was generated.
answer = ask.sync(client=client, q="what did Putin say about Tomahawks", min_probability=0.6, **october)
assert answer.answered
for citation in answer.citations:
    whole = article.sync(citation.article.id, client=client)
    assert whole.text[citation.start : citation.end] == citation.quote
    assert citation.speaker.name == "Vladimir Putin"
body = AskBody(question="what did Putin say about Tomahawks", min_probability=0.6, **october)
by_body = ask_by_body.sync(client=client, body=body)
assert not isinstance(by_body, ProblemRecord), by_body
assert by_body.citations == answer.citations
refused = ask.sync(client=client, q="what did Putin say about the price of Norwegian salmon")
assert not refused.answered
assert refused.reason

found = search.sync(client=client, q="interest rates", k=3, fast=True)
assert len(found.hits) == 3

# A list is walked to its end by its cursor.
page = statements.sync(client=client, by="Putin", k=5)
listed = list(page.statements)
while page.next_:
    page = statements.sync(client=client, by="Putin", k=5, cursor=page.next_)
    listed += page.statements
assert len(listed) == page.total > 5
everyone = speakers.sync(client=client, like="Putin").speakers
assert everyone[0].name == "Vladimir Putin"

pair = compare.sync(client=client, by="Saoirse Vandenberg").pairs[0]
assert pair.earlier.article.published < pair.later.article.published
assert set(pair.denied) == {"parking", "charges"}

held = info.sync(client=client).articles
assert len(articles.sync(client=client, k=100).articles) == held
alike = similar.sync(answer.citations[0].article.id, client=client)
assert alike.similar

rows = export.sync_detailed(ExportWhat.STATEMENTS, client=client, by="Putin").content.splitlines()
assert {json.loads(row)["speaker"] for row in rows} == {"Vladimir Putin"}

quote = "very serious, if not overwhelming"
assert check.sync(client=client, body=CheckBody(quote=quote)).places[0].speaker.name == "Vladimir Putin"

wrong = ask.sync(client=client, q="")
assert isinstance(wrong, ProblemRecord)
assert wrong.status == 422
sys.stdout.write(f"asked: {len(answer.citations)} citations, {len(listed)} statements, {len(rows)} rows\n")
