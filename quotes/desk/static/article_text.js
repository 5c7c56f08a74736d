"use strict";

// The text of the marked article: its code points, its words, and what is selected in it.

class ArticleText {
  constructor(article) {
    this.article = article;
    this.pieces = [];
    this.pieceOf = new Map();
    this.text = "";
    const isText = (node) => (node.parentElement.closest("aside") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, isText);
    let at = 0;
    while (walker.nextNode()) {
      const piece = { node: walker.currentNode, start: at };
      at += ArticleText.length(piece.node.data);
      piece.end = at;
      this.pieces.push(piece);
      this.pieceOf.set(piece.node, piece);
      this.text += piece.node.data;
    }
    this.words = [];
    let unit = 0;
    at = 0;
    for (const found of this.text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.\-][\p{L}\p{N}\p{M}]+)*|\S/gu)) {
      const start = at + ArticleText.length(this.text.slice(unit, found.index));
      unit = found.index + found[0].length;
      at = start + ArticleText.length(found[0]);
      this.words.push({ start, end: at, text: found[0] });
    }
  }

  static length(text) {
    let number = text.length;
    for (let at = 0; at < text.length - 1; at++)
      if (text.codePointAt(at) > 0xffff) {
        number--;
        at++;
      }
    return number;
  }

  slice(start, end) {
    return Array.from(this.text).slice(start, end).join("");
  }

  // What is selected, in whole words: [start, end, backwards], or null.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !selection.getRangeAt(0).intersectsNode(this.article)) return null;
    const anchor = this.offset(selection.anchorNode, selection.anchorOffset);
    const focus = this.offset(selection.focusNode, selection.focusOffset);
    const [from, to] = [Math.min(anchor, focus), Math.max(anchor, focus)];
    const within = this.words.filter((word) => word.end > from && word.start < to);
    return within.length ? [within[0].start, within.at(-1).end, focus < anchor] : null;
  }

  select(start, end, backwards = false) {
    const ends = [this.place(start, false), this.place(end, true)];
    if (backwards) ends.reverse();
    getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
    const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
    const panel = document.querySelector("#panel");
    const limit = getComputedStyle(panel).position === "fixed" ? panel.getBoundingClientRect().top : innerHeight;
    if (top < 0 || Math.min(bottom, top + 40) > limit) scrollBy({ top: top - limit / 3 });
  }

  // The selection after a step of the keyboard: by words or sentences, of its moving end or, without one, all of it.
  stepped(selected, step, { extend, far }) {
    const [start, end, backwards] = selected;
    const first = this.words.findIndex((word) => word.end > start);
    let last = this.words.findIndex((word) => word.end >= end);
    if (last < 0) last = this.words.length - 1;
    const moving = backwards || (!extend && step < 0) ? first : last;
    const target = Math.max(0, Math.min(this.words.length - 1, far ? this.sentence(moving, step, extend) : moving + step));
    if (!extend) return [this.words[target].start, this.words[target].end, false];
    const fixed = backwards ? last : first;
    const [from, to] = [Math.min(fixed, target), Math.max(fixed, target)];
    return [this.words[from].start, this.words[to].end, target < fixed];
  }

  // The text from a word on, in small letters, up to a length that somebody types.
  rest(word) {
    if (!this.small) this.small = Array.from(this.text.replace(/\s/g, " ").toLowerCase());
    return this.small.slice(word.start, word.start + 40).join("");
  }

  // The number of the first word of the next or previous sentence, or of the last one of this where it is extended.
  sentence(number, step, extend) {
    const ends = (at) => /^[.!?]$/.test(this.words[at]?.text) || this.isLastOfPart(at);
    let at = number + step;
    if (step > 0) {
      while (at < this.words.length - 1 && !ends(extend ? at : at - 1)) at++;
    } else while (at > 0 && !ends(at - 1)) at--;
    return at;
  }

  isLastOfPart(at) {
    const next = this.words[at + 1];
    return !next || /\n\s*\n/.test(this.slice(this.words[at].end, next.start));
  }

  place(offset, isEnd) {
    const piece = this.pieces.find((each) => (isEnd ? each.end >= offset : each.end > offset)) || this.pieces.at(-1);
    const before = Array.from(piece.node.data).slice(0, offset - piece.start).join("");
    return [piece.node, before.length];
  }

  offset(node, unit) {
    const piece = this.pieceOf.get(node);
    if (piece) return piece.start + ArticleText.length(node.data.slice(0, unit));
    const range = document.createRange();
    range.setStart(node, unit);
    const next = this.pieces.find((each) => range.comparePoint(each.node, 0) >= 0);
    return next ? next.start : this.pieces.at(-1).end;
  }
}
