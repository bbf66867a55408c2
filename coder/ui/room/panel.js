// The side panel: what stands on the current sentence, why, and everything to do about it.

class Panel {
  constructor(room, root) {
    this.room = room;
    this.root = root;
    this.why = new Map();
    this.chosen = 0;
    this.span = null; // a selection that waits for a code
  }

  draw() {
    const { room } = this;
    const { words } = room;
    const segment = room.segment();
    this.root.replaceChildren();
    if (this.span) this.drawSpan();
    if (!segment) {
      this.root.append(element("p", "cr-hint", words.nosegment));
      return;
    }
    const { standing } = room;
    const text = standing.text.slice(segment.start, segment.end);
    const head = element("div", "cr-head");
    head.append(element("span", "cr-number", words.segment.replace("{n}", segment.index + 1)));
    if (standing.isCoded(segment) && standing.reviewed(segment)) head.append(element("span", "cr-tick", `✓ ${words.done}`));
    this.root.append(head, element("blockquote", "cr-quote", text));
    if (!standing.isCoded(segment)) {
      this.root.append(element("p", "cr-hint", words.interviewer));
      return;
    }
    this.drawOpen(segment);
    this.drawGiven(segment);
    this.drawAdd();
    this.drawMemo(segment);
    this.drawReview();
    this.drawNear(segment);
  }

  drawSpan() {
    const { words, standing } = this.room;
    const text = standing.text.slice(this.span.start, this.span.end).replace(/\s+/g, " ");
    const shown = text.length > 24 ? `${text.slice(0, 22)}…` : text;
    this.root.append(element("p", "cr-span", words.addto.replace("{text}", shown)));
  }

  drawOpen(segment) {
    const { words, standing } = this.room;
    const open = standing.open(segment);
    this.chosen = Math.min(this.chosen, Math.max(0, open.length - 1));
    this.title(words.suggested);
    const nothing = standing.unprompted(segment) ? words.blind : words.none;
    if (!open.length) this.root.append(element("p", "cr-hint", nothing));
    open.forEach((one, at) => this.root.append(this.card(segment, one, at)));
    if (!open.length) return;
    clearTimeout(this.resting);
    if (open.every((one) => this.why.has(this.whyKey(segment, one.code)))) this.ask(segment, open);
    else this.resting = setTimeout(() => this.ask(segment, open), 90); // not while keys fly by
  }

  card(segment, one, at) {
    const { words } = this.room;
    const code = this.room.standing.codes[one.code];
    const card = element("div", `cr-card${at === this.chosen ? " cr-chosen" : ""}`);
    card.style.setProperty("--color", code.color);
    card.addEventListener("click", () => { if (this.chosen !== at) { this.chosen = at; this.draw(); } });
    const top = element("div", "cr-card-top");
    const name = element("span", "cr-name", this.room.nameOf(one.code));
    name.title = code.define ? code.define[this.room.language === "en" ? 1 : 0] : "";
    const meter = element("span", "cr-meter");
    meter.title = words.confidence.replace("{n}", percent(one.confidence));
    const fill = element("span", "cr-fill");
    fill.style.width = `${Math.round(one.confidence * 100)}%`;
    meter.append(fill);
    top.append(name, meter, element("span", "cr-value", percent(one.confidence)));
    if (one.model) name.after(element("span", "cr-model", words.model));
    const buttons = element("div", "cr-buttons");
    buttons.append(
      this.button(words.accept, "cr-yes", () => this.room.decide("accept", segment, one.code), "a"),
      this.button(words.reject, "cr-no", () => this.room.decide("reject", segment, one.code), "x"));
    card.append(top, this.reasons(segment, one.code), buttons);
    return card;
  }

  reasons(segment, code) {
    const box = element("ul", "cr-why");
    const known = this.why.get(this.whyKey(segment, code));
    const says = known ? known.says : [this.room.words.loadingwhy];
    for (const line of says) box.append(element("li", "", line));
    return box;
  }

  drawGiven(segment) {
    const { standing, words } = this.room;
    const given = standing.given(segment);
    if (!given.length) return;
    this.title(words.given);
    for (const verdict of given) {
      const code = standing.codes[verdict.code];
      const line = element("div", "cr-human");
      line.style.setProperty("--color", code.color);
      const name = element("span", "cr-name", this.room.nameOf(verdict.code));
      line.append(name, element("span", "cr-by", verdict.coder));
      if (code.parked) line.append(element("span", "cr-by", words.parked));
      if (verdict.start !== segment.start || verdict.end !== segment.end) {
        line.append(element("span", "cr-by", words.span));
        line.title = standing.text.slice(verdict.start, verdict.end);
      }
      line.append(this.button(words.remove, "cr-no cr-small", () => this.room.decide("remove", verdict, verdict.code)));
      this.root.append(line);
    }
  }

  drawNear(segment) {
    const { standing, words } = this.room;
    const near = standing.open(segment, true);
    if (!near.length) return;
    const box = element("details", "cr-near");
    box.append(element("summary", "", `${words.near} ${near.length}`));
    box.addEventListener("toggle", () => { if (box.open) this.ask(segment, near, box); });
    for (const one of near) {
      const line = element("div", "cr-human");
      line.dataset.code = one.code;
      line.style.setProperty("--color", standing.codes[one.code].color);
      line.append(element("span", "cr-name", this.room.nameOf(one.code)),
        element("span", "cr-value", percent(one.confidence)),
        this.button(words.accept, "cr-yes cr-small", () => this.room.decide("accept", segment, one.code)));
      box.append(line);
    }
    this.root.append(box);
  }

