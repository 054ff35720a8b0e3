// What the server sends, as elements.
import { citation } from "./citations.js";
import { articleLinks, backLink, count, day, element, facts, placeOf, source } from "./elements.js";

export function holdings(info) {
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
    section.append(...answer.citations.map((one) => citation(one, `[${one.n}]`)));
    view.append(section, searched(answer));
  } else {
    view.append(element("section", { class: "notice", "aria-label": "Answer" },
      element("h2", {}, "No answer in this archive"), element("p", {}, answer.reason ?? "")));
    view.append(searched(answer), noAnswer("Others said", answer.others),
      noAnswer(`${saidBy(answer.instead)} also said`, answer.instead));
  }
  view.append(element("h2", { class: "section" }, answer.answered ? "Passages" : "Nearest passages"));
  view.append(answer.hits.length
    ? element("ol", { class: "hits" }, ...answer.hits.map(hit))
    : element("p", {}, "No passage matches."));
  return view;
}

// What is no answer is never dressed as one: a heading says so, and it has no numbers.
function noAnswer(label, citations) {
  if (!citations.length) return "";
  const heading = element("h2", { class: "section" }, `${label} – not an answer`);
  return element("section", { class: "aside", "aria-label": `${label}, not an answer` },
    heading, ...citations.map((one) => citation(one)));
}

function saidBy([first]) {
  return first?.speaker?.name ?? first?.speaker?.as_written ?? "";
}

function searched({ question, also_searched: spellings }) {
  const asked = question.toLowerCase();
  const others = Object.entries(spellings).flat(2).filter((name) => !asked.includes(name.toLowerCase()));
  return others.length ? element("p", { class: "facts searched" }, `Also searched: ${[...new Set(others)].join(", ")}`) : "";
}

function hit(one) {
  const title = element("a", { href: placeOf(one) }, one.article.title || one.article.id);
  return element("li", {},
    element("span", { class: "rank" }, String(one.rank)),
    element("div", {},
      element("h3", {}, title),
      element("p", { class: "facts" }, facts(one.article)),
      element("p", { class: "excerpt" }, one.text),
      one.also.length ? articleLinks("Also in", one.also) : ""));
}

export function articleView(article, start, end) {
  const view = element("article", { class: "article" });
  view.append(backLink(), element("h1", { tabindex: "-1" }, article.title || article.id), source(article));
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
