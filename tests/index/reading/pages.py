"""HTML pages in the shapes that outlets' systems make, each with what is to be read out of it."""

# ruff: noqa: E501  (markup stays on a line as long as it reads)

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from .stories import STORIES, Story

FURNITURE = (
    "We value your privacy",
    "Sign up for our morning newsletter",
    "Most read today",
    "All rights reserved",
    "Share this article",
    "Subscribe to continue reading",
    "You may also like",
)


class Page(NamedTuple):
    """A page and what is in it."""

    shape: str
    data: bytes
    story: Story
    zoned: bool = True
    """Whether the page tells the time of day."""


def _ps(paragraphs: tuple[str, ...], tag: str = "p", attributes: str = "") -> list[str]:
    return [f"<{tag}{attributes}>{escape(one, quote=False)}</{tag}>" for one in paragraphs]


def _cookies() -> str:
    return (
        '<div id="onetrust-banner-sdk" class="cookie-banner"><h2>We value your privacy</h2><p>We and our 812 '
        "partners store and read information on a device, such as cookies, to show advertisements that fit you "
        "and to count how often they were seen. You may agree or refuse.</p><button>Accept all</button></div>"
    )


def _newsletter() -> str:
    return (
        '<div class="newsletter-signup"><h3>Sign up for our morning newsletter</h3><p>The news of the day in five '
        'minutes, every day before breakfast, free of charge.</p><form><input type="email"><button>Join</button>'
        "</form></div>"
    )


def _nav() -> str:
    links = "".join(
        f'<li><a href="/{one.lower()}">{one}</a></li>' for one in ("World", "Business", "Sport", "Arts")
    )
    return f'<header class="site-header"><a href="/">Home</a><nav><ul>{links}</ul></nav></header>'


def _related(host: str) -> str:
    links = "".join(
        f'<li><a href="https://{host}/{n}">{t}</a></li>'
        for n, t in enumerate(("Bridge to be painted green", "Seven soups for cold days", "Why owls are late"))
    )
    return f'<section class="related-stories"><h3>You may also like</h3><ul>{links}</ul></section>'


def _footer(source: str) -> str:
    return (
        f'<footer class="site-footer"><p>© 2025 {escape(source)}. All rights reserved.</p><ul><li><a href="/imprint">'
        'Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>'
    )


def _share() -> str:
    return (
        '<div class="share-tools"><span>Share this article</span><a href="#">Facebook</a><a href="#">X</a></div>'
    )


def _open_graph(story: Story, *, dates: bool = True) -> str:
    tags = {
        "og:type": "article",
        "og:title": story.title,
        "og:site_name": story.source,
        "og:url": story.url,
        "og:description": story.paragraphs[0][:120],
    }
    if dates:
        tags |= {"article:published_time": story.published, "article:modified_time": story.updated}
    return "".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in tags.items())


def _head(story: Story, extra: str, *, suffix: bool = True) -> str:
    title = f"{story.title} | {story.source}" if suffix else story.title
    return f'<head><meta charset="utf-8"><title>{escape(title)}</title>{extra}</head>'


def _ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def _news(story: Story, kind: str = "NewsArticle", **more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": story.title,
        "datePublished": story.published,
        "dateModified": story.updated,
        "author": [{"@type": "Person", "name": name} for name in story.author.split(" and ")],
        "publisher": {"@type": "NewsMediaOrganization", "name": story.source, "logo": {"@type": "ImageObject"}},
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.url},
        "url": story.url,
        **more,
    }


def wordpress(story: Story) -> str:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": story.source, "url": f"https://{story.host}/"},
            {"@type": "BreadcrumbList", "itemListElement": []},
            _news(story),
        ],
    }
    body = "".join(_ps(story.paragraphs))
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, _ld(graph) + _open_graph(story))}<body class='
        f'"single postid-12">{_cookies()}{_nav()}<main id="main"><article class="post"><header class="entry-header">'
        f'<h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta"><span class="byline">By <a href="/a">'
        f'{escape(story.author)}</a></span></div></header><div class="entry-content">{body}</div>{_share()}</article>'
        f'<aside class="sidebar"><h2>Most read today</h2><ol><li><a href="/1">A fish in the fountain</a></li></ol>'
        f"</aside></main>{_related(story.host)}{_newsletter()}{_footer(story.source)}</body></html>"
    )


