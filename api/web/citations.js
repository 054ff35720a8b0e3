// Quotes: the words, who said them, and where they stand.
import { articleLinks, count, element, placeOf, source, speakerAddress } from "./elements.js";

const KINDS = { direct: "direct quote", mixed: "partly quoted", indirect: "indirect", stance: "a stance, no words" };

export function citation(one, mark = "") {
  const caption = element("figcaption", {}, speaker(one), element("p", { class: "title" }, one.article.title));
  caption.append(source(one.article), carried(one));
  return element("figure", { class: "quote" },
    element("span", { class: "mark" }, mark), element("div", {}, words(one), caption));
}

// For a list of one speaker's statements under their dates.
export function shortCitation(one) {
  const concluded = pronoun(one);
  const told = [concluded && `as “${concluded}”`, one.speaker?.role, manner(one), one.article.source];
  const line = element("p", { class: "facts" }, told.filter(Boolean).join(" · "));
  return element("figure", {}, words(one), element("figcaption", {}, line, carried(one)));
}

function words(one) {
  const link = element("a", { href: placeOf(one), title: "Open the article at these words" }, quoted(one));
  return element("blockquote", {}, link);
}

// The content of a direct quote stands without its outer marks; the inner ones show which kind the article uses.
function quoted({ quote, kind }) {
  if (kind !== "direct") return quote;
  return quote.includes('"') ? `"${quote}"` : `“${quote}”`;
}

function speaker(one) {
  if (!one.speaker) return "";
  const { name, as_written: written, role, listed } = one.speaker;
  // Whoever has no name, only a description, has no list of statements either.
  const who = listed && /\p{Lu}/u.test(name)
    ? element("a", { class: "speaker", href: speakerAddress(name), title: "All statements, by date" }, name)
    : element("span", { class: "speaker" }, name ?? written);
  const line = element("p", {}, who);
  if (pronoun(one)) line.append(` (“${pronoun(one)}”)`);
  if (role) line.append(`, ${role}`);
  line.append(element("span", { class: "facts" }, ` · ${manner(one)}`));
  return line;
}

// Who "he" is was concluded, not read; so it is shown.
function pronoun({ speaker: said }) {
  const written = said?.as_written.toLowerCase(), name = said?.name?.toLowerCase();
  if (!name || `${said.role ?? ""} ${name}`.toLowerCase().includes(written) || written.includes(name)) return "";
  return said.as_written;
}

function manner({ cue, kind }) {
  return [cue, KINDS[kind]].filter(Boolean).join(", ");
}

function carried(one) {
  if (!one.also?.length) return "";
  const outlets = new Set([one.article, ...one.also].map((article) => article.source).filter(Boolean)).size;
  const by = outlets > 1 ? `${outlets} outlets` : count(one.also.length + 1, "article", "articles");
  return articleLinks(`Carried by ${by}, also`, one.also);
}
