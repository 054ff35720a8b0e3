// Keys, copying and history. The page says everything without this.
const $ = (choice, root = document) => root.querySelector(choice);
const items = () => [...document.querySelectorAll("[data-item]")];
const status = $("#status");
const question = $("#q");
const HISTORY = "onrecord.history";
const KEPT = 20;

function say(text) {
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
}

function step(by) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest("[data-item]"));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

// A statement inside an article has its address in the margin.
function note(item) {
  return item?.dataset.item ? document.getElementById(item.dataset.item) : null;
}

// One key, five forms: pressed again on the same words, it copies the next.
let last = null;
let turn = 0;
function cite(item) {
  const forms = [...(item?.querySelectorAll("[data-form]") ?? [])];
  if (!forms.length) return;
  turn = item === last ? (turn + 1) % forms.length : 0;
  last = item;
  copy(forms[turn].textContent, forms[turn].dataset.form);
}

async function copy(text, name) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(`${document.body.dataset.copied}: ${name}`);
}

for (const form of document.querySelectorAll("[data-form]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = document.body.dataset.copy;
  button.setAttribute("aria-label", `${document.body.dataset.copy}: ${form.dataset.form}`);
  button.addEventListener("click", () => copy(form.textContent, form.dataset.form));
  form.before(button);
}

function history_() {
  try { return JSON.parse(localStorage.getItem(HISTORY) ?? "[]"); } catch { return []; }
}

function keep(list) {
  try { localStorage.setItem(HISTORY, JSON.stringify(list.slice(0, KEPT))); } catch { /* a private window keeps nothing */ }
}

const asked = new URLSearchParams(location.search).get("q");
// The archive's own address: one of several on a server is below its name.
const home = $(".wordmark").getAttribute("href");
if (location.pathname === home && asked) keep([asked, ...history_().filter((one) => one !== asked)]);

const past = $("#history");
if (past && history_().length) {
  past.hidden = false;
  for (const one of history_()) {
    const link = document.createElement("a");
    link.href = `${home}?q=${encodeURIComponent(one)}`;
    link.textContent = one;
    link.dir = "auto";
    const line = document.createElement("li");
    line.append(link);
    $("ol", past).append(line);
  }
  $("button", past).addEventListener("click", () => { keep([]); past.hidden = true; question.focus(); });
}

const answer = $("[data-answer]");
if (answer) say(($("h2", answer) ?? $("blockquote", answer))?.textContent.trim().slice(0, 200) ?? "");

// How far files are read; without a script the page comes anew every other second.
const progress = $("#progress");
if (progress) say($("[data-state]", progress).textContent);

async function told(path) {
  const answer = await fetch(`${home}v1/${path}`);
  return answer.ok ? answer.json() : {};
}

async function look() {
  try {
    const job = await told(`jobs/${progress.dataset.live}`);
    const bar = $("progress", progress);
    if (bar && job.part != null) bar.value = 100 * job.part;
    if (job.state === "failed") return location.reload();
    if (job.state === "done" && (await told("health")).revision >= job.revision) return location.reload();
  } catch { /* the server may be starting again */ }
  setTimeout(look, 700);
}
if (progress?.dataset.live) look();

// Whoever comes back reads on where they left: a browser keeps how far the page was scrolled, and often no more.
const able = (like) => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
  .filter((one) => !like || looks(one) === like);
const looks = (one) => [one.tagName, one.getAttribute("href") ?? one.name ?? "", one.textContent.slice(0, 80)].join(" ");

function leave() {
  const one = document.activeElement;
  const like = looks(one);
  history.replaceState({ ...history.state, like, at: able(like).indexOf(one) }, "");
}
addEventListener("click", (event) => { if (event.target.closest("a[href]")) leave(); });
addEventListener("submit", leave);
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward" && history.state?.like) {
  able(history.state.like)[history.state.at]?.focus({ preventScroll: true });
}

const help = $("#keys");
let before = null;

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const typing = event.target.closest("input, select, textarea");
  if (typing) {
    if (event.key !== "Escape") return;
    typing.blur();
    if (typing === question && before) {
      before.one.focus({ preventScroll: true });
      scrollTo(before.x, before.y);
      before = null;
    }
    return;
  }
  const item = document.activeElement.closest("[data-item]");
  if (event.key === "/") {
    before = { one: document.activeElement, x: scrollX, y: scrollY };
    question.focus();
    question.select();
  }
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Enter" && item === document.activeElement) (note(item) ?? $("a", item))?.click();
  else if (event.key === "c") {
    const place = note(item);
    if (place && !item.closest("mark")) place.click();
    else cite(item && $("[data-form]", item) ? item : $("[data-cited]"));
  }
  else if (event.key === "?") help.showModal();
  else return;
  event.preventDefault();
});