def open_graph(story: Story) -> str:
    rows = _ps(story.paragraphs, "p", ' class="css-1x2 e9">')
    body = "".join(row.replace('">>', '">') for row in rows)
    author = f'<meta name="author" content="{escape(story.author)}"><link rel="canonical" href="{story.url}">'
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, _open_graph(story) + author)}<body><div id="app">'
        f'{_nav()}<div class="css-77a"><h1 class="css-h">{escape(story.title)}</h1>{_share()}<div class="css-body">'
        f"{body}</div></div>{_related(story.host)}{_footer(story.source)}</div>{_cookies()}</body></html>"
    )


def microdata(story: Story) -> str:
    body = "".join(_ps(story.paragraphs))
    return (
        f'<html lang="{story.language}">{_head(story, f"<link rel=canonical href={story.url}>")}<body>{_nav()}'
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="datePublished" content='
        f'"{story.published}"><meta itemprop="dateModified" content="{story.updated}"><h1 itemprop="headline">'
        f'{escape(story.title)}</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span '
        f'itemprop="name">{escape(story.author)}</span></span><span itemprop="publisher" itemscope><meta itemprop="name" '
        f'content="{escape(story.source)}"></span><div itemprop="articleBody">{body}</div></div>{_newsletter()}'
        f"{_footer(story.source)}</body></html>"
    )


def amp(story: Story) -> str:
    rows = _ps(story.paragraphs)
    rows.insert(2, '<amp-ad width="300" height="250" type="x"></amp-ad>')
    return (
        f'<!doctype html><html ⚡ lang="{story.language}"><head><meta charset="utf-8"><title>{escape(story.title)}</title>'
        f'<link rel="canonical" href="{story.url}">{_ld(_news(story))}<style amp-custom>p{{margin:0}}</style></head><body>'
        f'<amp-consent id="c"><div class="consent-ui">We value your privacy. We and our partners use cookies.</div>'
        f"</amp-consent><amp-sidebar><ul><li>World</li><li>Sport</li></ul></amp-sidebar><article><h1>{escape(story.title)}"
        f'</h1><p class="byline">By {escape(story.author)}</p>{"".join(rows)}</article><amp-list><p>You may also like</p>'
        f"</amp-list>{_footer(story.source)}</body></html>"
    )


def paywall(story: Story) -> str:
    return (
        f'<!doctype html><html lang="{story.language}">'
        f"{_head(story, _ld(_news(story, isAccessibleForFree=False)) + _open_graph(story))}<body>{_nav()}<article><h1>"
        f'{escape(story.title)}</h1><div class="article-body">{"".join(_ps(story.paragraphs[:3]))}<div class="paywall '
        f'piano-offer"><h3>Subscribe to continue reading</h3><p>Unlimited reading for 1 a month, cancel at any time, '
        f'and support the journalism of people who live where you do.</p><a href="/s">Subscribe now</a></div></div>'
        f"</article>{_footer(story.source)}{_cookies()}</body></html>"
    )


def newsletter_inside(story: Story) -> str:
    rows = _ps(story.paragraphs)
    rows.insert(3, _newsletter())
    rows.insert(
        2,
        '<figure><img src="/a.jpg" alt=""><figcaption>A view of the place. Photo: A. N. Other</figcaption></figure>',
    )
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, _ld([_news(story)]))}<body>{_cookies()}{_nav()}'
        f'<main><article><h1>{escape(story.title)}</h1><address class="author">{escape(story.author)}</address>'
        f'<div class="story">{"".join(rows)}</div></article></main>{_footer(story.source)}</body></html>'
    )


def related_inside(story: Story) -> str:
    rows = _ps(story.paragraphs)
    rows.insert(
        4,
        f'<div class="inline-related"><a href="https://{story.host}/x">You may also like: The last lamplighter</a></div>',
    )
    rows.insert(2, _related(story.host))
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, _ld(_news(story, "ReportageNewsArticle")))}<body>'
        f'{_nav()}<article><h1>{escape(story.title)}</h1><p class="byline">{escape(story.author)}</p>'
        f'<section class="body">{"".join(rows)}</section></article><div class="most-read"><h2>Most read today</h2><ol>'
        f"<li>An owl in the office</li></ol></div>{_footer(story.source)}</body></html>"
    )


