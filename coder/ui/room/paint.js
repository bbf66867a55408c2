// The text: every turn is in the page at once (find, drag), colours only near the viewport.

const element = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
};

const clock = (ms) => {
  const seconds = Math.floor(ms / 1000);
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
};

const percent = (share) => `${Math.round(share * 100)}%`;

class Painter {
  constructor(room, list) {
    this.room = room;
    this.list = list;
    this.rows = [];
    this.near = new Set();
    this.held = null;
    this.segmentsOf = [];
    this.watcher = new IntersectionObserver((entries) => this.scrolled(entries), {
      root: list, rootMargin: "600px 0px",
    });
    this.resized = new ResizeObserver(() => this.restripe());
    this.resized.observe(list);
    if (document.fonts) document.fonts.ready.then(() => this.restripe());
  }

  build() {
    const { turns, segments, text } = this.room.standing;
    this.segmentsOf = turns.map(() => []);
    for (const segment of segments) this.segmentsOf[segment.turn].push(segment);
    const all = document.createDocumentFragment();
    this.rows = turns.map((turn, number) => {
      const row = element("div", `cr-turn cr-${turn.role}`);
      row.dataset.turn = number;
      const who = element("div", "cr-who");
      who.append(element("span", "cr-speaker", turn.speaker));
      if (turn.ms !== null && turn.ms !== undefined) who.append(element("span", "cr-time", clock(turn.ms)));
      const words = element("div", "cr-words", text.slice(turn.start, turn.end));
      const margin = element("div", "cr-margin");
      row.append(who, words, margin);
      all.append(row);
      return { row, words, margin, turn, number };
    });
    this.list.replaceChildren(all);
    for (const { row } of this.rows) this.watcher.observe(row);
  }

  scrolled(entries) {
    for (const entry of entries) {
      const number = Number(entry.target.dataset.turn);
      if (!entry.isIntersecting) this.near.delete(number);
      else if (!this.near.has(number)) {
        this.near.add(number);
        this.paint(number);
      }
    }
    this.room.painted();
  }

  // Repaint the turns that a range touches, if they are near the viewport.
  touch(start, end) {
    for (const { turn, number } of this.rows) {
      if (turn.start < end && start < turn.end) this.paint(number);
    }
  }

  // While the mouse drags over the text no row is drawn anew: the selection would lose its ends.
  hold() {
    this.held = this.held || new Set();
  }

  release() {
    const waiting = this.held || [];
    this.held = null;
    for (const number of waiting) this.paint(number);
  }

  paint(number) {
    if (!this.near.has(number)) return;
    if (this.held) {
      this.held.add(number);
      return;
    }
    const { words, turn } = this.rows[number];
    const selected = this.selectedIn(words);
    const { standing } = this.room;
    const layers = this.layers(number);
    const cuts = new Set([turn.start, turn.end]);
    for (const segment of this.segmentsOf[number]) cuts.add(segment.start).add(segment.end);
    for (const layer of layers) cuts.add(Math.max(layer.start, turn.start)).add(Math.min(layer.end, turn.end));
    for (const [start, end] of this.room.fired || []) {
      if (start >= turn.start && end <= turn.end) cuts.add(start).add(end);
    }
    const edges = [...cuts].sort((a, b) => a - b);
    const pieces = document.createDocumentFragment();
    for (let at = 0; at + 1 < edges.length; at += 1) {
      pieces.append(this.piece(edges[at], edges[at + 1], number, layers, standing));
    }
    words.replaceChildren(pieces);
    if (selected) this.select(...selected);
    this.stripe(number, layers);
  }

