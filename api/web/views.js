// What the server sends, as elements. Text of articles goes in as text, never as markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function day(published) {
  const date = published ? new Date(`${published.slice(0, 10)}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) ? DAY.format(date) : "";
}

function facts(article) {
  return [article.source, article.author, day(article.published)].filter(Boolean).join(" · ");
}

function placeOf({ article, start, end }) {
  return `#/article/${encodeURIComponent(article.id)}?start=${start}&end=${end}`;
}

function original(article) {
  if (!/^https?:\/\//i.test(article.url ?? "")) return null;
  return element("a", { href: article.url, rel: "noreferrer noopener", target: "_blank" }, "original");
}

// The content of a direct quote stands without its marks; all else is the article's own text.
function quoted({ quote, kind }) {
  return kind === "direct" ? `“${quote}”` : quote;
}

export function holdings(info) {
  const count = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
  const parts = [count(info.articles, "article", "articles")];
  const outlets = Object.keys(info.sources).length;
  if (outlets) parts.push(count(outlets, "outlet", "outlets"));
  if (info.period) parts.push(`${day(info.period.first)} to ${day(info.period.last)}`);
  return parts.join(" · ");
}

export function homeView() {
  return element("p", { class: "lead" },
    "Ask this archive who said what. The answer is the articles’ own words with their source, or none at all.");
}

export function problemView(message) {
  return element("section", { class: "notice", role: "alert" },
    element("h2", {}, "That did not work"), element("p", {}, message));
}

export function answerView(answer) {
  const view = document.createDocumentFragment();
  if (answer.answered) {
    const section = element("section", { "aria-label": "Answer" });
    section.append(...answer.citations.map(citation));
    view.append(section);
  } else {
    view.append(element("section", { class: "notice", "aria-label": "Answer" },
      element("h2", {}, "No answer in this archive"), element("p", {}, answer.reason ?? "")));
  }
  view.append(element("h2", { class: "section" }, answer.answered ? "Passages" : "Nearest passages"));
  view.append(answer.hits.length
    ? element("ol", { class: "hits" }, ...answer.hits.map(hit))
    : element("p", {}, "No passage matches."));
  return view;
}

function citation(one) {
  const caption = element("figcaption");
  if (one.speaker) {
    const role = one.speaker.role ? `, ${one.speaker.role}` : "";
    caption.append(element("p", {}, element("span", { class: "speaker" }, one.speaker.name ?? one.speaker.as_written), role));
  }
  caption.append(element("p", { class: "title" }, one.article.title));
  caption.append(source(one.article));
  const link = element("a", { href: placeOf(one), title: "Open the article at these words" }, quoted(one));
  return element("figure", { class: "quote", id: `quote-${one.n}` },
    element("span", { class: "mark" }, `[${one.n}]`),
    element("div", {}, element("blockquote", {}, link), caption));
}

function source(article) {
  const line = element("p", { class: "facts" }, facts(article));
  const link = original(article);
  if (link) line.append(line.textContent ? " · " : "", link);
  return line;
}

function hit(one) {
  const title = element("a", { href: placeOf(one) }, one.article.title || one.article.id);
  return element("li", {},
    element("span", { class: "rank" }, String(one.rank)),
    element("div", {},
      element("h3", {}, title),
      element("p", { class: "facts" }, facts(one.article)),
      element("p", { class: "excerpt" }, one.text)));
}

export function articleView(article, start, end) {
  const view = element("article", { class: "article" });
  const back = element("a", { class: "back facts", href: "#/" }, "← Back");
  back.addEventListener("click", (event) => {
    if (history.length > 1) { event.preventDefault(); history.back(); }
  });
  view.append(back, element("h1", { tabindex: "-1" }, article.title || article.id), source(article));
  const text = element("div", { class: "text" });
  const from = units(article.text, start), to = units(article.text, end);
  let at = 0;
  for (const line of article.text.split("\n")) {
    if (line.trim()) text.append(paragraph(line, from - at, to - at));
    at += line.length + 1;
  }
  if (article.language) text.setAttribute("lang", article.language);
  view.append(text);
  return view;
}

function paragraph(line, from, to) {
  const start = Math.max(0, from), end = Math.min(line.length, to);
  if (!(start < end)) return element("p", {}, line);
  return element("p", {}, line.slice(0, start), element("mark", {}, line.slice(start, end)), line.slice(end));
}

// The server counts characters (code points), a JavaScript string counts UTF-16 units.
function units(text, points) {
  if (!(points >= 0)) return Number.NaN;
  let at = 0;
  for (let n = 0; n < points && at < text.length; n += 1) at += text.codePointAt(at) > 0xFFFF ? 2 : 1;
  return at;
}
