"use strict";

(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const { address } = document.documentElement.dataset;
  const STORE = `changes of ${address}`;
  const DRAFT = `draft of a name in ${address}`;
  const RETRY = 2000;

  let state = null;
  let text = null;
  let current = 0; // the number of the statement that is shown, 0 for none
  let mode = { name: "browse" };
  let pending = 0;
  const history = JSON.parse(sessionStorage.getItem(STORE) || '{"done": [], "undone": []}');

  const panel = one("#panel");
  const body = one("#panel-body");
  const statements = () => state.statements;
  const shown = () => statements()[current - 1];
  const say = (words) => (one("#said").textContent = words);
  const note = (words) => {
    one("#note").textContent = words;
    say("");
  };
  const short = (words) => (words.length > 60 ? `${words.slice(0, 50).trimEnd()} …` : words);
  const about = (words) => `${current}: ${words}`;

  // What is done waits until all before it is done, so that keys that come quickly are about what was seen then.

  let chain = Promise.resolve();
  let queued = 0;
  function act(action) {
    queued++;
    chain = chain
      .then(action)
      .catch((error) => note(`${error.message}.`))
      .finally(() => queued--);
    return chain;
  }

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  // An edit is sent until it is kept, or given up.
  async function send(url, edit) {
    let isGivenUp = false;
    const problem = one("#problem");
    pending++;
    try {
      for (;;) {
        let reason = "the service does not answer";
        try {
          const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(edit) });
          const answer = await response.json();
          if (response.ok || response.status === 409) return answer;
          reason = answer.detail;
          if (![429, 500, 503, 507].includes(response.status)) throw new Error(reason);
        } catch (error) {
          if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
        }
        const give = make("button", { type: "button" }, "Give up");
        give.addEventListener("click", () => (isGivenUp = true));
        problem.replaceChildren(`Not kept yet: ${reason}. It is tried again. `, give);
        problem.hidden = false;
        await pause(RETRY);
        if (isGivenUp) throw new Error("Not kept");
      }
    } finally {
      pending--;
      problem.hidden = true;
    }
  }

  async function edit(edit, words) {
    const answer = await send(`/desk/${address}`, { revision: state.revision, text: state.text, ...edit });
    const place = edit.change ? placeOf(edit.change) : shown()?.proposal.content[0].start ?? 0;
    if ("conflict" in answer) {
      take(answer, null, place);
      note(`Not done: ${answer.conflict}. This is how it is now.`);
      return null;
    }
    take(answer, answer.number, place);
    note(answer.others ? `${words} Somebody else has changed this article, too.` : words);
    return answer;
  }

  const placeOf = ({ added, removed }) => (added[0] || removed[0])?.content[0].start ?? 0;

  async function change(what, words) {
    const answer = await edit(what, words);
    if (!answer) return null;
    const { added, removed, complete } = answer.change;
    if (added.length || removed.length || complete !== null) history.done.push(answer.change);
    history.undone.length = 0;
    keepHistory();
    return answer;
  }

  function keepHistory() {
    history.done = history.done.slice(-200);
    sessionStorage.setItem(STORE, JSON.stringify(history));
    render();
  }

  async function back(from, to, words) {
    const last = from.pop();
    if (!last) return note(`There is nothing to ${words === "Undone." ? "undo" : "redo"}.`);
    const opposite = { added: last.removed, removed: last.added, complete: last.complete === null ? null : !last.complete };
    const answer = await edit({ edit: "change", change: opposite }, words);
    if (answer) to.push(opposite);
    keepHistory();
    if (answer) show(current, true, about(words));
  }

  // Statements in the order in which they are read: doubtful ones first.

  const order = () => [...statements()].sort((a, b) => b.doubtful - a.doubtful || a.number - b.number).map((each) => each.number);

  function step(by) {
    const numbers = order();
    const at = numbers.indexOf(current);
    show(numbers[at < 0 ? 0 : Math.max(0, Math.min(numbers.length - 1, at + by))], true, "");
  }

  function nextOpen() {
    const numbers = order();
    const at = numbers.indexOf(current);
    const open = [...numbers.slice(at + 1), ...numbers.slice(0, at + 1)].filter((each) => !statements()[each - 1].decision);
    if (open.length) return show(open[0]);
    render();
    if (!state.complete) note("Nothing is open any more. If nothing is missing either, w: the article was read whole.");
  }

  function show(number, withFocus = true, words = null) {
    mode = { name: "browse" };
    if (words !== null) note(words);
    current = number || 0;
    render();
    const link = one(`#s-${current}`);
    if (!link) return;
    if (withFocus) link.focus({ preventScroll: true });
    reveal(link);
    say(`${link.getAttribute("aria-label")}: ${shown().text}`);
  }

  function reveal(element) {
    const { top, bottom } = element.getBoundingClientRect();
    const isSheet = getComputedStyle(panel).position === "fixed";
    const end = isSheet ? panel.getBoundingClientRect().top : innerHeight;
    if (top < 0 || bottom + 60 > end) scrollBy({ top: top - end / 3 });
  }

  // A new state of the article, in which the statement with a number, or else the one nearest to a place, is shown.

  function take(view, number, place) {
    const hadFocus = one("#text").contains(document.activeElement) || panel.contains(document.activeElement) || document.activeElement === document.body;
    state = view;
    one("#text").innerHTML = view.html;
    text = new ArticleText(one("#article"));
    for (const link of all("a.n", one("#article"))) link.href = `#${link.id}`;
    const distance = (each) => Math.abs(each.proposal.content[0].start - place);
    const nearest = [...statements()].sort((a, b) => distance(a) - distance(b))[0];
    current = number || nearest?.number || 0;
    mode = { name: "browse" };
    render();
    if (hadFocus) one(`#s-${current}`)?.focus({ preventScroll: true });
  }

  function render() {
    const decided = statements().filter((each) => each.decision).length;
    const doubtful = statements().filter((each) => each.doubts.length).length;
    one("#progress").textContent =
      `${decided} of ${statements().length} statements decided` +
      `${doubtful ? `, ${doubtful} doubtful` : ""}${state.lost.length ? `, ${state.lost.length} lost` : ""}${state.complete ? "; the article was read whole" : ""}.`;
    one("#kept").replaceChildren("Kept in ", make("code", {}, state.file), ".");
    one("#title").hidden = Boolean(one("#article h1"));
    one("#title").textContent = state.title;
    document.title = `${state.title} – who claims what`;
    for (const each of statements()) one(`#s-${each.number}`)?.classList.toggle("decided", Boolean(each.decision));
    for (const link of all("a.n")) link.classList.toggle("on", link.id === `s-${current}`);
    const has = (element) => [element.dataset.q, element.dataset.cue, element.dataset.source].some((each) => each.split(" ").includes(String(current)));
    for (const element of all(".seg", one("#article"))) element.classList.toggle("on", has(element));
    one("#panel-title").textContent = current ? `Statement ${current} of ${statements().length}` : "No statements";
    for (const each of all("[data-do=undo]")) each.disabled = !history.done.length;
    one("#whole [data-do=redo]").disabled = !history.undone.length;
    one("#whole [data-do=rest]").disabled = state.complete;
    one("#whole [data-do=complete]").setAttribute("aria-pressed", String(state.complete));
    one("#whole [data-do=expected]").disabled = !state.complete;
    document.documentElement.classList.toggle("choosing", mode.name === "words");
    panel.classList.toggle("open", Boolean(current) || mode.name !== "browse");
    panel.hidden = one("#whole").hidden = false;
    body.replaceChildren(...panelContent());
    renderLists();
  }

  function panelContent() {
    if (mode.name === "speaker") return speakersPanel(filtered(), mode.chosen.map(String), mode.several, mode.filter);
    if (mode.name === "name") return namePanel(mode.draft, mode.old, state.speakers);
    if (mode.name === "words") {
      const pieces = withSelection();
      return wordsPanel(mode.role, pieces.map(([start, end]) => text.slice(start, end).replace(/\s+/g, " ")), mode.piece);
    }
    return current ? statementPanel(shown(), decisionOf(shown())) : [make("p", { class: "hint" }, "Nobody says anything in this article, as far as was found. m: a statement is missing.")];
  }

  function renderLists() {
    one("#speakers").replaceChildren(
      ...state.speakers.map((each) => make("li", { class: `c${each.colour}` }, swatch(), make("span", {}, make("bdi", {}, each.name), " ", make("small", {}, each.facts)), make("span", { class: "count" }, String(each.statements)))),
    );
    list("#rejected", state.rejected, (each) => `Rejected: ${each}`, (each, index) => [
      `${each.who}: ${each.text} `,
      make("button", { type: "button", "data-restore": index }, "Take back"),
    ]);
    list("#lost", state.lost, (each) => `Lost: ${each}`, (each) => [each.written, " ", make("small", {}, each.reason)]);
    const warnings = one("#warnings");
    warnings.hidden = !state.warnings.length;
    warnings.replaceChildren(...state.warnings.map((each) => make("li", { dir: "auto" }, each)));
  }

  function list(selector, items, title, content) {
    const element = one(selector);
    element.hidden = !items.length;
    one("summary", element).textContent = title(items.length);
    one("ul", element).replaceChildren(...items.map((each, index) => make("li", { dir: "auto" }, ...content(each, index))));
  }

  // Decisions

  const decisionOf = (each) => each.decision || each.proposal;
  const decide = (after, words, item = shown()) =>
    change({ edit: "decide", about: item && !item.decision ? item.proposal : null, before: item ? item.decision : null, after }, words);
  const speaker = (each) => ({ name: each.name, kind: each.kind, aliases: [], role: null, affiliation: null });
  const asSpan = ([start, end]) => ({ start, end, text: "" });

  async function setSpeakers(speakers) {
    const names = speakers.map((each) => each.name).join(" and ");
    await decide({ ...decisionOf(shown()), speakers }, about(names ? `said by ${names}.` : "nobody can be named."));
  }

  // Speakers with letters of the filter at the beginning of a word of their names.
  function filtered() {
    const wanted = mode.filter.trim().toLowerCase();
    const fits = ({ one }) => [one.name, ...one.aliases].some((name) => ` ${name.toLowerCase()}`.includes(` ${wanted}`));
    return state.speakers.map((one, index) => ({ one, index })).filter(fits);
  }

  async function pick(index) {
    if (index === null) return setSpeakers([]);
    if (!mode.several) return setSpeakers([speaker(state.speakers[index])]);
    mode.chosen = mode.chosen.includes(index) ? mode.chosen.filter((each) => each !== index) : [...mode.chosen, index];
    mode.filter = "";
    renderChoice();
  }

  function pickKey(key) {
    if (key === "0") return pick(null);
    const found = filtered()[SPEAKER_KEYS.indexOf(key)];
    return found ? pick(found.index) : note("No speaker has that key.");
  }

  // The one that is left, or a name that nobody has yet.
  function pickFiltered() {
    const found = filtered();
    if (mode.several && !mode.filter.trim()) return run("together");
    if (!mode.filter.trim()) return note("A key beside a name, or letters of it.");
    return found.length ? pick(found[0].index) : nameSpeaker(mode.filter.trim());
  }

  function chooseSpeaker({ several = false, isNew = mode.isNew } = {}) {
    const names = decisionOf(shown()).speakers.map((each) => each.name);
    const chosen = state.speakers.map((each, index) => (names.includes(each.name) ? index : -1)).filter((each) => each >= 0);
    mode = { name: "speaker", several, chosen, filter: "", isNew };
    renderChoice();
  }

  function renderChoice() {
    render();
    const input = one("#filter");
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
    input.addEventListener("input", () => filter(input.value));
  }

  function filter(letters) {
    mode.filter = letters;
    const list = make("div", {}, ...panelContent());
    one(".choice", body).replaceWith(one(".choice", list));
  }

  function nameSpeaker(given = "") {
    const selected = text.selected();
    const others = mode.several ? mode.chosen.map((index) => speaker(state.speakers[index])) : [];
    const [old] = mode.several ? [] : decisionOf(shown()).speakers;
    const kept = JSON.parse(sessionStorage.getItem(DRAFT) || "null");
    const name = given || (selected ? text.slice(selected[0], selected[1]).replace(/\s+/g, " ") : old?.name || "");
    const asOld = name === old?.name;
    const fresh = { name, kind: asOld ? old.kind : "person", role: (asOld && old.role) || "", affiliation: (asOld && old.affiliation) || "", better: false };
    const draft = !given && kept && kept.place === shown().proposal.content[0].start ? kept : fresh;
    mode = { name: "name", draft, old: old?.name, others, isNew: mode.isNew };
    render();
    const form = one("#name");
    form.addEventListener("input", (event) => {
      const known = state.speakers.find((each) => each.name === form.elements.name.value.trim());
      if (known && event.target.name === "name") form.elements.kind.value = known.kind;
      sessionStorage.setItem(DRAFT, JSON.stringify({ ...named(form), place: shown().proposal.content[0].start }));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = named(form);
      act(() => keepName(given, old));
    });
    form.elements.kind.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.elements.name.focus();
    form.elements.name.select();
  }

  const named = (form) => ({
    name: form.elements.name.value.trim().replace(/\s+/g, " "),
    kind: form.elements.kind.value,
    role: form.elements.role.value.trim(),
    affiliation: form.elements.affiliation.value.trim(),
    better: Boolean(form.elements.better?.checked),
  });

  async function keepName(given, old) {
    if (!given.name) return note("A name has something in it.");
    const isBetter = given.better && old.name !== given.name;
    const aliases = isBetter ? [...new Set([...old.aliases, old.name])].filter((each) => each !== given.name) : old?.name === given.name ? old.aliases : [];
    const chosen = { name: given.name, kind: given.kind, aliases, role: given.role || null, affiliation: given.affiliation || null };
    const { speakers } = decisionOf(shown());
    const { others } = mode;
    sessionStorage.removeItem(DRAFT);
    await setSpeakers(isBetter ? speakers.map((each) => (each.name === old.name ? chosen : each)) : [...others, chosen]);
  }

  // Words: those that are selected, at once, or chosen with the keyboard.

  function spansOf(decision, role) {
    if (role === "cue") return decision.cue ? [decision.cue] : [];
    return decision[role];
  }

  function chooseWords(role, keepsSelection = true) {
    const selected = keepsSelection && text.selected();
    if (selected) return setWords(role, [[selected[0], selected[1]]]);
    const pieces = role === "missing" ? [] : spansOf(decisionOf(shown()), role).map((span) => [span.start, span.end]);
    mode = { name: "words", role, pieces, piece: 0 };
    const start = current ? shown().proposal.content[0].start : 0;
    const word = text.words.find((each) => each.end > start) || text.words[0];
    text.select(...(pieces[0] || [word.start, word.end]));
    render();
    one("#panel-title").focus({ preventScroll: true });
  }

  function withSelection() {
    const selected = text.selected();
    const pieces = [...mode.pieces];
    if (selected) pieces[Math.min(mode.piece, pieces.length)] = [selected[0], selected[1]];
    return pieces;
  }

  async function setWords(role, pieces) {
    if (!pieces.length && (role === "content" || role === "missing")) return note("A statement has a content.");
    getSelection().removeAllRanges();
    const spans = pieces.sort((a, b) => a[0] - b[0]).map(asSpan);
    if (role === "missing") {
      const empty = { cue: null, source: [], speakers: [], question: false, negated: false, hypothetical: false, nested: false, rejected: false };
      const lies = statements().some((each) => each.proposal.content.some((span) => span.start <= spans[0].start && spans.at(-1).end <= span.end));
      if (await decide({ ...empty, content: spans, nested: lies }, "Added. Who says it?", null)) chooseSpeaker({ isNew: true });
      return;
    }
    await decide({ ...decisionOf(shown()), [role]: role === "cue" ? spans[0] || null : spans }, about(`the ${role} is changed.`));
  }

  function otherPiece(by, pieces = mode.pieces) {
    mode.pieces = pieces;
    mode.piece = (mode.piece + by + pieces.length) % pieces.length;
    text.select(...pieces[mode.piece]);
    render();
  }

  function addPiece() {
    const pieces = withSelection();
    const last = Math.max(...pieces.map((each) => each[1]));
    const word = text.words.find((each) => each.start >= last && /^[\p{L}\p{N}“"'‘«]/u.test(each.text)) || text.words.at(-1);
    mode.pieces = pieces;
    mode.piece = pieces.length;
    text.select(word.start, word.end);
    render();
  }

  async function withoutPiece() {
    const rest = mode.pieces.filter((_, index) => index !== mode.piece);
    if (mode.role === "content" && !rest.length) return note("A statement has a content.");
    if (!rest.length) return setWords(mode.role, []);
    otherPiece(0, rest);
  }

  const STEPS = { ArrowRight: [1, false], ArrowLeft: [-1, false], ArrowDown: [1, true], ArrowUp: [-1, true] };
  function moveSelection(key, extend) {
    const selected = text.selected() || mode.pieces[mode.piece] || [0, 1, false];
    mode.find = "";
    if (key === "Tab") text.select(selected[0], selected[1], !selected[2]);
    else text.select(...text.stepped(selected, STEPS[key][0], { extend, far: STEPS[key][1] }));
    render();
  }

  // The next word that begins with what is typed.
  function findWord(key) {
    mode.find = (mode.find || "") + key.toLowerCase();
    const from = (text.selected() || [0])[0];
    const begins = text.words.filter((word) => text.rest(word).startsWith(mode.find));
    const found = begins.find((word) => word.start >= from) || begins[0];
    if (!found) {
      note(`No words begin with “${mode.find}”.`);
      mode.find = "";
      return;
    }
    text.select(found.start, found.end);
    render();
  }

  // Everything that can be done, by its name; buttons and keys lead here.

  const toggle = (flag) => () => decide({ ...decisionOf(shown()), [flag]: !decisionOf(shown())[flag] }, about(`${label(flag)}: ${decisionOf(shown())[flag] ? "no" : "yes"}.`));
  const ACTIONS = {
    next: () => step(1),
    previous: () => step(-1),
    right: async () => {
      if (shown().decision || (await decide(shown().proposal, about("right.")))) nextOpen();
    },
    reject: async () => {
      const following = order()[order().indexOf(current) + 1];
      const place = following && statements()[following - 1].proposal.content[0].start;
      if (!(await decide({ ...decisionOf(shown()), rejected: true }, `No statement: ${short(shown().text)}`))) return;
      const next = statements().find((each) => each.proposal.content[0].start === place);
      if (next) show(next.number);
      else if (statements().length) nextOpen();
    },
    reopen: () => (shown().decision ? decide(null, about("open again.")) : note(about("open."))),
    speaker: () => chooseSpeaker(),
    several: () => chooseSpeaker({ several: true }),
    together: () => setSpeakers(mode.chosen.map((index) => speaker(state.speakers[index]))),
    name: () => nameSpeaker(),
    content: () => chooseWords("content"),
    cue: () => chooseWords("cue"),
    source: () => chooseWords("source"),
    missing: () => chooseWords("missing"),
    set: () => setWords(mode.role, withSelection()),
    piece: addPiece,
    without: withoutPiece,
    other: () => otherPiece(1, withSelection()),
    before: () => otherPiece(-1, withSelection()),
    question: toggle("question"),
    negated: toggle("negated"),
    hypothetical: toggle("hypothetical"),
    nested: toggle("nested"),
    rest: async () => {
      const open = statements().filter((each) => !each.decision).length;
      await change({ edit: "accept the rest" }, `${open} accepted; the article was read whole.`);
    },
    complete: () => {
      const open = statements().filter((each) => !each.decision).length;
      if (open && !state.complete) return note(`${open} ${open === 1 ? "is" : "are"} still open. A: they are right, too.`);
      return change({ edit: "complete", complete: !state.complete }, state.complete ? "Not read whole." : "Read whole: nothing is missing.");
    },
    undo: () => back(history.done, history.undone, "Undone."),
    redo: () => back(history.undone, history.done, "Done again."),
    expected: async () => {
      if (!state.complete) return note("Expected results are those of an article that was read whole.");
      const answer = await send(`/expected/${address}`, {});
      note(`${answer.file}: ${answer.changed ? "written" : "as it was"}.`);
    },
    help: () => one("#help").showModal(),
    leave: () => {
      const { isNew } = mode;
      sessionStorage.removeItem(DRAFT);
      getSelection().removeAllRanges();
      show(current, true, "");
      return isNew ? run("undo") : null; // a statement that was added, but left without a speaker
    },
  };
  const ABOUT_ONE = new Set(["right", "reject", "reopen", "speaker", "several", "name", "content", "cue", "source", "question", "negated", "hypothetical", "nested"]);
  const KEYS = {
    browse: { j: "next", k: "previous", a: "right", s: "speaker", x: "reject", r: "reopen", c: "content", u: "cue", o: "source", q: "question", n: "negated", h: "hypothetical", i: "nested", m: "missing", A: "rest", w: "complete", e: "expected", z: "undo", y: "redo", "?": "help", Escape: "leave" },
    speaker: { ".": "name", "+": "several", Escape: "leave" },
    name: { Escape: "leave" },
    words: { Enter: "set", "+": "piece", Delete: "without", Backspace: "without", "]": "other", "[": "before", Escape: "leave" },
  };

  function run(name) {
    if (!state || (ABOUT_ONE.has(name) && !current)) return;
    return ACTIONS[name]();
  }

  // Keys mean what they mean in the state in which they are looked at, which is when all before them is done.

  const KEYS_AHEAD = /^(.|Arrow.*|Enter|Escape|Delete|Backspace|Tab)$/u;
  const isSpeakerKey = (key) => mode.name === "speaker" && /^\d$/.test(key);
  const isLetter = (key) => /^[^\d+.[\]]$/u.test(key) && ["speaker", "words"].includes(mode.name);
  const isStep = (key) => (mode.name === "words" && (key in STEPS || key === "Tab")) || (mode.name === "speaker" && /^Arrow(Up|Down)$/.test(key));
  const isOff = (key) => mode.name === "browse" && key.length === 1 && !one("#single").checked;
  const isKnown = (key) => !isOff(key) && (key in KEYS[mode.name] || isSpeakerKey(key) || isStep(key) || isLetter(key) || (mode.name === "speaker" && key === "Enter"));

  function press(key, withShift) {
    if (mode.name === "name") return typeAhead(key);
    if (!isKnown(key)) return null;
    if (isSpeakerKey(key)) return pickKey(key);
    if (isLetter(key) && mode.name === "words") return findWord(key);
    if (isLetter(key)) {
      one("#filter").value += key;
      return filter(one("#filter").value);
    }
    if (isStep(key) && mode.name === "words") return moveSelection(key, withShift);
    if (isStep(key)) {
      const options = all(".choice button");
      const at = options.indexOf(document.activeElement) + (key === "ArrowDown" ? 1 : -1);
      return options[Math.max(0, at) % options.length].focus();
    }
    if (mode.name === "speaker" && key === "Enter") return pickFiltered();
    return run(KEYS[mode.name][key]);
  }

  function typeAhead(key) {
    const form = one("#name");
    if (key === "Escape") return run("leave");
    if (key === "Enter") form.requestSubmit();
    else if (key.length === 1) form.elements.name.setRangeText(key, form.elements.name.selectionStart, form.elements.name.selectionEnd, "end");
    return null;
  }

  document.addEventListener("keydown", (event) => {
    if (!state || one("#help").open || event.altKey) return;
    const isTyping = event.target.matches("input, textarea, select");
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    const isFilter = event.target.id === "filter";
    const isChoice = isFilter && /^(Enter|Escape|Arrow(Up|Down)|[\d+.])$/.test(event.key);
    const isAhead = queued && event.target.matches("#filter, #name [name=name]") && !event.ctrlKey && !event.metaKey;
    if (isTyping ? event.key !== "Escape" && !isChoice && !isAhead : (event.ctrlKey || event.metaKey) && !isUndo) return;
    const isOwnKey = event.key === "Enter" && mode.name !== "words" && !mode.several && event.target.matches("button, a[href]:not(.n), summary");
    if (!isUndo && (queued ? !KEYS_AHEAD.test(event.key) : isOwnKey || !isKnown(event.key))) return;
    event.preventDefault();
    act(() => (isUndo ? run(event.shiftKey ? "redo" : "undo") : press(event.key, event.shiftKey)));
  });

  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-do]")) event.preventDefault(); // what is selected stays so
  });
  document.addEventListener("click", (event) => {
    const found = event.target.closest("[data-do], [data-speaker], [data-restore]");
    if (found?.dataset.do) act(() => run(found.dataset.do));
    else if (found?.dataset.speaker) act(() => pick(found.dataset.speaker === "nobody" ? null : Number(found.dataset.speaker)));
    else if (found?.dataset.restore) {
      const rejected = state.rejected[Number(found.dataset.restore)];
      act(() => change({ edit: "decide", about: null, before: rejected.decision, after: null }, "It is open again."));
    }
  });
  one("#text").addEventListener("click", (event) => {
    const link = event.target.closest("a.n");
    if (link) event.preventDefault();
    if (!state || (!link && (mode.name === "words" || !getSelection().isCollapsed))) return;
    const segment = event.target.closest(".seg");
    const number = link ? link.dataset.n : segment && [segment.dataset.q, segment.dataset.cue, segment.dataset.source].join(" ").trim().split(" ")[0];
    if (number) act(() => show(Number(number), true, ""));
  });
  document.addEventListener("selectionchange", () => {
    if (mode.name === "words" && !queued && !body.contains(document.activeElement) && text.selected()) render();
  });

  const single = one("#single");
  single.checked = localStorage.getItem("single keys") !== "no";
  single.addEventListener("change", () => localStorage.setItem("single keys", single.checked ? "yes" : "no"));
  addEventListener("beforeunload", (event) => pending && event.preventDefault());

  // What others have decided is looked for when the page is looked at again.
  async function refresh() {
    if (!state || document.hidden || mode.name !== "browse") return;
    const response = await fetch(`/desk/${address}`, { headers: { "If-None-Match": `"${state.revision}"` } }).catch(() => null);
    if (!response?.ok) return;
    take(await response.json(), null, shown()?.proposal.content[0].start ?? 0);
    note("Somebody else has changed this article. This is how it is now.");
  }
  document.addEventListener("visibilitychange", () => act(refresh));
  addEventListener("focus", () => act(refresh));

  async function load() {
    const waiting = one("#waiting");
    const expected = Number(document.documentElement.dataset.seconds);
    const progress = one("#reading");
    const begun = performance.now();
    const stopping = new AbortController();
    const stop = one("#stop");
    stop.addEventListener("click", () => stopping.abort(), { once: true });
    const ticking = setInterval(() => {
      const seconds = (performance.now() - begun) / 1000;
      if (expected < 2) return;
      progress.max = expected;
      progress.value = Math.min(seconds, expected * 0.97);
      one("#left").textContent = seconds < expected ? `, for about ${Math.ceil(expected - seconds)} seconds more` : ", which takes longer than usual";
    }, 500);
    const again = (words) => {
      const button = make("button", { type: "button" }, "Read it again");
      button.addEventListener("click", () => location.reload());
      waiting.replaceChildren(make("p", {}, words, " ", button));
    };
    try {
      for (;;) {
        const response = await fetch(`/desk/${address}`, { signal: stopping.signal });
        const answer = await response.json();
        if (response.ok && answer.articles) {
          const links = answer.articles.map((each) => make("li", {}, make("a", { href: each.url }, make("bdi", {}, each.title))));
          return waiting.replaceChildren(make("p", {}, `There are ${links.length} articles in this file:`), make("ul", {}, ...links));
        }
        if (response.ok) {
          waiting.remove();
          take(answer, null, 0);
          const [first] = order().filter((each) => !statements()[each - 1].decision);
          if (statements().length) show(first || order()[0]);
          one("#rejected").open = one("#lost").open = true;
          return;
        }
        if (![429, 503].includes(response.status)) return again(`It cannot be read: ${answer.detail}.`);
        one("#left").textContent = ", when those before it have been";
        await pause(1000 * Number(response.headers.get("Retry-After") || 2));
      }
    } catch (error) {
      again(error.name === "AbortError" ? "Stopped." : "The service does not answer.");
    } finally {
      clearInterval(ticking);
    }
  }
  load();
})();
