// The reader: puts the parts together and holds where the person is.

class Room {
  constructor(host, data) {
    Object.assign(this, { host, ...data });
    this.current = -1;
    this.history = [];
    this.future = [];
    this.order = localStorage.getItem("coder:order") || "text";
    this.fired = [];
    this.began = performance.now();
    document.documentElement.lang = data.language === "en" ? "en" : "zh-CN";
    this.frame();
    this.outbox = this.openOutbox();
    this.load();
    this.unbind = bindKeys(this);
  }

  frame() {
    this.root = element("div", "cr");
    this.bar = element("div", "cr-toolbar");
    this.list = element("div", "cr-list");
    this.list.tabIndex = 0;
    this.list.setAttribute("role", "region");
    this.list.setAttribute("aria-label", this.words.reader);
    this.side = element("div", "cr-side");
    this.side.tabIndex = 0;
    this.side.setAttribute("role", "region");
    this.side.setAttribute("aria-label", this.words.side);
    this.list.append(element("p", "cr-hint", this.words.loading));
    this.root.append(this.bar, this.list, this.side);
    this.host.replaceChildren(this.root);
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("mousedown", (event) => event.button === 0 && this.painter && this.painter.hold());
    this.list.addEventListener("mousemove", (event) => event.buttons || this.released());
    this.list.addEventListener("mouseup", () => setTimeout(() => this.selected(), 0));
    this.released = () => this.painter && this.painter.held && setTimeout(() => this.painter.release(), 0);
    for (const name of ["mouseup", "dragend", "blur"]) window.addEventListener(name, this.released);
  }

  openOutbox() {
    const scope = `${this.study}:${this.coder}`;
    window.coderOutboxes = window.coderOutboxes || {};
    const known = window.coderOutboxes[scope];
    const outbox = known || new Outbox({ api: this.api, ticket: this.ticket, language: this.language, scope });
    window.coderOutboxes[scope] = outbox;
    outbox.ticket = this.ticket;
    outbox.language = this.language;
    outbox.onrefused = () => this.load();
    this.listener = () => this.drawBar();
    outbox.listeners.add(this.listener);
    return outbox;
  }

  async get(what, query) {
    const asked = new URLSearchParams({ id: this.document, language: this.language, ...query });
    try {
      const answer = await fetch(`${this.api}${what}?${asked}`, { headers: { "X-Coder-Ticket": this.ticket } });
      const said = await answer.json();
      if (answer.ok) return said;
      this.complain(answer.status === 401 ? this.words.expired.replace("{n}", this.outbox.pending.length) : said.error);
    } catch (error) {
      this.complain(this.words.offline.replace("{n}", this.outbox.pending.length));
    }
    return null;
  }

