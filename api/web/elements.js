// Elements and the small phrases that every view shares. Text of articles goes in as text, never as markup.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function day(published) {
  const date = published ? new Date(`${published.slice(0, 10)}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) ? DAY.format(date) : "";
}

export function count(n, one, many) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

export function facts(article) {
  return [article.source, article.author, day(article.published)].filter(Boolean).join(" · ");
}

export function articleAddress(id, span = {}) {
  const place = new URLSearchParams(span);
  return `#/article/${encodeURIComponent(id)}${place.size ? `?${place}` : ""}`;
}

export function placeOf({ article, start, end }) {
  return articleAddress(article.id, { start, end });
}

export function speakerAddress(name, parameters = {}) {
  const filled = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return `#/speaker/${encodeURIComponent(name)}${filled.size ? `?${filled}` : ""}`;
}

export function source(article) {
  const line = element("p", { class: "facts" }, facts(article));
  if (/^https?:\/\//i.test(article.url ?? "")) {
    const link = element("a", { href: article.url, rel: "noreferrer noopener", target: "_blank" }, "original");
    line.append(line.textContent ? " · " : "", link);
  }
  return line;
}

// "Label: Outlet, Outlet": links to articles, one for each.
export function articleLinks(label, articles) {
  const line = element("p", { class: "facts" }, `${label}: `);
  articles.forEach((article, n) => {
    line.append(n ? ", " : "", element("a", { href: articleAddress(article.id) }, article.source || article.title || article.id));
  });
  return line;
}

export function backLink() {
  const back = element("a", { class: "back facts", href: "#/" }, "← Back");
  back.addEventListener("click", (event) => {
    if (history.length > 1) { event.preventDefault(); history.back(); }
  });
  return back;
}
