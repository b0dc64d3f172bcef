// What makes the pages quicker to use. Everything works without it: forms are forms and links are links.
"use strict";

const $ = (query, root = document) => root.querySelector(query);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const tell = (text) => { const place = $("[data-melding]"); if (place) place.textContent = text; };

// Upload: drag and drop, and the names of what was chosen
function upload() {
  const box = $("[data-sleepvak]");
  if (!box) return;
  const input = $("input[type=file]", box), list = $(".gekozen", box);
  $(".sleep", box).hidden = false;
  const show = () => {
    list.replaceChildren(...[...input.files].map((file) => Object.assign(document.createElement("li"), { textContent: file.name })));
    list.hidden = !input.files.length;
  };
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) box.addEventListener(name, (event) => { event.preventDefault(); box.classList.add("erboven"); });
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("erboven"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); input.focus(); }
  });
  box.closest("form").addEventListener("submit", (event) => {
    const button = $("button", event.target);
    button.textContent = "Bezig met versturen…";
    button.setAttribute("aria-disabled", "true");
  });
}

// Progress: the server pushes news of the uploads on this page
function news() {
  const places = all("[data-stand]");
  if (!places.length || !window.EventSource) return;
  const query = places.map((place) => "op=" + place.dataset.stand).join("&");
  const source = new EventSource("/gebeurtenissen?" + query);
  let left = places.length;
  source.addEventListener("stand", (event) => {
    const { id, status, tekst } = JSON.parse(event.data);
    const place = $(`[data-stand="${CSS.escape(id)}"]`);
    if (!place) return;
    if (place.textContent !== tekst) place.textContent = tekst;
    if (status !== "klaar" && status !== "mislukt") return;
    if ("wacht" in place.dataset) { source.close(); location.reload(); return; }
    place.className = status;
    tell(`${place.closest("li").querySelector("a").textContent}: ${tekst}`);
    delete place.dataset.stand;
    left -= 1;
    if (!left) source.close();
  });
  addEventListener("pagehide", () => source.close());
}

// Review: a form that changes one thing only redraws what changed
async function send(form, button) {
  const body = new FormData(form, button);
  const open = all("details.deel[open]").map((part) => part.id), focus = focusPath(document.activeElement);
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "text/html" } });
  if (!answer.ok) { location.reload(); return; }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const texts = new Map(all("textarea").map((area) => [area.id, area]));
  for (const id of ["kop"]) swap($("#" + id), $("#" + id, fresh));
  for (const part of all("details.deel")) {
    const next = $("#" + part.id, fresh);
    if (!next) continue;
    next.open = open.includes(part.id);
    for (const area of all("textarea", next)) {
      const before = texts.get(area.id);
      if (before && before.value !== before.defaultValue && !form.contains(before)) area.value = before.value;
    }
    if (!part.isEqualNode(next)) swap(part, next);
  }
  for (const rect of all(".vel rect")) {
    const next = $(`.vel rect[data-zin="${rect.dataset.zin}"]`, fresh);
    if (next) { rect.setAttribute("class", next.getAttribute("class")); rect.dataset.bij = next.dataset.bij; }
  }
  const text = $("#tekst");
  for (const unit of all(".zin", text)) {
    const next = $("#" + unit.id, fresh);
    if (next && !unit.isEqualNode(next) && Boolean($(".kies", unit)) === Boolean($(".kies", next))) swap(unit, next);
  }
  const target = focus && $(focus);
  if (target) target.focus({ preventScroll: true });
  tell("Bewaard.");
}
const swap = (old, next) => { if (old && next) old.replaceWith(document.adoptNode(next)); };

function focusPath(element) {
  const unit = element && element.closest(".zin");
  if (unit) return `#${unit.id} .kies`;
  const part = element && element.closest("details.deel");
  return part ? `#${part.id} > summary` : null;
}

function choose() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-vlot]")) return;
    event.preventDefault();
    send(form, event.submitter).catch(() => form.submit());
  });
}

// The original: show a sentence, page pictures or text, larger and smaller
function showView(name) {
  for (const view of ["beeld", "tekst"]) { const place = $("#" + view); if (place) place.hidden = view !== name; }
  for (const link of all("[data-weergave]")) link.setAttribute("aria-current", String(link.dataset.weergave === name));
  const zoom = $(".zoom");
  if (zoom) zoom.hidden = name !== "beeld";
}

function showSentence(number, focus) {
  const rect = $(`.vel rect[data-zin="${number}"]`), unit = $("#zin-" + number), picture = $("#beeld");
  const place = picture && !picture.hidden && rect ? rect : unit;
  if (!place) return;
  if (place === unit) showView("tekst");
  for (const old of all(".vel rect.nu, .zin.nu")) old.classList.remove("nu");
  for (const box of all(`.vel rect[data-zin="${number}"]`)) box.classList.add("nu");
  unit?.classList.add("nu");
  place.scrollIntoView({ block: "center" });
  if (focus) (place.closest("[tabindex]") || place).focus({ preventScroll: true });
}

function original() {
  if (!$("#tekst") || !$(".naast")) return;
  if ($("#beeld")) showView($(".keuzebalk") || location.hash.startsWith("#zin") || location.hash === "#tekst" ? "tekst" : "beeld");
  document.addEventListener("click", (event) => {
    const view = event.target.closest("[data-weergave]"), evidence = event.target.closest("[data-toon]");
    const zoom = event.target.closest("[data-zoom]"), box = event.target.closest(".vel rect");
    if (view) { event.preventDefault(); showView(view.dataset.weergave); }
    else if (evidence && !event.ctrlKey && !event.metaKey) { event.preventDefault(); showSentence(evidence.dataset.toon, true); }
    else if (zoom) {
      const picture = $("#beeld"), now = Number(picture.dataset.maat || 0) + Number(zoom.dataset.zoom);
      picture.dataset.maat = Math.max(-2, Math.min(3, now));
    } else if (box && box.dataset.bij) {
      const part = $("#d" + box.dataset.bij.split(" ")[0]);
      part.open = true;
      part.scrollIntoView({ block: "center" });
      $("summary", part).focus({ preventScroll: true });
    }
  });
  const open = () => {
    const part = document.getElementById(location.hash.slice(1));
    if (part?.matches("details.deel")) { part.open = true; part.scrollIntoView(); }
  };
  addEventListener("beforeprint", () => all("details.deel").forEach((part) => { part.open = true; }));
  addEventListener("hashchange", open);
  open();
  if (location.hash.startsWith("#zin-")) showSentence(location.hash.slice(5), false);
}

// Keyboard: j and k walk the sub-questions while the focus is in their list; arrows walk the sentences to choose from
function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.target.closest(".vragen") && (event.key === "j" || event.key === "k")) {
      const parts = all("details.deel > summary"), here = event.target.closest("details.deel");
      const next = parts[parts.indexOf(here && $("summary", here)) + (event.key === "j" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
    if (event.target.matches(".kies") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const units = all(".kies"), next = units[units.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });
}

upload(); news(); choose(); original(); keys();
