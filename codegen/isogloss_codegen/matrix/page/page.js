"use strict";
(() => {
  const form = document.querySelector("form");
  const table = document.getElementById("matrix");
  const rows = [...table.querySelectorAll("tr[id]")].map((row) => ({
    row,
    text: `${row.parentNode.querySelector("th").textContent} ${row.querySelector("th").textContent}`.toLowerCase(),
    cells: [...row.querySelectorAll("td")],
    aside: row.hasAttribute("data-aside"),
  }));
  const columns = document.head.appendChild(document.createElement("style"));
  const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
  const checked = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);
  const usual = boxes("provider").filter((box) => box.defaultChecked).map((box) => box.value);

  function read() {
    const query = new URLSearchParams(location.search);
    form.q.value = query.get("q") ?? "";
    const providers = query.get("provider")?.split(",");
    const states = query.get("state")?.split(",") ?? [];
    for (const box of boxes("provider")) box.checked = providers ? providers.includes(box.value) : box.defaultChecked;
    for (const box of boxes("state")) box.checked = states.includes(box.value);
    form.all.checked = query.has("all");
  }

  function write() {
    const query = new URLSearchParams();
    const providers = checked("provider").join();
    if (form.q.value.trim()) query.set("q", form.q.value.trim());
    if (providers !== usual.join()) query.set("provider", providers);
    if (checked("state").length) query.set("state", checked("state").join());
    if (form.all.checked) query.set("all", "1");
    const search = String(query).replaceAll("%2C", ",").replaceAll("%40", "@");
    history.replaceState(null, "", location.pathname + (search && `?${search}`) + location.hash);
  }

  function show() {
    const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const providers = new Set(checked("provider"));
    const states = new Set(checked("state"));
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("tr");
    const hidden = boxes("provider").filter((box) => !box.checked).map((box) => `[data-p="${CSS.escape(box.value)}"]`);
    columns.textContent = hidden.length ? `${hidden}{display:none}` : "";
    table.classList.toggle("filtered", states.size > 0);
    let count = 0;
    for (const { row, text, cells, aside } of rows) {
      let wanted = states.size === 0;
      for (const cell of cells) {
        const is = states.has(cell.dataset.s) && providers.has(cell.dataset.p);
        cell.classList.toggle("wanted", is);
        wanted ||= is;
      }
      const open = form.all.checked || words.length > 0 || states.size > 0 || !aside || row === target;
      row.hidden = !(wanted && open && words.every((word) => text.includes(word)));
      count += !row.hidden;
    }
    for (const group of table.tBodies) group.hidden = !group.querySelector("tr[id]:not([hidden])");
    form.querySelector("output").textContent = `${count} of ${rows.length} rows`;
  }

  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = target?.dataset.p && boxes("provider").find((other) => other.value === target.dataset.p);
    if (box && !box.checked) box.checked = true;
    show();
    const button = target?.matches("td") && target.querySelector("[popovertarget]");
    if (!button) return target?.scrollIntoView({ behavior: "instant" });
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    button.focus({ preventScroll: true });
    button.popoverTargetElement?.showPopover({ source: button });
  }

  function step(event) {
    const cell = event.target.closest("td");
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
    if (!cell || (!down && !right) || event.target.closest("[popover]")) return;
    const shown = [...table.querySelectorAll("tr[id]:not([hidden])")];
    let line = shown.indexOf(cell.parentNode);
    let column = cell.cellIndex;
    for (;;) {
      line += down;
      column += right;
      const next = shown[line]?.cells[column];
      if (!next || column < 1) return;
      const button = next.offsetParent && next.querySelector("button");
      if (button) return event.preventDefault(), button.focus();
    }
  }

  form.hidden = false;
  read();
  show();
  // The browser scrolls to the target when all is there; only then is the place for its details known.
  addEventListener("load", () => requestAnimationFrame(follow));
  form.addEventListener("input", () => (show(), write()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (show(), write())));
  addEventListener("hashchange", follow);
  table.addEventListener("keydown", step);
})();
