"use strict";

// Elements of the panel: what it shows of a statement, of speakers to choose, of a name, and of words to choose.

const KINDS = ["person", "organization", "place", "group", "document", "anonymous", "unknown"];
const FLAGS = [
  ["question", "q"],
  ["negated", "n"],
  ["hypothetical", "h"],
  ["nested", "i"],
];
const label = (flag) => (flag === "nested" ? "within another" : flag);
const SPEAKER_KEYS = "123456789"; // of the speakers that are shown, of which letters choose some

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
    make("p", { class: "row" }, button("right", "Right", "a", { class: "first" }), button("speaker", "Another speaker", "s"), button("reject", "No statement", "x")),
    make("dl", {}, ...words("Content", one.text, "content", "c"), ...words("Cue", one.cue, "cue", "u"), ...words("Source", one.source, "source", "o")),
    make("p", { class: "row" }, ...FLAGS.map(([flag, key]) => button(flag, label(flag), key, { "aria-pressed": String(decision[flag]) }))),
    make("p", { class: "row state" }, one.decision ? "Decided. " : "Open: not decided yet. ", one.decision ? button("reopen", "Open it again", "r") : null),
  ];
}

function speakersPanel(options, chosen, several, filter) {
  const option = (key, content, colour, index) =>
    make("li", {}, make("button", { type: "button", class: `c${colour}`, "data-speaker": index, "aria-keyshortcuts": key || null, "aria-pressed": String(chosen.includes(index)) }, make("kbd", { class: key ? null : "none" }, key || "–"), " ", make("span", {}, ...content)));
  return [
    make("label", { class: "field" }, several ? "All who say it together, then Enter" : "Who says it? A key, or letters of the name", make("input", { id: "filter", value: filter, autocomplete: "off" })),
    make("ul", { class: "choice" }, option("0", ["nobody who can be named"], 0, "nobody"), ...options.map(({ one, index }, at) => option(SPEAKER_KEYS[at], [make("bdi", {}, one.name), " ", make("small", {}, one.facts)], one.colour, String(index)))),
    make("p", { class: "row" }, button("name", "Name one", "."), several ? button("together", "Together", "Enter") : button("several", "Several", "+"), button("leave", "Cancel", "Escape")),
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
      field("role", "Role", draft.role),
      field("affiliation", "Affiliation", draft.affiliation),
      old ? make("label", { class: "check" }, make("input", { type: "checkbox", name: "better", checked: draft.better }), ` rename ${old} everywhere in this article`) : null,
      make("p", { class: "row" }, make("button", { class: "first" }, "Keep ", make("kbd", {}, "Enter")), button("leave", "Cancel", "Escape")),
    ),
  ];
}

function wordsPanel(role, pieces, piece) {
  const article = role === "missing" ? "the missing statement" : `the ${role}`;
  const quoted = pieces.flatMap((each, at) => [...(at ? [" […] "] : []), at === piece && pieces.length > 1 ? make("strong", {}, each) : each]);
  const key = (name) => make("kbd", {}, name);
  return [
    make("p", { class: "hint" }, `Which words are ${article}? Select them with the mouse, or type how the first one begins. `, key("←"), " ", key("→"), " another word, with Shift more or fewer; ", key("↑"), " ", key("↓"), " by sentences; ", key("Tab"), " the other end."),
    make("blockquote", { dir: "auto", "aria-live": "polite" }, ...quoted),
    make("p", { class: "row" }, button("set", pieces.length > 1 ? "These pieces" : "These words", "Enter", { class: "first" }), role === "cue" || role === "missing" ? null : button("piece", "One more piece", "+"), role === "missing" || (role === "content" && pieces.length < 2) ? null : button("without", pieces.length > 1 ? "Without this piece" : `No ${role}`, "Delete"), pieces.length > 1 ? button("other", "Other piece", "]") : null, button("leave", "Cancel", "Escape")),
  ];
}