  drawAdd() {
    const box = element("div", "cr-add");
    const input = element("input", "cr-input");
    input.placeholder = this.room.words.add;
    input.setAttribute("aria-label", this.room.words.add);
    input.dataset.role = "add";
    const list = element("div", "cr-options");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.room.words.add);
    box.append(input, list);
    this.root.append(box);
    const state = { at: 0, found: [] };
    const redraw = () => {
      state.found = input.value.trim() || this.span ? this.match(input.value) : [];
      state.at = Math.min(state.at, Math.max(0, state.found.length - 1));
      list.replaceChildren(...state.found.map((code, at) => this.option(code, at === state.at)));
      if (input.value.trim() && !state.found.length) list.append(element("div", "cr-hint", this.room.words.nomatch));
    };
    input.addEventListener("input", () => { state.at = 0; redraw(); });
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (move) { event.preventDefault(); state.at = Math.max(0, Math.min(state.found.length - 1, state.at + move)); redraw(); }
      if (event.key === "Enter" && state.found.length) { event.preventDefault(); this.room.give(state.found[state.at]); }
      if (event.key === "Escape") { this.span = null; this.room.focus(); this.draw(); }
    });
    if (this.span) { redraw(); setTimeout(() => input.focus(), 0); }
  }

  option(code, active) {
    const line = element("div", `cr-option${active ? " cr-chosen" : ""}`);
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", String(active));
    line.style.setProperty("--color", this.room.standing.codes[code].color);
    line.append(element("span", "cr-name", this.room.nameOf(code)));
    line.addEventListener("mousedown", (event) => { event.preventDefault(); this.room.give(code); });
    return line;
  }

  // By part of the name in either language, by id, or by the first letters of the pinyin.
  match(typed) {
    const wanted = typed.trim().toLowerCase();
    const rank = (code) => {
      if (code.retired || code.parked) return -1;
      if (!wanted) return 1;
      const names = [code.zh, code.en, code.id, code.pinyin || ""].map((name) => name.toLowerCase());
      if (names.some((name) => name.startsWith(wanted))) return 2;
      return names.some((name) => name.includes(wanted)) ? 1 : -1;
    };
    return this.room.standing.codes
      .map((code, at) => [rank(code), at])
      .filter(([value]) => value > 0)
      .sort((a, b) => b[0] - a[0] || a[1] - b[1])
      .slice(0, wanted ? 8 : 30)
      .map(([, at]) => at);
  }

  drawMemo(segment) {
    const { standing, words } = this.room;
    const input = element("input", "cr-input cr-memo");
    input.placeholder = words.memo;
    input.setAttribute("aria-label", words.memo);
    input.dataset.role = "memo";
    input.value = standing.memos.get(standing.key(segment.start, segment.end, -1)) || "";
    let before = input.value;
    const save = () => {
      const said = input.value;
      if (said === before) return;
      before = said; // drawing anew takes the focus away, which would save a second time
      this.room.decide("memo", segment, -1, said);
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Enter") { save(); this.room.focus(); }
      if (event.key === "Escape") { input.value = before; this.room.focus(); }
    });
    input.addEventListener("blur", save);
    this.root.append(input);
  }

  drawReview() {
    const { words } = this.room;
    const box = element("div", "cr-review");
    box.append(this.button(words.reviewed, "cr-go", () => this.room.review(), "r"),
      element("span", "cr-by", words["reviewed.note"]));
    this.root.append(box);
  }

  title(text) {
    this.root.append(element("div", "cr-title", text));
  }

  button(text, name, act, key) {
    const made = element("button", `cr-button ${name}`, text);
    made.type = "button";
    if (key) made.append(element("kbd", "", key));
    made.addEventListener("click", (event) => { event.stopPropagation(); act(); });
    return made;
  }

  whyKey(segment, code) {
    return `${segment.index}:${code}`;
  }

  // Fetch the reasons of what is shown, once each; then show them if nobody has moved on.
  async ask(segment, some, near = null) {
    const missing = some.filter((one) => !this.why.has(this.whyKey(segment, one.code)));
    if (missing.length) {
      const codes = missing.map((one) => this.room.standing.codes[one.code].id).join(",");
      const found = await this.room.get("evidence", { segment: segment.index, codes });
      if (!found) return;
      for (const one of found) {
        const at = this.room.standing.codes.findIndex((code) => code.id === one.code);
        one.fired = one.fired.map(([start, end, denied]) =>
          [this.room.standing.offsets.toUnit(start), this.room.standing.offsets.toUnit(end), denied]);
        this.why.set(this.whyKey(segment, at), one);
      }
      if (this.room.current === segment.index && !near) this.redrawReasons(segment);
    }
    if (near) this.showNear(segment, near);
    if (this.room.current === segment.index) this.room.showFired(segment, some);
  }

  redrawReasons(segment) {
    const open = this.room.standing.open(segment);
    this.root.querySelectorAll(".cr-card").forEach((card, at) => {
      if (open[at]) card.querySelector(".cr-why").replaceWith(this.reasons(segment, open[at].code));
    });
  }

  showNear(segment, box) {
    for (const line of box.querySelectorAll(".cr-human")) {
      if (line.nextElementSibling && line.nextElementSibling.matches(".cr-why")) continue;
      line.after(this.reasons(segment, Number(line.dataset.code)));
    }
  }
}
