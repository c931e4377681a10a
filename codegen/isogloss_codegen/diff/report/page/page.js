"use strict";
(() => {
  const form = document.querySelector("form");
  const findings = [...document.querySelectorAll("article")].map((article) => ({
    article,
    level: article.dataset.level,
    text: `${article.closest("section").querySelector("h3").textContent} ${article.textContent}`.toLowerCase(),
  }));
  const levels = [...form.querySelectorAll("[name=level]")];
  const lists = [...document.querySelectorAll("section > details")].map((list) => ({ list, open: list.open }));

  function read() {
    const query = new URLSearchParams(location.search);
    const wanted = query.get("level")?.split(",") ?? [];
    form.q.value = query.get("q") ?? "";
    for (const box of levels) box.checked = wanted.includes(box.value);
  }

  function checked() {
    return levels.filter((box) => box.checked).map((box) => box.value);
  }

  function write() {
    const query = new URLSearchParams();
    if (form.q.value.trim()) query.set("q", form.q.value.trim());
    if (checked().length) query.set("level", checked().join());
    const search = String(query).replaceAll("%2C", ",");
    history.replaceState(null, "", location.pathname + (search && `?${search}`) + location.hash);
  }

  function show() {
    const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(checked());
    const filters = words.length > 0 || wanted.size > 0;
    let count = 0;
    for (const { article, level, text } of findings) {
      article.hidden = (wanted.size > 0 && !wanted.has(level)) || !words.every((word) => text.includes(word));
      count += !article.hidden;
    }
    // What was looked for is to be seen; without a filter, lists are as they were at first.
    for (const { list, open } of lists) {
      list.hidden = !list.querySelector("article:not([hidden])");
      list.open = filters ? !list.hidden : open;
    }
    for (const section of document.querySelectorAll("main section")) {
      section.hidden = !section.querySelector("article:not([hidden])");
    }
    form.querySelector("output").textContent = `${count} of ${findings.length} findings`;
  }

  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.matches("article")) return;
    if (target.hidden) {
      form.reset();
      show();
    }
    target.closest("section > details").open = true;
    target.scrollIntoView({ behavior: "instant", block: "start" });
  }

  form.hidden = false;
  read();
  show();
  follow();
  form.addEventListener("input", () => (show(), write()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (show(), write())));
  addEventListener("hashchange", follow);
})();
