// One speaker's statements by date, so that a change of position shows.
import { shortCitation } from "./citations.js";
import { backLink, count, day, element } from "./elements.js";

const MOST = 200;

export const speakerParameters = (name, parameters) => {
  const wanted = new URLSearchParams({ by: name, k: MOST, newest: true });
  for (const filter of ["about", "source", "since", "until"]) {
    if (parameters.get(filter)) wanted.set(filter, parameters.get(filter));
  }
  return wanted;
};

export function speakerView(name, about, { statements }, { speakers }) {
  const known = speakers.find((one) => one.names.includes(name));
  const view = element("section", { class: "article", "aria-labelledby": "speaker" }, backLink(),
    element("h1", { id: "speaker", tabindex: "-1" }, known?.name ?? name));
  if (known) view.append(...portrait(known));
  view.append(topicForm(about));
  const shown = statements.length === MOST ? `The latest ${MOST} statements` : count(statements.length, "statement", "statements");
  view.append(element("p", { class: "facts", role: "status" },
    statements.length ? `${shown}${about ? " on this topic" : ""}, oldest first` : "No such statement."));
  for (const [month, said] of months(statements)) {
    view.append(element("h2", { class: "section" }, month), element("ol", { class: "hits" }, ...said.map(entry)));
  }
  return view;
}

function portrait(known) {
  const roles = Object.keys(known.roles).slice(0, 4).join(" · ");
  const others = known.names.filter((one) => one !== known.name).slice(0, 8).join(", ");
  return [element("p", { class: "facts" }, roles), element("p", { class: "facts" }, others && `Also written ${others}`)]
    .filter((line) => line.textContent);
}

function topicForm(about) {
  const form = element("form", { id: "topic", class: "question", role: "search", "aria-label": "Statements on a topic" },
    element("label", { class: "hidden", for: "about" }, "Topic"),
    element("input", { id: "about", name: "about", type: "search", maxlength: "1000", placeholder: "On any topic" }),
    element("button", { type: "submit" }, "Show"));
  form.elements.about.value = about;
  return form;
}

function months(statements) {
  const undated = "Without a date";
  const ordered = [...statements].sort((a, b) => {
    const [first, second] = [key(a), key(b)];
    return first === second ? a.start - b.start : first < second ? -1 : 1;
  });
  const grouped = new Map();
  for (const one of ordered) {
    const month = day(one.article.published).split(" ").slice(1).join(" ") || undated;
    grouped.set(month, [...(grouped.get(month) ?? []), one]);
  }
  return grouped;
}

function key(one) {
  return `${one.article.published ?? "~"} ${one.article.id}`;
}

function entry(one) {
  const { published } = one.article;
  const number = element("time", { class: "rank", datetime: (published ?? "").slice(0, 10) }, day(published).split(" ")[0]);
  return element("li", {}, number, shortCitation(one));
}