  // Once everything decided here is on disk, so that what comes back is not older than the screen.
  async load() {
    for (let tries = 0; this.outbox.pending.length && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const said = await this.get("document", {});
    if (!said) return;
    this.arrived = performance.now();
    this.standing = new Standing(said, this.coder);
    for (const action of this.outbox.pending) this.replay(action);
    if (this.painter) this.painter.end();
    this.painter = new Painter(this, this.list);
    this.panel = new Panel(this, this.side);
    this.painter.build();
    const kept = Number(sessionStorage.getItem(`coder:at:${this.document}`) ?? -1);
    const first = this.standing.segments.find((segment) => this.standing.isCoded(segment));
    const start = this.asked() || this.standing.segments[kept] || first;
    if (start) this.go(start.index);
    else this.panel.draw();
    this.drawBar();
  }

  // The sentence that another page wants to see, the first time only.
  asked() {
    if (!(this.place >= 0)) return null;
    const unit = this.standing.offsets.toUnit(this.place);
    this.place = -1;
    return this.standing.segments.find((segment) => segment.end > unit);
  }

  replay(action) {
    if (action.document !== this.document || action.action === "undo") return;
    const code = this.standing.codes.findIndex((one) => one.id === action.code);
    const unit = (point) => this.standing.offsets.toUnit(point);
    this.standing.apply({ ...action, code, start: unit(action.start), end: unit(action.end) });
  }

  painted() {
    if (this.shown) return;
    this.shown = true;
    requestAnimationFrame(() => {
      this.root.dataset.firstPaint = String(Math.round(performance.now() - this.arrived));
    });
  }

  nameOf(code) {
    const { zh, en } = this.standing.codes[code];
    return this.language === "en" ? en : zh;
  }

  segment() {
    return this.standing && this.standing.segments[this.current];
  }

  go(index) {
    const before = this.segment();
    const next = this.standing.segments[index];
    if (!next) return;
    this.current = index;
    this.fired = [];
    this.panel.chosen = 0;
    this.panel.span = null;
    sessionStorage.setItem(`coder:at:${this.document}`, String(index));
    if (before && before.turn !== next.turn) this.painter.paint(before.turn);
    this.painter.show(next);
    this.panel.draw();
    this.prefetch(index);
  }

  // The reasons of the sentences that come next, so that they are there when the person is.
  prefetch(index) {
    clearTimeout(this.soon);
    this.soon = setTimeout(async () => {
      for (const segment of this.standing.segments.slice(index + 1, index + 4)) {
        if (this.current !== index) return;
        const open = this.standing.open(segment);
        if (this.standing.isCoded(segment) && open.length) await this.panel.ask(segment, open);
      }
    }, 400);
  }

  showFired(segment, some) {
    const fired = some.flatMap((one) => (this.panel.why.get(this.panel.whyKey(segment, one.code)) || { fired: [] }).fired);
    if (JSON.stringify(fired) === JSON.stringify(this.fired)) return;
    this.fired = fired;
    this.painter.paint(segment.turn);
  }

  step(by) {
    const { segments } = this.standing;
    let at = this.current + by;
    while (segments[at] && !this.standing.isCoded(segments[at])) at += by;
    if (segments[at]) this.go(at);
  }

  // The queue: sentences with open suggestions, in the order the person chose.
  queue() {
    const waiting = this.standing.segments.filter((segment) =>
      this.standing.isCoded(segment) && (this.standing.open(segment).length || this.standing.unprompted(segment)));
    if (this.order === "text") return waiting;
    const doubt = (segment) => this.standing.unprompted(segment) ? 0 :
      Math.min(...this.standing.open(segment).map((one) => Math.abs(one.confidence - this.standing.thresholds[one.code])));
    return waiting.sort((a, b) => doubt(a) - doubt(b) || a.index - b.index);
  }

  undecided(by) {
    const queue = this.queue();
    if (!queue.length) return this.complain(this.words.nextdocument);
    const at = queue.findIndex((segment) => segment.index === this.current);
    let next;
    if (this.order === "doubt") next = at < 0 ? queue[0] : queue[(at + by + queue.length) % queue.length];
    else if (by > 0) next = queue.find((segment) => segment.index > this.current) || queue[0];
    else next = [...queue].reverse().find((segment) => segment.index < this.current) || queue[queue.length - 1];
    return this.go(next.index);
  }

  choose(at) {
    const segment = this.segment();
    if (!segment || at >= this.standing.open(segment).length) return;
    this.panel.chosen = at;
    this.panel.draw();
  }

  verdict(action) {
    const segment = this.segment();
    if (!segment || !this.standing.isCoded(segment)) return;
    const one = this.standing.open(segment)[this.panel.chosen];
    if (one) this.decide(action, segment, one.code);
  }

  verdicts(action) {
    const segment = this.segment();
    if (!segment || !this.standing.isCoded(segment)) return;
    for (const one of this.standing.open(segment)) this.decide(action, segment, one.code);
  }

  give(code) {
    const place = this.panel.span || this.segment();
    if (!place) return;
    this.panel.span = null;
    this.decide("add", place, code);
    window.getSelection().removeAllRanges();
    this.focus();
  }

  review() {
    const segment = this.segment();
    if (!segment || !this.standing.isCoded(segment)) return;
    this.decide("review", segment, -1);
    this.step(1);
  }

  // On screen at once, on disk as soon as the outbox has sent it.
  decide(action, place, code, memo = "") {
    const { start, end } = place;
    const change = this.standing.apply({ action, start, end, code, memo });
    const point = (unit) => this.standing.offsets.toPoint(unit);
    const seq = this.outbox.push({
      action,
      document: this.document,
      start: point(start),
      end: point(end),
      text: this.standing.text.slice(start, end),
      code: code < 0 ? "" : this.standing.codes[code].id,
      memo,
    });
    this.history.push({ seq, change, start, end });
    this.future = [];
    this.changed(start, end);
  }

  async undo() {
    const last = this.history.pop();
    if (!last) return this.undoOlder();
    last.change.undo();
    last.undo = this.outbox.push({ action: "undo", undoes_seq: last.seq });
    this.future.push(last);
    return this.changed(last.start, last.end);
  }

  // What was decided before this page was opened is undone by its place in the log.
  async undoOlder() {
    const id = this.standing.undoable.pop();
    if (!id) return this.complain(this.words.nothing);
    this.outbox.push({ action: "undo", undoes: id });
    return this.load();
  }

  redo() {
    const last = this.future.pop();
    if (!last) return;
    last.change.redo();
    this.outbox.push({ action: "undo", undoes_seq: last.undo });
    this.history.push(last);
    this.changed(last.start, last.end);
  }

  changed(start, end) {
    this.painter.touch(start, end);
    this.panel.draw();
    this.drawBar();
  }

  typeInto(role) {
    const input = this.side.querySelector(`[data-role=${role}]`);
    if (input) input.focus();
  }

  focus() {
    this.list.focus({ preventScroll: true });
  }

  escape() {
    this.panel.span = null;
    if (this.helping) this.toggleHelp();
    this.panel.draw();
  }

  clicked(event) {
    const run = event.target.closest("[data-segment]");
    if (run && window.getSelection().isCollapsed) this.go(Number(run.dataset.segment));
  }

  selected() {
    const selection = window.getSelection();
    if (!this.standing || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    let start = this.painter.offsetOf(range.startContainer, range.startOffset);
    let end = this.painter.offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return;
    const text = this.standing.text.slice(start, end);
    start += text.length - text.trimStart().length;
    end -= text.length - text.trimEnd().length;
    if (start >= end) return;
    const [first] = this.standing.segmentsIn(start, end).filter((one) => this.standing.isCoded(one));
    if (!first) return;
    if (first.index !== this.current) {
      this.current = first.index;
      this.panel.chosen = 0;
    }
    this.panel.span = { start, end };
    this.panel.draw();
  }

  changeOrder() {
    this.order = this.order === "text" ? "doubt" : "text";
    localStorage.setItem("coder:order", this.order);
    this.drawBar();
  }

  toggleHelp() {
    this.helping = !this.helping;
    this.drawBar();
  }

  complain(text) {
    this.said = text;
    this.drawBar();
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => { this.said = ""; this.drawBar(); }, 5000);
  }

  drawBar() {
    if (!this.root.isConnected && this.standing) return;
    const { words, outbox } = this;
    const parts = [];
    if (this.standing) {
      const { all, done, open } = this.standing.progress();
      const meter = element("span", "cr-progress");
      const fill = element("span", "cr-fill");
      fill.style.width = `${all ? (100 * done) / all : 0}%`;
      meter.append(fill);
      parts.push(meter, element("span", "cr-count", words.progress.replace("{done}", done).replace("{all}", all)),
        element("span", "cr-count", words.open.replace("{n}", open)));
    }
    const n = outbox.pending.length;
    const state = n === 0 ? "saved" : outbox.state === "saved" ? "unsaved" : outbox.state;
    const saved = element("span", `cr-saved cr-saved-${state}`, words[state].replace("{n}", n));
    saved.dataset.pending = String(n);
    saved.setAttribute("role", "status");
    const space = element("span", "cr-space");
    const said = this.said || (outbox.refused && words.refused.replace("{why}", outbox.refused)) || "";
    outbox.refused = "";
    const order = element("button", "cr-button cr-quiet", `${words.order}：${words[`order.${this.order}`]}`);
    order.type = "button";
    order.addEventListener("click", () => this.changeOrder());
    const help = element("button", "cr-button cr-quiet", `${words.help} ?`);
    help.type = "button";
    help.addEventListener("click", () => this.toggleHelp());
    parts.push(saved, element("span", "cr-said", said), space, order, help);
    if (this.helping) parts.push(this.help());
    this.bar.replaceChildren(...parts);
  }

  help() {
    const keys = { "j k": "j", "n N": "n", "a x": "a", "A X": "A", "1–9": "1", "e": "e", "m": "m", "r ↵": "r", "u U": "u", "q": "q", "?": "h" };
    const box = element("div", "cr-help");
    for (const [shown, name] of Object.entries(keys)) {
      const line = element("div", "cr-help-line");
      line.append(element("kbd", "", shown), element("span", "", this.words[`key.${name}`]));
      box.append(line);
    }
    box.append(element("p", "cr-hint", this.words.mouse));
    return box;
  }

  end() {
    this.unbind();
    this.outbox.listeners.delete(this.listener);
    for (const name of ["mouseup", "dragend", "blur"]) window.removeEventListener(name, this.released);
    if (this.painter) this.painter.end();
  }
}

export default function mount({ parentElement, data }) {
  const host = parentElement.querySelector(".cr-root");
  const known = host.room;
  const same = known && known.document === data.document && known.coder === data.coder && known.language === data.language;
  if (same) {
    known.ticket = data.ticket;
    known.outbox.ticket = data.ticket;
  } else {
    if (known) known.end();
    host.room = new Room(host, data);
  }
  return () => {
    if (host.room) host.room.end();
    host.room = null;
  };
}
