// Progress along a reading path: which works were read is kept in this browser, for all paths together.

const KEY = "vlmap.read";
const path = document.querySelector(".vl-path");
const progress = path.querySelector(".vl-path__progress");
const steps = [...path.querySelectorAll(".vl-step")];

function kept() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(ids) ? ids : []);
  } catch {
    return new Set(); // storage is forbidden, or holds what is not ours
  }
}

const read = kept();

function show() {
  const count = steps.filter((step) => read.has(step.dataset.id)).length;
  progress.hidden = !count;
  progress.textContent = path.dataset.progress.replace("{}", count);
}

for (const step of steps) {
  const label = document.createElement("label");
  label.className = "vl-step__read";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = read.has(step.dataset.id);
  label.append(box, ` ${path.dataset.read}`);
  step.querySelector(".vl-step__head").prepend(label);
  box.addEventListener("change", () => {
    if (box.checked) read.add(step.dataset.id);
    else read.delete(step.dataset.id);
    try {
      localStorage.setItem(KEY, JSON.stringify([...read].sort()));
    } catch {
      // The marks last for this page only.
    }
    show();
  });
}
show();