  // What is selected, as offsets, if it begins or ends in *words*.
  selectedIn(words) {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!words.contains(range.startContainer) && !words.contains(range.endContainer)) return null;
    const ends = [this.offsetOf(range.startContainer, range.startOffset), this.offsetOf(range.endContainer, range.endOffset)];
    return ends.includes(null) ? null : ends;
  }

  select(start, end) {
    const first = this.rows.find(({ turn }) => turn.start <= start && start < turn.end);
    const last = this.rows.find(({ turn }) => turn.start < end && end <= turn.end);
    if (!first || !last) return;
    const from = this.spot(first.words, start - first.turn.start), to = this.spot(last.words, end - last.turn.start);
    if (from && to) window.getSelection().setBaseAndExtent(...from, ...to);
  }

  piece(start, end, number, layers, standing) {
    const span = element("span", "cr-run", standing.text.slice(start, end));
    const segment = this.segmentsOf[number].find((one) => one.start <= start && end <= one.end);
    if (segment) {
      span.dataset.segment = segment.index;
      if (segment.index === this.room.current) span.classList.add("cr-current");
      if (standing.isCoded(segment) && standing.reviewed(segment) && end === segment.end) span.classList.add("cr-done");
    }
    const here = layers.filter((layer) => layer.start <= start && end <= layer.end);
    if (here.length) this.colour(span, here);
    for (const [from, to, what] of this.room.fired || []) {
      if (from <= start && end <= to) span.classList.add(["cr-fired", "cr-denied", "cr-quoted"][what]);
    }
    return span;
  }

  // One line below the text for each code: solid where a person gave it, dashed where suggested.
  colour(span, here) {
    const shown = here.slice(0, 4);
    const lines = shown.map(({ color, given }) => given
      ? `linear-gradient(${color},${color})`
      : `repeating-linear-gradient(90deg,${color} 0 5px,transparent 5px 8px)`);
    const given = here.find((layer) => layer.given);
    const tint = given || here[0];
    span.style.setProperty("--tint", tint.color);
    span.classList.add(given ? "cr-given" : "cr-suggested");
    span.style.backgroundImage = lines.join(",");
    span.style.backgroundSize = shown.map(() => "100% 2px").join(",");
    span.style.backgroundPosition = shown.map((_, at) => `0 calc(100% - ${at * 3}px)`).join(",");
    span.style.backgroundRepeat = "no-repeat";
  }

  // Everything that stands on a turn, people's codings first.
  layers(number) {
    const { standing } = this.room;
    const { turn } = this.rows[number];
    const found = standing.saidOf(turn.start, turn.end).filter((verdict) => verdict.yes).map((verdict) => ({
      start: verdict.start, end: verdict.end, code: verdict.code, given: true, coder: verdict.coder,
    }));
    for (const segment of this.segmentsOf[number]) {
      if (!standing.isCoded(segment)) continue;
      for (const one of standing.open(segment)) {
        found.push({ start: segment.start, end: segment.end, code: one.code, given: false, confidence: one.confidence });
      }
    }
    for (const layer of found) layer.color = standing.codes[layer.code].color;
    return found.sort((a, b) => Number(b.given) - Number(a.given) || a.start - b.start || b.end - a.end);
  }

  stripe(number, layers) {
    const { row, words, margin, turn } = this.rows[number];
    const top = row.getBoundingClientRect().top;
    const lanes = [];
    const labels = document.createDocumentFragment();
    let free = 0, last = null;
    const placed = layers
      .map((layer) => ({ layer, box: this.box(words, turn, layer) }))
      .filter((one) => one.box)
      .sort((a, b) => a.box.top - b.box.top);
    for (const { layer, box } of placed) {
      const from = box.top - top, to = box.bottom - top;
      let lane = lanes.findIndex((until) => until <= from + 2);
      if (lane < 0) lane = lanes.length;
      lanes[lane] = to;
      if (lane < 6) {
        const bar = element("div", `cr-bar ${layer.given ? "" : "cr-bar-open"}`);
        bar.style.cssText = `top:${from}px;height:${Math.max(10, to - from - 3)}px;left:${lane * 6}px;--color:${layer.color}`;
        bar.title = this.room.nameOf(layer.code);
        labels.append(bar);
      }
      const at = Math.max(from, free);
      // The same code again, right below: one label serves both bars.
      if (last && last.code === layer.code && last.given === layer.given && from - last.until < 12) {
        last.until = to;
        continue;
      }
      const limit = row.clientHeight - 18;
      if (at <= limit) {
        const label = element("div", `cr-label ${layer.given ? "" : "cr-label-open"}`, this.room.nameOf(layer.code));
        label.style.cssText = `top:${at}px;--color:${layer.color}`;
        label.title = label.textContent + (layer.coder ? ` · ${layer.coder}` : "");
        labels.append(label);
        free = at + 16;
        last = { code: layer.code, given: layer.given, until: to };
      }
    }
    margin.style.setProperty("--lanes", Math.min(6, lanes.length));
    margin.replaceChildren(labels);
  }

  box(words, turn, layer) {
    const range = this.range(words, turn, Math.max(layer.start, turn.start), Math.min(layer.end, turn.end));
    if (!range) return null;
    const boxes = range.getClientRects();
    if (!boxes.length) return null;
    return { top: boxes[0].top, bottom: boxes[boxes.length - 1].bottom };
  }

  range(words, turn, start, end) {
    const first = this.spot(words, start - turn.start), last = this.spot(words, end - turn.start);
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(...first);
    range.setEnd(...last);
    return range;
  }

  // The text node and place in it of a unit offset into the turn.
  spot(words, offset) {
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode(), rest = offset;
    while (node && rest > node.length) {
      rest -= node.length;
      node = walker.nextNode();
    }
    return node ? [node, rest] : null;
  }

  restripe() {
    for (const number of this.near) this.stripe(number, this.layers(number));
  }

  // Where a selection's end lies in the document, null outside the words.
  offsetOf(node, place) {
    const owner = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
    const row = owner && owner.closest(".cr-turn");
    if (!row || !this.list.contains(row)) return null;
    const { words, turn } = this.rows[Number(row.dataset.turn)];
    const range = document.createRange();
    range.selectNodeContents(words);
    if (!words.contains(node) && node !== words) {
      return row.compareDocumentPosition(words) && owner.closest(".cr-margin") ? turn.end : turn.start;
    }
    range.setEnd(node, place);
    return turn.start + range.toString().length;
  }

  show(segment) {
    const { row, words, turn } = this.rows[segment.turn];
    this.near.add(segment.turn);
    this.paint(segment.turn);
    const range = this.range(words, turn, segment.start, segment.end);
    const box = (range || row).getBoundingClientRect();
    const view = this.list.getBoundingClientRect();
    if (box.top < view.top + 40 || box.bottom > view.bottom - 60) {
      this.list.scrollTop += box.top - view.top - view.height * 0.33;
    }
  }

  end() {
    this.watcher.disconnect();
    this.resized.disconnect();
  }
}
