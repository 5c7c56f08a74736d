"use strict";

// Elements of the panel: what it shows of a statement, of speakers to choose, of a name, and of words to choose.

const KINDS = ["person", "organization", "place", "group", "document", "anonymous", "unknown"];
const FLAGS = [
  ["question", "q"],
  ["negated", "n"],
  ["hypothetical", "h"],
  ["nested", "i"],
];
const SPEAKER_KEYS = "123456789abcdefghijklmopqrtuvwxyz"; // without n (name one) and s

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const button = (what, label, key, attributes = {}) =>
  make("button", { type: "button", "data-do": what, "aria-keyshortcuts": key, ...attributes }, label, ...(key ? [" ", make("kbd", {}, key)] : []));

const swatch = () => make("span", { class: "swatch", "aria-hidden": "true" });

function statementPanel(one, decision) {
  const words = (label, text, what, key) => [
    make("dt", {}, label),
    make("dd", {}, text ? make("span", { dir: "auto" }, text) : make("i", {}, "none"), " ", button(what, "Change", key, { "aria-label": `Change the ${label.toLowerCase()}` })),
  ];
  return [
    make("p", { class: `speaker c${one.colour}` }, swatch(), make("span", {}, make("strong", {}, make("bdi", {}, one.who)), " ", make("small", {}, one.kinds.filter((kind) => kind !== "unknown").join(", ")))),
    ...one.doubts.map((doubt) => make("p", { class: "doubt" }, `Doubtful: ${doubt}.`)),
    make("p", { class: "row" }, button("right", one.decision ? "Right, next" : "Right", "a", { class: "first" }), button("speaker", "Another speaker", "s"), button("reject", "No statement", "x")),
    make("dl", {}, ...words("Content", one.text, "content", "c"), ...words("Cue", one.cue, "cue", "u"), ...words("Source", one.source, "source", "o")),
    make("p", { class: "row" }, ...FLAGS.map(([flag, key]) => button(flag, flag === "nested" ? "within another" : flag, key, { "aria-pressed": String(decision[flag]) }))),
    make("p", { class: "row state" }, one.decision ? "Decided by a person. " : "Open: not decided yet. ", one.decision ? button("reopen", "Leave open", "r") : null),
  ];
}

function speakersPanel(speakers, chosen, several) {
  const option = (key, label, index) =>
    make("li", {}, make("button", { type: "button", class: index === null ? "c0" : `c${speakers[index].colour}`, "data-speaker": index === null ? "nobody" : index, "aria-keyshortcuts": key, "aria-pressed": String(index !== null && chosen.includes(index)) }, make("kbd", {}, key || " "), " ", make("span", {}, ...label)));
  return [
    make("p", { class: "hint" }, several ? "Choose all who say it together, then Enter." : "Who says it?"),
    make("ul", { class: "choice" }, ...speakers.map((one, index) => option(SPEAKER_KEYS[index], [make("bdi", {}, one.name), " ", make("small", {}, one.facts)], index)), option("0", ["nobody who can be named"], null)),
    make("p", { class: "row" }, button("name", "Name one", "n"), several ? button("together", "Together", "Enter") : button("several", "Several", "+"), button("leave", "Cancel", "Escape")),
  ];
}

function namePanel(draft, old, speakers) {
  const field = (name, label, value) => make("label", { class: "field" }, label, make("input", { name, value, autocomplete: "off", list: name === "name" ? "names" : false }));
  const kind = make("select", { name: "kind" }, ...KINDS.map((each) => make("option", { value: each, selected: each === draft.kind }, each === "unknown" ? "not known" : each)));
  return [
    make(
      "form",
      { id: "name" },
      make("datalist", { id: "names" }, ...speakers.map((one) => make("option", { value: one.name }))),
      field("name", "Name", draft.name),
      make("label", { class: "field" }, "Kind", kind),
      field("role", "Role (if the roster is to know it)", draft.role),
      field("affiliation", "Affiliation", draft.affiliation),
      old ? make("label", { class: "check" }, make("input", { type: "checkbox", name: "better", checked: draft.better }), ` a better name of ${old}`) : null,
      make("p", { class: "row" }, make("button", { class: "first" }, "Keep ", make("kbd", {}, "Enter")), button("leave", "Cancel", "Escape")),
    ),
  ];
}

function wordsPanel(role, text, pieces) {
  const article = role === "missing" ? "the missing statement" : `the ${role}`;
  return [
    make("p", { class: "hint" }, `Which words are ${article}? Select them with the mouse, or: `, make("kbd", {}, "←"), " ", make("kbd", {}, "→"), " another word, with Shift more or fewer; ", make("kbd", {}, "↑"), " ", make("kbd", {}, "↓"), " by sentences; Tab: the other end."),
    make("blockquote", { dir: "auto", "aria-live": "polite" }, text || "…"),
    make("p", { class: "row" }, button("set", "These words", "Enter", { class: "first" }), role === "cue" || role === "missing" ? null : button("piece", "And more", "+"), role === "missing" || (role === "content" && pieces < 2) ? null : button("without", pieces > 1 ? "Without this piece" : `No ${role}`, "Delete"), pieces > 1 ? button("other", `Other piece of ${pieces}`, "]") : null, button("leave", "Cancel", "Escape")),
  ];
}
