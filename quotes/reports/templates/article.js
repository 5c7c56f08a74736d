(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const numbersIn = (text) => (text ? text.split(" ").map(Number) : []);

  const article = one("#article");
  const links = all("a.n", article);
  const linkOf = new Map(links.map((link) => [Number(link.dataset.n), link]));
  const rows = all(".statements tbody tr");
  const rowOf = new Map(rows.map((row) => [Number(row.dataset.n), row]));
  const segments = all(".seg", article).map((element) => ({
    element,
    content: numbersIn(element.dataset.q),
    cue: numbersIn(element.dataset.cue),
    source: numbersIn(element.dataset.source),
  }));
  const segmentOf = new Map(segments.map((segment) => [segment.element, segment]));
  const segmentsOf = new Map([...rowOf.keys()].map((number) => [number, []]));
  for (const segment of segments)
    for (const number of new Set([...segment.content, ...segment.cue, ...segment.source]))
      segmentsOf.get(number).push(segment.element);
  const colourOf = (number) => /\bc(\d+)\b/.exec(linkOf.get(number).className)[1];

  // Details of one statement: shown while the mouse or the focus is on it, kept when it is opened.

  const panel = one("#panel");
  const title = one("#panel-title");
  const body = one(".body", panel);
  const turns = one(".turns", panel);
  const hint = body.firstElementChild;
  let shown = null;
  let kept = false;
  let leaving;

  const lit = (number, on) => {
    for (const element of segmentsOf.get(number)) element.classList.toggle("on", on);
    linkOf.get(number).classList.toggle("on", on);
    rowOf.get(number).classList.toggle("on", on);
  };

  function show(number, keep) {
    clearTimeout(leaving);
    kept = keep;
    body.setAttribute("aria-live", keep ? "polite" : "off");
    if (number === shown) return;
    if (shown) lit(shown, false);
    shown = number;
    lit(number, true);
    title.textContent = `Statement ${number} of ${rows.length}`;
    body.replaceChildren(one(`#details-${number}`).content.cloneNode(true));
    body.scrollTop = 0;
    turns.hidden = false;
    panel.classList.add("open");
  }

  function hide() {
    clearTimeout(leaving);
    if (!shown) return;
    const focused = panel.contains(document.activeElement);
    lit(shown, false);
    if (focused) linkOf.get(shown).focus();
    shown = null;
    kept = false;
    title.textContent = "Details";
    body.setAttribute("aria-live", "off");
    body.replaceChildren(hint);
    turns.hidden = true;
    panel.classList.remove("open");
  }

  function open(number, withFocus) {
    show(number, true);
    if (withFocus) title.focus({ preventScroll: true });
  }

  // Scrolls to what lies outside of the window, or below the panel where that is a sheet.
  function reveal(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const isSheet = getComputedStyle(panel).position === "fixed";
    const end = isSheet ? panel.getBoundingClientRect().top : innerHeight;
    if (top < 0 || Math.min(bottom, top + 40) > end) scrollBy({ top: top - end / 3 });
  }

  function turn(step, from) {
    const seen = links.filter((link) => !link.hidden);
    const next = seen[seen.indexOf(linkOf.get(from)) + step];
    if (!next) return;
    if (panel.contains(document.activeElement)) {
      show(Number(next.dataset.n), true);
      reveal(next);
    } else next.focus();
  }

  const isSeen = (number) => !rowOf.get(number).hidden;
  const statementAt = (target) => {
    const link = target.closest("a.n");
    if (link) return Number(link.dataset.n);
    const segment = segmentOf.get(target.closest(".seg"));
    return segment && [...segment.content, ...segment.cue, ...segment.source].find(isSeen);
  };

  article.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || kept) return;
    const number = statementAt(event.target);
    if (number) show(number, false);
  });
  const leave = (event) => {
    if (event.pointerType === "mouse" && !kept) leaving = setTimeout(() => kept || hide(), 600);
  };
  article.addEventListener("pointerout", leave);
  panel.addEventListener("pointerleave", leave);
  panel.addEventListener("pointerenter", () => clearTimeout(leaving));
  article.addEventListener("focusin", (event) => {
    if (event.target.matches("a.n")) show(Number(event.target.dataset.n), kept);
  });
  article.addEventListener("click", (event) => {
    const number = statementAt(event.target);
    if (event.target.closest("a.n")) event.preventDefault();
    if (number) {
      open(number, event.detail === 0);
      reveal(event.target);
    } else if (!String(getSelection())) hide();
  });
  one(".statements tbody").addEventListener("click", (event) => {
    const number = Number(event.target.closest("tr").dataset.n);
    const link = event.target.closest("a");
    if (link) {
      event.preventDefault();
      linkOf.get(number).focus({ preventScroll: true });
      linkOf.get(number).scrollIntoView({ block: "center" });
    }
    if (!String(getSelection())) open(number, false);
  });
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-turn], [data-close], [data-open]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.turn) {
      kept = true;
      turn(Number(button.dataset.turn), shown);
    } else if (button.dataset.open) {
      open(Number(button.dataset.open), true);
      reveal(linkOf.get(shown));
    } else hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inPanel = panel.contains(document.activeElement);
    const link = document.activeElement.closest("a.n");
    const steps = { ArrowLeft: -1, ArrowRight: 1, ...(inPanel ? {} : { ArrowUp: -1, ArrowDown: 1 }) };
    if (event.key === "Escape") hide();
    else if (steps[event.key] && (link || (inPanel && shown))) {
      event.preventDefault();
      turn(steps[event.key], inPanel ? shown : Number(link.dataset.n));
    }
  });

  // Filters: what they leave out has no row, no number and no colour.

  const form = one(".tools");
  const buttons = all("[data-speaker]");

  const isWanted = (row) =>
    (!form.speaker.value || row.dataset.speakers.split(" ").includes(form.speaker.value)) &&
    (!form.kind.value || row.dataset.kind === form.kind.value) &&
    (!form.doubtful.checked || "doubtful" in row.dataset) &&
    row.textContent.toLowerCase().includes(form.text.value.trim().toLowerCase());

  function paint({ element, content, cue, source }) {
    const [inner, outer] = content.filter(isSeen);
    const named = [cue.find(isSeen), source.find(isSeen)];
    const names = ["seg"];
    if (inner) names.push("q", `c${colourOf(inner)}`);
    if (inner && linkOf.get(inner).classList.contains("d")) names.push("d");
    if (outer) names.push("nested", `o${colourOf(outer)}`);
    if (named[0]) names.push("cue", `u${colourOf(named[0])}`);
    if (named[1]) names.push("src", `k${colourOf(named[1])}`);
    if (element.classList.contains("on")) names.push("on");
    element.className = names.join(" ");
  }

  function filter() {
    for (const row of rows) {
      row.hidden = !isWanted(row);
      linkOf.get(Number(row.dataset.n)).hidden = row.hidden;
    }
    if (shown && !isSeen(shown)) hide();
    segments.forEach(paint);
    for (const note of all("[data-notes]"))
      note.classList.toggle("off", !numbersIn(note.dataset.notes).some(isSeen));
    for (const button of buttons)
      button.setAttribute("aria-pressed", String(button.dataset.speaker === form.speaker.value));
    const count = rows.filter((row) => !row.hidden).length;
    for (const place of all("[data-shown]")) place.textContent = `${count} of ${rows.length} statements`;
    one(".filtered").hidden = count === rows.length;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of buttons)
    button.addEventListener("click", () => {
      form.speaker.value = form.speaker.value === button.dataset.speaker ? "" : button.dataset.speaker;
      filter();
    });
  for (const button of all("[data-clear]"))
    button.addEventListener("click", () => {
      form.reset();
      filter();
    });
  filter();

  // The table as it is shown, as a file.

  one("[data-csv]").addEventListener("click", () => {
    const csv = JSON.parse(one("#csv").textContent);
    const shownRows = all(".statements tbody tr").filter((row) => !row.hidden);
    const lines = [csv.header, ...shownRows.map((row) => csv.lines[Number(row.dataset.n) - 1])];
    const link = document.createElement("a");
    const mark = "\ufeff"; // by which spreadsheets know UTF-8
    link.href = URL.createObjectURL(new Blob([mark, ...lines.map((line) => `${line}\n`)], { type: "text/csv" }));
    link.download = csv.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  if (matchMedia("(max-width: 60rem)").matches) one(".legend").open = false;
  const printed = all("details.key, details.warnings");
  let were = [];
  addEventListener("beforeprint", () => {
    were = printed.map((each) => each.open);
    printed.forEach((each) => (each.open = true));
  });
  addEventListener("afterprint", () => printed.forEach((each, number) => (each.open = were[number])));
})();
