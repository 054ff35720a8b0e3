// Which view an address stands for, and what is typed into the form.
import { getArticle, getInfo, ask, Problem } from "./api.js";
import { articleView, answerView, homeView, problemView, holdings } from "./views.js";

const main = document.getElementById("main");
const form = document.getElementById("form");
const status = document.getElementById("status");
const clear = document.getElementById("clear");
const FILTERS = ["source", "since", "until"];

let underWay = new AbortController();
let info = null;

// Addresses: #/  #/ask?q=...&source=...  #/article/ID?start=0&end=9
function route() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?", 2);
  const parameters = new URLSearchParams(query);
  if (path.startsWith("/article/")) {
    return showArticle(decodeURIComponent(path.slice("/article/".length)), parameters);
  }
  fillForm(parameters);
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

form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
form.addEventListener("change", (event) => {
  clear.hidden = FILTERS.every((name) => !form.elements[name].value);
  if (event.target.name === "source") submit();
});
clear.addEventListener("click", () => {
  for (const name of FILTERS) form.elements[name].value = "";
  clear.hidden = true;
  submit();
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
  } else if (event.key === "Escape" && location.hash.startsWith("#/article/")) {
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
