"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const every = [...document.querySelectorAll(".c[id]")];
  const side = id("v-side"), inline = id("v-inline"), category = id("f-category");
  const boxes = { substantive: id("f-substantive"), wording: id("f-wording") };
  const map = id("map"), help = id("help"), why = id("why");
  let stops = every, at = null, told = null, leaving = 0, drawing = 0;

  const wanted = (node) => boxes[node.dataset.kind].checked && (!category.value || category.value === node.dataset.category);

  // The map: all is measured before anything is drawn, and marks that would cover each other are one.
  function draw() {
    drawing = 0;
    document.documentElement.style.setProperty("--bar", document.querySelector(".bar").offsetHeight + "px");
    const height = document.documentElement.scrollHeight || 1, room = map.clientHeight || 1;
    const long = document.querySelector("main.long") !== null, tops = new Map(), found = new Map();
    for (const stop of stops) {
      const box = long ? stop.closest("article") : stop;
      if (!tops.has(box)) tops.set(box, box.getBoundingClientRect().top + scrollY);
      const kind = stop.dataset.kind, row = Math.round((tops.get(box) / height) * room / 3);
      if (!found.has(kind + row)) found.set(kind + row, { kind, row, stop });
    }
    const ticks = [...found.values()].sort((a, b) => (a.kind < b.kind ? 1 : -1)).map(({ kind, row, stop }) => {
      const tick = document.createElement("i");
      tick.className = kind;
      tick.style.top = (300 * row) / room + "%";
      tick.addEventListener("click", () => go(stop));
      return tick;
    });
    map.replaceChildren(...ticks);
  }
  const drawSoon = () => { drawing ||= setTimeout(draw, 120); };
  function filter() {
    stops = every.filter(wanted);
    const all = every.length, n = stops.length;
    id("shown").value = (n === all ? n.toLocaleString("en") : n.toLocaleString("en") + " of " + all.toLocaleString("en")) +
      (all === 1 ? " change shown" : " changes shown");
    hide();
    drawSoon();
  }
  function go(stop) {
    if (!stop) return;
    stop.scrollIntoView({ block: "center" });
    stop.focus({ preventScroll: true });
  }
  function step(by, grave) {
    const now = stops.indexOf(at);
    const behind = now < 0 ? stops.findIndex((stop) => stop.getBoundingClientRect().bottom > 0) : 0;
    for (let n = now >= 0 ? now + by : by > 0 ? Math.max(behind, 0) : behind - 1; n >= 0 && n < stops.length; n += by) {
      if (!grave || stops[n].dataset.kind === "substantive") return go(stops[n]);
    }
  }

  // The reasons stand under each passage; here they are shown at the change, within the window.
  const lit = (on) => {
    if (!told) return;
    told.classList.toggle("lit", on);
    const twin = told.closest("article").querySelector('[data-to="' + told.id + '"]');
    if (twin) twin.classList.toggle("lit", on);
  };
  function hide() { lit(false); told = null; why.hidden = true; }
  function show(stop, near) {
    clearTimeout(leaving);
    if (told === stop || !wanted(stop)) return;
    hide();
    told = stop;
    lit(true);
    why.replaceChildren(...id("w" + stop.id).cloneNode(true).childNodes);
    why.hidden = false;
    const drawn = [...near.getClientRects()];
    const whole = near.getBoundingClientRect(), box = drawn[drawn.length - 1] || whole;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - why.offsetWidth - 20));
    const below = box.bottom + why.offsetHeight + 8 < innerHeight || whole.top < why.offsetHeight + 8;
    why.style.left = left + scrollX + "px";
    why.style.top = (below ? box.bottom + 4 : whole.top - why.offsetHeight - 4) + scrollY + "px";
  }
  const stopOf = (node) => { const c = node.closest && node.closest(".c"); return c && (c.id ? c : id(c.dataset.to)); };
  document.addEventListener("mouseover", (event) => {
    const stop = stopOf(event.target);
    if (stop) show(stop, event.target.closest(".c"));
    else if (why.contains(event.target)) clearTimeout(leaving);
    else if (told) { clearTimeout(leaving); leaving = setTimeout(() => { if (told !== document.activeElement) hide(); }, 250); }
  });
  document.addEventListener("focusin", (event) => {
    const stop = event.target.matches(".c[id]") ? event.target : null;
    if (!stop) return hide();
    at = stop;
    id("at").textContent = "\u00b7 no. " + (stops.indexOf(stop) + 1).toLocaleString("en");
    show(stop, stop);
  });

  const keys = {
    j: () => step(1), k: () => step(-1), n: () => step(1, true), p: () => step(-1, true), N: () => step(-1, true),
    f: () => boxes.substantive.focus(), "?": () => help.showModal(),
    v: () => { (side.checked ? inline : side).checked = true; filter(); go(at); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.target.tagName === "SELECT") return;
    const act = keys[event.key];
    if (act && (id("k-on").checked || event.key === "?")) { event.preventDefault(); act(); }
  });
  for (const what of [side, inline, category, ...Object.values(boxes)]) what.addEventListener("change", filter);
  id("b-next").addEventListener("click", () => step(1));
  id("b-previous").addEventListener("click", () => step(-1));
  id("b-help").addEventListener("click", () => help.showModal());
  addEventListener("resize", () => { hide(); drawSoon(); });
  document.addEventListener("toggle", drawSoon, true);
  // Paper shows the reasons, also where the style cannot open what is folded.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".reasons:not([open])")];
    for (const node of opened) node.open = true;
  });
  addEventListener("afterprint", () => { for (const node of opened) node.open = false; });
  for (const node of document.querySelectorAll(".js, #map")) node.hidden = false;
  if (matchMedia("(min-width: 50rem)").matches) id("jumps").open = true;
  filter();
})();
