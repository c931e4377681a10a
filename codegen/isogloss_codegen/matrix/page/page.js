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
  const heads = [...table.tHead.rows[0].cells];
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
    const target = named(decodeURIComponent(location.hash.slice(1)))?.closest("tr");
    const hidden = heads.flatMap((head, index) =>
      head.dataset.p && !providers.has(head.dataset.p) ? `tr > :nth-child(${index + 1}):not([colspan])` : []);
    columns.textContent = hidden.length ? `${hidden}{display:none}` : "";
    table.classList.toggle("filtered", states.size > 0);
    let count = 0;
    for (const { row, text, cells, aside } of rows) {
      let wanted = states.size === 0;
      for (const cell of cells) {
        const is = states.has(status(cell)) && providers.has(provider(cell));
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

  const status = (cell) => (cell.firstElementChild ? cell.classList[0] : "unknown");
  const provider = (cell) => heads[cell.cellIndex].dataset.p;

  // `request.top_k--some-provider` is the cell of a row and a provider.
  function named(id) {
    const [row, column] = id.split("--");
    const index = column ? heads.findIndex((head) => head.dataset.p === column) : -1;
    return index > 0 ? document.getElementById(row)?.cells[index] : document.getElementById(id);
  }

  function follow() {
    const target = named(decodeURIComponent(location.hash.slice(1)));
    const cell = target?.matches("td") ? target : null;
    const box = cell && boxes("provider").find((other) => other.value === provider(cell));
    if (box && !box.checked) box.checked = true;
    show();
    table.querySelector("td.target")?.classList.remove("target");
    if (!cell) return target?.scrollIntoView({ behavior: "instant" });
    cell.classList.add("target");
    cell.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const button = cell.querySelector("[popovertarget]");
    if (!button) return;
    button.focus({ preventScroll: true });
    introduce(button);
    button.popoverTargetElement?.showPopover({ source: button });
  }

  // Several cells open one panel: its title and its link are those of the cell that opens it.
  function introduce(button) {
    const cell = button.closest("td");
    const panel = button.popoverTargetElement;
    const [title, word] = panel.children;
    const name = cell.parentNode.querySelector("th a").cloneNode(true);
    title.replaceChildren(`${heads[cell.cellIndex].firstChild.textContent}: `, ...name.childNodes);
    const means = document.querySelector(`.words .${status(cell)}`).closest("dt").nextSibling.textContent;
    word.replaceChildren(word.firstChild, `: ${means[0].toLowerCase()}${means.slice(1)}`);
    const link = panel.querySelector(".here") ?? panel.appendChild(document.createElement("a"));
    const href = `#${cell.parentNode.id}--${provider(cell)}`;
    Object.assign(link, { className: "here", href, textContent: "Link to this cell" });
  }

  function label(button) {
    const cell = button.closest("td");
    const [word, ...rest] = [...button.childNodes].map((node) => node.textContent);
    const row = cell.parentNode.querySelector("th a").textContent;
    button.ariaLabel = `${word}: ${heads[cell.cellIndex].firstChild.textContent}, ${row}. ${rest.join("; ")}`.trim();
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

  // A document and its places are written once, below. They are wanted where they are cited.
  for (const cited of document.querySelectorAll('[popover] a[href^="#"], .card a[href^="#"]')) {
    const place = document.getElementById(cited.hash.slice(1));
    const source = place.closest("#sources > li");
    const cite = document.createElement("cite");
    const read = `read ${source.querySelector("time").textContent}`;
    cited.replaceWith(cite);
    cite.append(cited, `, ${place === source ? read : `${place.textContent}, ${read}`}`);
    cited.textContent = source.querySelector("b").textContent;
    const address = source.querySelector("a")?.href;
    if (address) Object.assign(cited, { href: address, rel: "noreferrer" });
  }
  for (const button of table.querySelectorAll("[popovertarget]")) label(button);
  table.addEventListener("click", (event) => {
    const button = event.target.closest("[popovertarget]");
    if (button) introduce(button);
  });
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
