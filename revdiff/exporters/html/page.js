"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const all = (what) => [...document.querySelectorAll(what)];
  const side = id("v-side"), inline = id("v-inline"), category = id("f-category");
  const boxes = { substantive: id("f-substantive"), wording: id("f-wording") };
  const map = id("map"), help = id("help");
  let at = null;

  const wanted = (node) => boxes[node.dataset.kind].checked && (!category.value || category.value === node.dataset.category);
  const stops = () => all((side.checked ? ".side" : ".inline") + " .c[id]").filter(wanted);

  function draw() {
    map.replaceChildren();
    const height = document.documentElement.scrollHeight || 1;
    for (const stop of stops()) {
      const tick = document.createElement("i");
      tick.className = stop.dataset.kind;
      tick.style.top = (100 * (stop.getBoundingClientRect().top + scrollY)) / height + "%";
      tick.addEventListener("click", () => go(stop));
      map.append(tick);
    }
  }
  function filter() {
    for (const node of all("[data-kind]")) node.classList.toggle("off", !wanted(node));
    const n = stops().length;
    id("shown").value = n + (n === 1 ? " change shown" : " changes shown");
    draw();
  }
  function go(stop) {
    if (!stop) return;
    at = stop.id.slice(1);
    stop.scrollIntoView({ block: "center" });
    stop.focus({ preventScroll: true });
  }
  function step(by, grave) {
    const row = stops();
    const now = row.findIndex((stop) => stop.id.slice(1) === at);
    for (let n = now < 0 ? (by > 0 ? 0 : row.length - 1) : now + by; n >= 0 && n < row.length; n += by) {
      if (!grave || row[n].dataset.kind === "substantive") return go(row[n]);
    }
  }
  const keys = {
    j: () => step(1), k: () => step(-1), n: () => step(1, true), N: () => step(-1, true),
    f: () => boxes.substantive.focus(), "?": () => help.showModal(),
    v: () => { (side.checked ? inline : side).checked = true; filter(); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.target.tagName === "SELECT") return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("nav a");
    if (!link) return;
    event.preventDefault();
    go(id(side.checked ? link.dataset.twin : link.hash.slice(1)));
  });
  document.addEventListener("focusin", (event) => { if (event.target.matches(".c[id]")) at = event.target.id.slice(1); });
  for (const what of [side, inline, category, ...Object.values(boxes)]) what.addEventListener("change", filter);
  id("b-next").addEventListener("click", () => step(1));
  id("b-previous").addEventListener("click", () => step(-1));
  id("b-help").addEventListener("click", () => help.showModal());
  addEventListener("resize", draw);
  document.addEventListener("toggle", draw, true);
  for (const node of all(".js, #map")) node.hidden = false;
  if (matchMedia("(min-width: 50rem)").matches) id("jumps").open = true;
  filter();
})();