def live_blog(story: Story) -> str:
    posts = "".join(
        f'<div class="block" id="block-{n}"><p class="block-time"><time datetime="{story.published}">1{n}.00</time></p>'
        f'<div class="block-elements">{paragraph}</div></div>'
        for n, paragraph in enumerate(_ps(story.paragraphs))
    )
    updates = [{"@type": "BlogPosting", "headline": "", "articleBody": one} for one in story.paragraphs]
    linked = _ld(_news(story, "LiveBlogPosting", liveBlogUpdate=updates))
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, linked + _open_graph(story))}<body>{_nav()}<main>'
        f'<h1>{escape(story.title)}</h1><div class="live-blog" id="liveblog">{posts}</div></main>{_newsletter()}'
        f"{_footer(story.source)}</body></html>"
    )


def broadcaster(story: Story) -> str:
    rows = "".join(
        f'<div data-component="text-block" class="ssrcss-{n}">{paragraph}</div>'
        for n, paragraph in enumerate(_ps(story.paragraphs))
    )
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, _open_graph(story))}<body>{_cookies()}{_nav()}<main>'
        f'<article><h1 id="main-heading">{escape(story.title)}</h1><div data-component="byline-block"><div data-testid='
        f'"byline" class="byline"><span rel="author" class="author">{escape(story.author)}</span></div></div><time datetime='
        f'"{story.published}">Some hours ago</time>{rows}<section data-component="links-block"><h2>You may also like</h2>'
        f'<ul><li><a href="/o">An owl in the office</a></li></ul></section></article></main>{_footer(story.source)}</body></html>'
    )


def application(story: Story) -> str:
    state = {"props": {"pageProps": {"article": {"title": story.title, "body": [*story.paragraphs]}}}}
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, _ld(_news(story)))}<body><div id="__next">{_nav()}'
        f'<main><h1>{escape(story.title)}</h1><div class="Article_body__x1">{"".join(_ps(story.paragraphs))}</div></main>'
        f'{_footer(story.source)}</div><script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
        f"</body></html>"
    )


def shell(story: Story) -> str:
    body = "\n\n".join(story.paragraphs)
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, _ld(_news(story, articleBody=body)))}<body>'
        f'<div id="root"></div><noscript>This page needs JavaScript.</noscript><script src="/app.js"></script></body></html>'
    )


def sloppy(story: Story) -> str:
    body = "".join(f"<p>{escape(one, quote=False)}" for one in story.paragraphs)
    extra = (
        f'<meta name="parsely-title" content="{escape(story.title)}"><meta name="parsely-author" content='
        f'"{escape(story.author)}"><meta name="parsely-pub-date" content="{story.published}"><meta name="application-name" '
        f'content="{escape(story.source)}"><meta property="og:url" content="{story.url}">'
    )
    return (
        f"<html>{_head(story, extra)}<body>{_nav()}<div class=story><h1>{escape(story.title)}</h1>{body}</div>"
        f"{_share()}{_related(story.host)}{_footer(story.source)}"
    )


def dublin_core(story: Story) -> str:
    extra = (
        f'<meta name="DC.title" content="{escape(story.title)}"><meta name="DC.creator" content="{escape(story.author)}">'
        f'<meta name="DC.date.issued" content="{story.published}"><meta name="DC.publisher" content="{escape(story.source)}">'
        f'<link rel="canonical" href="{story.url}">'
    )
    rows = _ps(story.paragraphs)
    rows.insert(3, "<h2>What happens next</h2>")
    rows[4:5] = [f"<blockquote>{rows[4]}</blockquote>"]
    return (
        f'<!doctype html><html lang="{story.language}">{_head(story, extra)}<body>{_cookies()}{_nav()}<div class="content">'
        f'<h1>{escape(story.title)}</h1><div class="text">{"".join(rows)}</div></div>{_newsletter()}'
        f"{_footer(story.source)}</body></html>"
    )


