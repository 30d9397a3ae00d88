// The map comes alive: a record's ancestors and descendants step forward, branches can be shown alone, arrow keys walk
// along the lines. The picture is whole without this. State is in the address: `?at=<id>&category=<path>`.

for (const map of document.querySelectorAll(".vl-map")) enliven(map);

function enliven(map) {
  const marks = new Map();
  for (const mark of map.querySelectorAll(".vl-mark[data-id]"))
    marks.set(mark.dataset.id, [...(marks.get(mark.dataset.id) ?? []), mark]);
  const edges = [...map.querySelectorAll(".vl-figure .vl-edge")];
  const earlier = new Map();
  const later = new Map();
  for (const { dataset } of edges) {
    earlier.set(dataset.later, (earlier.get(dataset.later) ?? new Set()).add(dataset.earlier));
    later.set(dataset.earlier, (later.get(dataset.earlier) ?? new Set()).add(dataset.later));
  }
  const card = map.querySelector(".vl-card");
  const hint = card.textContent;
  const form = map.querySelector(".vl-map__filters");
  let chosen = null; // what the address names; hovering shows another for as long as it lasts

  /** Return all that can be reached from a record along `steps`. */
  function reached(id, steps) {
    const found = new Set();
    const front = [id];
    while (front.length)
      for (const next of steps.get(front.pop()) ?? [])
        if (!found.has(next)) {
          found.add(next);
          front.push(next);
        }
    return found;
  }

  function light(id) {
    map.classList.toggle("is-lit", id !== null);
    const before = id === null ? new Set() : reached(id, earlier);
    const after = id === null ? new Set() : reached(id, later);
    const near = (one) => one === id || before.has(one) || after.has(one);
    for (const [one, drawn] of marks)
      for (const mark of drawn) {
        mark.classList.toggle("is-kin", near(one));
        mark.classList.toggle("is-at", one === id);
      }
    for (const edge of edges) {
      const { earlier: from, later: to } = edge.dataset;
      const back = (to === id || before.has(to)) && before.has(from);
      const forth = (from === id || after.has(from)) && after.has(to);
      edge.classList.toggle("is-kin", back || forth);
    }
    describe(id);
  }

  /** Say in the card below the picture what a record is; without one it says how to use the picture. */
  function describe(id) {
    const mark = marks.get(id)?.[0];
    if (!mark) {
      card.textContent = hint;
      return;
    }
    const [name, date, ...line] = mark.querySelector("title").textContent.split(" · ");
    const link = document.createElement("a");
    link.href = mark.getAttribute("href");
    link.textContent = name;
    const when = document.createElement("time");
    when.textContent = date;
    card.replaceChildren(link, " ", when, " ", line.join(" · "));
  }

  function choose(id) {
    chosen = id;
    light(id);
    remember();
  }

  function remember() {
    if (!form) return; // on the home page the address stays as it is
    const address = new URL(location);
    for (const [key, value] of [["at", chosen], ["category", form.category.value]])
      if (value) address.searchParams.set(key, value);
      else address.searchParams.delete(key);
    history.replaceState(null, "", address);
  }

  function filter() {
    const path = form.category.value;
    const off = (mark) => path && mark.dataset.category !== path && !mark.dataset.category.startsWith(`${path}/`);
    const hidden = new Set([...marks].filter(([, [mark]]) => off(mark)).map(([id]) => id));
    for (const [id, drawn] of marks) for (const mark of drawn) mark.classList.toggle("is-off", hidden.has(id));
    for (const edge of edges)
      edge.classList.toggle("is-off", hidden.has(edge.dataset.earlier) || hidden.has(edge.dataset.later));
  }

  const markAt = (event) => event.target.closest?.(".vl-mark[data-id]");
  map.addEventListener("pointerover", (event) => {
    const mark = event.pointerType === "mouse" && markAt(event);
    if (mark) light(mark.dataset.id);
  });
  map.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && markAt(event) && !map.contains(document.activeElement)) light(chosen);
    else if (event.pointerType === "mouse" && markAt(event)) light(markAt({ target: document.activeElement })?.dataset.id ?? chosen);
  });
  map.addEventListener("focusin", (event) => {
    const mark = markAt(event);
    if (mark) light(mark.dataset.id);
  });
  map.addEventListener("focusout", () => light(chosen));
  map.addEventListener("click", (event) => {
    const mark = markAt(event);
    // A finger cannot hover: its first tap shows, its second follows the link.
    if (mark && event.pointerType === "touch" && chosen !== mark.dataset.id) {
      event.preventDefault();
      choose(mark.dataset.id);
    } else if (!mark && event.target.closest(".vl-figure") && !event.target.closest("a")) choose(null);
  });
  map.addEventListener("keydown", (event) => {
    const mark = markAt(event);
    if (event.key === "Escape") choose(null);
    const steps = { ArrowLeft: earlier, ArrowRight: later }[event.key];
    const turn = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!mark || (!steps && !turn)) return;
    event.preventDefault();
    const drawn = [...mark.ownerSVGElement.querySelectorAll(".vl-mark[data-id]")];
    const of = (id) => drawn.find((one) => one.dataset.id === id);
    const near = (one) => one.getBoundingClientRect();
    const distance = (one) =>
      Math.hypot(near(one).left - near(mark).left, near(one).top - near(mark).top);
    if (steps) {
      const next = [...(steps.get(mark.dataset.id) ?? [])].map(of).filter(Boolean);
      next.sort((a, b) => distance(a) - distance(b))[0]?.focus();
    } else {
      const side = drawn.filter((one) => (near(one).top - near(mark).top) * turn > 2);
      side.sort((a, b) => distance(a) - distance(b))[0]?.focus();
    }
  });

  if (!form) return;
  form.hidden = false;
  form.category.addEventListener("change", () => {
    filter();
    remember();
  });
  form.clear.addEventListener("click", () => {
    form.category.value = "";
    filter();
    choose(null);
  });
  const asked = new URLSearchParams(location.search);
  if ([...form.category.options].some((one) => one.value === asked.get("category")))
    form.category.value = asked.get("category");
  filter();
  if (marks.has(asked.get("at"))) {
    chosen = asked.get("at");
    light(chosen);
  }
}
