// What stands in the document on screen: the same rules as on the server, so that a key press
// shows at once. Offsets here are UTF-16 units.

const REVIEWED_SHARE = 0.5;

class Standing {
  constructor(said, coder) {
    this.coder = coder;
    this.text = said.text;
    this.offsets = new Offsets(said.text);
    const unit = (point) => this.offsets.toUnit(point);
    this.thresholds = said.thresholds;
    this.codes = said.codes;
    this.turns = said.turns.map(([speaker, role, start, end, label, ms]) =>
      ({ speaker, role, start: unit(start), end: unit(end), label: unit(label), ms }));
    this.segments = said.segments.map(([start, end, turn], index) =>
      ({ index, start: unit(start), end: unit(end), turn, suggested: [] }));
    for (const segment of said.blind) this.segments[segment].blind = true;
    for (const [segment, code, confidence, near, model] of said.suggestions) {
      this.segments[segment].suggested.push({ code, confidence, near: Boolean(near), model: Boolean(model) });
    }
    for (const segment of this.segments) {
      segment.suggested.sort((a, b) => b.confidence - a.confidence);
    }
    this.verdicts = new Map();
    for (const [start, end, code, yes, coderName, id] of said.verdicts) {
      this.put({ start: unit(start), end: unit(end), code, yes: Boolean(yes), coder: coderName, id });
    }
    this.looked = said.looked.map(([start, end, unknown]) =>
      ({ start: unit(start), end: unit(end), unknown: new Set(unknown) }));
    this.memos = new Map(said.memos.map(([start, end, code, memo]) =>
      [this.key(unit(start), unit(end), code), memo]));
    this.undoable = said.undoable;
  }

  key(start, end, code) {
    return `${start}:${end}:${code}`;
  }

  put(verdict) {
    this.verdicts.set(this.key(verdict.start, verdict.end, verdict.code), verdict);
  }

  segmentsIn(start, end) {
    return this.segments.filter((segment) => segment.start < end && start < segment.end);
  }

  // The verdicts that touch a range; those that say yes are its human codings.
  saidOf(start, end) {
    const found = [];
    for (const verdict of this.verdicts.values()) {
      if (verdict.start < end && start < verdict.end) found.push(verdict);
    }
    return found;
  }

  passedOver(segment, code) {
    let covered = 0;
    for (const look of this.looked) {
      if (code !== null && look.unknown.has(code)) continue;
      covered += Math.max(0, Math.min(look.end, segment.end) - Math.max(look.start, segment.start));
    }
    return covered > 0 && covered >= REVIEWED_SHARE * (segment.end - segment.start);
  }

  // Suggestions of a segment that nobody has spoken on; near misses apart.
  open(segment, near = false) {
    const said = this.saidOf(segment.start, segment.end);
    return segment.suggested.filter((one) =>
      one.near === near &&
      !said.some((verdict) => verdict.code === one.code) &&
      !this.passedOver(segment, one.code));
  }

  // Shown without suggestions, and nobody has spoken on it yet.
  unprompted(segment) {
    return Boolean(segment.blind) && !this.reviewed(segment);
  }

  given(segment) {
    return this.saidOf(segment.start, segment.end).filter((verdict) => verdict.yes);
  }

  reviewed(segment) {
    if (this.passedOver(segment, null)) return true;
    let covered = 0;
    for (const one of this.saidOf(segment.start, segment.end)) {
      covered = Math.max(covered, Math.min(one.end, segment.end) - Math.max(one.start, segment.start));
    }
    return covered > 0 && covered >= REVIEWED_SHARE * (segment.end - segment.start);
  }

  isCoded(segment) {
    return this.turns[segment.turn].role !== "interviewer";
  }

  // What the action changes here, with what it takes to change it back.
  apply(action) {
    const { start, end, code } = action;
    const key = this.key(start, end, code);
    const before = this.verdicts.get(key);
    const memo = this.memos.get(key);
    const looks = this.looked;
    if (action.action === "accept" || action.action === "add") {
      this.put({ start, end, code, yes: true, coder: this.coder });
    } else if (action.action === "reject" || action.action === "remove") {
      this.put({ start, end, code, yes: false, coder: this.coder });
    } else if (action.action === "review") {
      this.looked = [...looks, { start, end, unknown: new Set() }];
    } else if (action.action === "memo") {
      this.memos.set(key, action.memo);
    }
    const after = { verdict: this.verdicts.get(key), memo: this.memos.get(key), looked: this.looked };
    const restore = (state) => {
      if (action.action === "memo") set(this.memos, key, state.memo);
      else if (action.action === "review") this.looked = state.looked;
      else set(this.verdicts, key, state.verdict);
    };
    return {
      undo: () => restore({ verdict: before, memo, looked: looks }),
      redo: () => restore(after),
    };
  }

  progress() {
    const coded = this.segments.filter((segment) => this.isCoded(segment));
    return {
      all: coded.length,
      done: coded.filter((segment) => this.reviewed(segment)).length,
      open: coded.reduce((sum, segment) => sum + this.open(segment).length, 0),
    };
  }
}

function set(map, key, value) {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