def german(story: Story) -> str:
    rows = _ps(story.paragraphs)
    rows.insert(2, '<p class="teaser-link">Lesen Sie auch: <a href="/eule">Die Eule im Amt</a></p>')
    return (
        f'<!doctype html><html lang="de-DE">{_head(story, _ld(_news(story, inLanguage="de")) + _open_graph(story))}<body>'
        f'<div class="cmp-consent">Wir und unsere Partner verwenden Cookies, um Anzeigen zu messen.</div>{_nav()}<main><article>'
        f'<h2 class="headline-wrap"><span class="kicker">Region</span> <span>{escape(story.title)}</span></h2><div '
        f'class="article__body">{"".join(rows)}</div></article></main>{_footer(story.source)}</body></html>'
    )


def tables(story: Story) -> str:
    body = "<br><br>".join(escape(one, quote=False) for one in story.paragraphs)
    extra = f'<meta name="author" content="{escape(story.author)}"><meta name="date" content="{story.published}">'
    extra += (
        f'<meta property="og:site_name" content="{escape(story.source)}"><link rel="canonical" href="{story.url}">'
    )
    title = f"<title>{escape(story.title)}</title>"
    return (
        f'<html lang="{story.language}"><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
        f"{title}{extra}</head><body><table width=100%><tr><td width=150><a href=/>Home</a><br><a href=/w>World</a></td>"
        f"<td><h1>{escape(story.title)}</h1><div>{body}</div></td></tr></table><center>All rights reserved.</center></body></html>"
    )


def sections(story: Story) -> str:
    half = len(story.paragraphs) // 2
    first, second = _ps(story.paragraphs[:half]), _ps(story.paragraphs[half:])
    linked = _news(story, author={"@type": "Person", "name": story.author, "url": "/by"}, publisher=story.source)
    return (
        f'<!doctype html><html lang="{story.language}-GB">{_head(story, _ld([{"@type": "Organization"}, linked]))}<body>'
        f'<div class="gdpr-overlay" role="dialog"><p>We value your privacy and so do our partners.</p></div>{_nav()}'
        f'<article data-type="standard"><div class="hero"><h1>{escape(story.title)}</h1><p class="meta">{escape(story.author)} · '
        f'4 min read</p></div><section>{"".join(first)}</section><div class="ad-slot">Advertisement</div><section>'
        f'{"".join(second)}</section><div class="tags"><a href="/t/1">Towns</a> <a href="/t/2">Rows</a></div></article>'
        f'<div class="comments"><h3>12 comments</h3><p>first!</p></div>{_footer(story.source)}</body></html>'
    )


def print_view(story: Story) -> str:
    extra = f'<meta name="robots" content="noindex"><link rel="canonical" href="{story.url}">{_open_graph(story)}'
    extra += f'<meta property="article:author" content="{escape(story.author)}">'
    rows = _ps(story.paragraphs, "div", ' class="par"')
    return (
        f'<html lang="{story.language}">{_head(story, extra)}<body onload="window.print()"><h2>{escape(story.title)}</h2><p>'
        f"<em>By {escape(story.author)}</em></p>{''.join(rows)}<hr><p>Copyright {escape(story.source)}</p></body></html>"
    )


SHAPES: tuple[Callable[[Story], str], ...] = (
    wordpress, open_graph, microdata, amp, paywall, newsletter_inside, related_inside, live_blog,
    broadcaster, application, shell, sloppy, dublin_core, german, tables, sections, print_view,
)  # fmt: skip


def pages() -> Iterator[Page]:
    """Yield every story in every shape."""
    for shape in SHAPES:
        for story in STORIES:
            encoding = "windows-1252" if shape is tables else "utf-8"
            yield Page(shape.__name__, shape(story).encode(encoding, "xmlcharrefreplace"), expected(shape, story))


def expected(shape: Callable[[Story], str], story: Story) -> Story:
    """Give what is to be read out of a page: a stub has only what it shows."""
    from dataclasses import replace

    if shape is paywall:
        return replace(story, paragraphs=story.paragraphs[:3])
    if shape is dublin_core:
        told = list(story.paragraphs)
        told.insert(3, "What happens next")
        return replace(story, paragraphs=tuple(told))
    if shape is german:
        return replace(story, language="de")
    return story
