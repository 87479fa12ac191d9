"use strict";
(() => {
  const list = document.getElementById("list");
  if (!list) return;
  const at = (id) => document.getElementById(id);
  let cases = [...list.tBodies].map((body, order) => ({ body, order, ...body.dataset }));
  const total = cases.length;
  const inWords = new Intl.NumberFormat("en-GB");

  // Which element each requirement is of, by their numbers.
  const elements = new Map();
  for (const option of at("requirement").options) elements.set(option.value, option.dataset.e);

  const cell = (one, column) => one.body.rows[0].cells[column].textContent;

  /** What a case is searched by. */
  const words = (one) => {
    if (one.words === undefined) {
      const [row, under] = one.body.children;
      const parts = [...row.children, under.querySelector("summary"), under.querySelector(".file")];
      one.words = parts.map((part) => part.textContent).join("\n").toLowerCase();
    }
    return one.words;
  };

  const findings = (one) => {
    one.found ??= (one.f ? one.f.split(" ") : []).map((code) => [code.slice(0, -1), code.slice(-1)]);
    return one.found;
  };

  const value = (id) => at(id).value;

  /** True of the cases that the filters let through. What is said of findings is said of one finding. */
  const chosen = () => {
    const sought = value("find").toLowerCase().split(/\s+/).filter(Boolean);
    const [team, worker, colour] = ["team", "worker", "colour"].map(value);
    const [element, requirement, severity] = ["element", "requirement", "severity"].map(value);
    const fits = ([number, weight]) =>
      (!requirement || number === requirement) &&
      (!element || elements.get(number) === element) &&
      (!severity || weight === severity);
    return (one) =>
      (!team || one.t === team) &&
      (!worker || one.w === worker) &&
      (!colour || one.c === colour) &&
      (!(element || requirement || severity) || findings(one).some(fits)) &&
      sought.every((word) => words(one).includes(word));
  };

  // Rows are shown so many at a time: a browser lays out a hundred at once, and thousands slowly.
  const STEP = 100;
  let most = STEP;

  const tell = (found) => {
    const [all, fit, first] = [total, found, most].map((count) => inWords.format(count));
    const cases = total === 1 ? "case" : "cases";
    at("shown").textContent =
      found <= most
        ? `Showing ${fit} of ${all} ${cases}`
        : `Showing the first ${first} of ${fit} cases` + (found < total ? ` that fit, of ${all}` : "");
    at("none").hidden = found > 0;
    at("more").hidden = found <= most;
    at("next").textContent = `Show ${Math.min(STEP, found - most)} more`;
    at("every").textContent = `Show all ${fit}`;
  };

  const show = () => {
    const is = chosen();
    let found = 0;
    for (const one of cases) {
      const fits = is(one);
      if (fits) found += 1;
      const hidden = !fits || found > most;
      if (one.body.hidden !== hidden) one.body.hidden = hidden;
    }
    tell(found);
  };

  const filter = () => {
    most = STEP;
    show();
  };

  /** Shows more rows, and goes on to the first of them. */
  const showMore = (count) => {
    const before = cases.findLastIndex((one) => !one.body.hidden);
    most = count;
    show();
    const next = cases.slice(before + 1).find((one) => !one.body.hidden);
    next?.body.querySelector("summary").focus();
  };

  const collator = new Intl.Collator("en-GB", { numeric: true });
  const number = (text) => parseInt(text, 10);
  // What is not there comes last, whichever way the rest goes.
  const compare = {
    rank: () => 0,
    text: (a, b) => collator.compare(a, b),
    count: (a, b) => number(a) - number(b),
    share: (a, b) => number(a) - number(b),
  };

  const sort = (heading, column) => {
    // Counts go down first: the most findings are looked for, and the least compliant.
    const first = heading.dataset.kind === "count" ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const direction = heading.getAttribute("aria-sort") === first ? other : first;
    const down = direction === "descending";
    for (const each of list.tHead.rows[0].cells) each.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
    const by = compare[heading.dataset.kind];
    const rank = heading.dataset.kind === "rank";
    const keyed = cases.map((one) => ({ one, key: rank ? "" : cell(one, column) }));
    const turn = down ? -1 : 1;
    keyed.sort((a, b) => {
      const absent = (a.key === "–") - (b.key === "–");
      return absent || turn * by(a.key, b.key) || (rank ? turn : 1) * (a.one.order - b.one.order);
    });
    cases = keyed.map(({ one }) => one);
    list.append(...cases.map((one) => one.body));
    show();
  };

  [...list.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    // On paper the name is told without the button: a browser repeats text on each page, not buttons.
    heading.dataset.name = heading.textContent;
    button.addEventListener("click", () => sort(heading, column));
    heading.replaceChildren(button);
    if (heading.dataset.kind === "rank") heading.setAttribute("aria-sort", "ascending");
  });

  const openAll = (open) => {
    for (const one of cases) {
      if (open && one.body.hidden) continue;
      const details = one.body.rows[1].cells[0].firstElementChild;
      if (details.open !== open) details.open = open;
    }
  };

  const filters = at("filters");
  at("next").addEventListener("click", () => showMore(most + STEP));
  at("every").addEventListener("click", () => showMore(total));
  at("find").addEventListener("input", filter);
  filters.addEventListener("change", filter);
  at("clear").addEventListener("click", () => {
    for (const field of filters.querySelectorAll("input, select")) field.value = "";
    filter();
    at("find").focus();
  });
  at("open").addEventListener("click", () => openAll(true));
  at("close").addEventListener("click", () => openAll(false));
  filters.hidden = false;
  at("tools").hidden = false;
  // A browser may have kept what was typed before a reload.
  filter();
  document.documentElement.classList.remove("starting");
  // What is searched is gathered before anyone types, a part at a time.
  const gather = (from) => {
    cases.slice(from, from + 250).forEach(words);
    if (from + 250 < total) setTimeout(gather, 0, from + 250);
  };
  setTimeout(gather, 0, 0);
})();
