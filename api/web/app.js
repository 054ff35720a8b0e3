// Which view an address stands for, and what is typed into the form.
import { ask, getArticle, getInfo, getSpeakers, getStatements, Problem } from "./api.js";
import { speakerAddress } from "./elements.js";
import { speakerParameters, speakerView } from "./speaker.js";
import { articleView, answerView, homeView, problemView, holdings } from "./views.js";

const main = document.getElementById("main");
const form = document.getElementById("form");
const status = document.getElementById("status");
const clear = document.getElementById("clear");
const FILTERS = ["source", "since", "until"];

let underWay = new AbortController();
let info = null;

// Addresses: #/  #/ask?q=...&source=...  #/article/ID?start=0&end=9  #/speaker/NAME?about=...&source=...
function here() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?", 2);
  return { path, parameters: new URLSearchParams(query) };
}

function route() {
  const { path, parameters } = here();
  if (path.startsWith("/article/")) {
    return showArticle(decodeURIComponent(path.slice("/article/".length)), parameters);
  }
  fillForm(parameters);
  if (path.startsWith("/speaker/")) return showSpeaker(speakerShown(), parameters);
  return parameters.get("q") ? showAnswer(parameters) : showHome();
}

async function show(waiting, load, view) {
  underWay.abort();
  underWay = new AbortController();
  const mine = underWay;
  const late = setTimeout(() => { status.textContent = waiting; }, 150);
  main.setAttribute("aria-busy", "true");
  try {
    const loaded = await load(mine.signal);
    if (mine !== underWay) return;
    main.replaceChildren(view(loaded));
    status.textContent = "";
  } catch (error) {
    if (mine !== underWay) return;
    main.replaceChildren(problemView(error instanceof Problem ? error.message : String(error)));
    status.textContent = "";
  } finally {
    clearTimeout(late);
    if (mine === underWay) main.removeAttribute("aria-busy");
  }
}

async function showHome() {
  document.title = "onrecord";
  await show("", async () => info, homeView);
  document.getElementById("q").focus();
}

async function showAnswer(parameters) {
  document.title = `${parameters.get("q")} – onrecord`;
  main.replaceChildren();
  await show("Asking…", (signal) => ask(parameters, signal), answerView);
}

async function showArticle(id, parameters) {
  const [start, end] = ["start", "end"].map((name) => Number.parseInt(parameters.get(name), 10));
  await show("Opening…", (signal) => getArticle(id, signal), (article) => {
    document.title = `${article.title || article.id} – onrecord`;
    return articleView(article, start, end);
  });
  const target = main.querySelector("mark");
  scrollTo(0, 0);
  main.querySelector("h1")?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center", behavior: "instant" });
}

async function showSpeaker(name, parameters) {
  document.title = `${name} – onrecord`;
  await show("Looking…", (signal) => Promise.all([
    getStatements(speakerParameters(name, parameters), signal),
    getSpeakers(new URLSearchParams({ like: name }), signal),
  ]), ([said, alike]) => speakerView(name, parameters.get("about") ?? "", said, alike));
  const topic = document.getElementById("topic");
  topic?.addEventListener("submit", (event) => { event.preventDefault(); goToSpeaker(topic.elements.about.value.trim()); });
  if (form.contains(document.activeElement)) return;
  scrollTo(0, 0);
  main.querySelector("h1")?.focus({ preventScroll: true });
}

function speakerShown() {
  const { path } = here();
  return path.startsWith("/speaker/") ? decodeURIComponent(path.slice("/speaker/".length)) : null;
}

function goToSpeaker(about) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value]));
  location.hash = speakerAddress(speakerShown(), { about, ...filters });
}

function fillForm(parameters) {
  for (const name of ["q", ...FILTERS]) form.elements[name].value = parameters.get(name) ?? "";
  clear.hidden = FILTERS.every((name) => !form.elements[name].value);
}

function submit() {
  const filled = [...new FormData(form)].filter(([, value]) => value.trim());
  const address = `#/ask?${new URLSearchParams(filled)}`;
  if (!form.elements.q.value.trim()) return;
  if (location.hash === address) route();
  else location.hash = address;
}

// A speaker's statements follow the filters at once; a question waits for its outlet, or to be asked.
function filter(asks) {
  if (speakerShown() !== null && !form.elements.q.value.trim()) goToSpeaker(here().parameters.get("about") ?? "");
  else if (asks) submit();
}

form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
form.addEventListener("change", (event) => {
  clear.hidden = FILTERS.every((name) => !form.elements[name].value);
  filter(event.target.name === "source");
});
clear.addEventListener("click", () => {
  for (const name of FILTERS) form.elements[name].value = "";
  clear.hidden = true;
  filter(true);
});
addEventListener("hashchange", (event) => {
  // The skip link is no address of ours.
  if (!event.newURL.endsWith("#main")) route();
});
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    form.elements.q.select();
  } else if (event.key === "Escape" && /^#\/(article|speaker)\//.test(location.hash) && !event.target.closest("form")) {
    history.back();
  }
});

async function start() {
  try {
    info = await getInfo();
    document.getElementById("holdings").textContent = holdings(info);
    const outlets = Object.keys(info.sources).sort((a, b) => a.localeCompare(b));
    form.elements.source.append(...outlets.map((name) => new Option(name, name)));
  } catch {
    // The page works without; the view below says what is wrong.
  }
  await route();
}

start();
