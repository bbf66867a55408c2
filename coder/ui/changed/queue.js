// One coding whose words changed: the older text beside the present one, and what to do with it.

function element(name, type, text) {
  const made = document.createElement(type);
  made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function pane(title, before, pieces, after, mark) {
  const box = element("cq-pane", "section");
  box.append(element("cq-title", "h4", title));
  const text = element("cq-text", "div");
  text.tabIndex = 0;
  text.setAttribute("aria-label", title);
  const words = element("cq-words", "mark");
  for (const [part, differs] of pieces) words.append(element(differs ? mark : "cq-same", "span", part));
  text.append(before);
  if (pieces.length) text.append(words);
  text.append(after);
  box.append(text);
  return { box, text, words };
}

// Code points before a place in *root*, as everywhere outside the browser.
function pointsBefore(root, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

function selected(root) {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const start = pointsBefore(root, range.startContainer, range.startOffset);
  const end = pointsBefore(root, range.endContainer, range.endOffset);
  return start < end ? { start, end, text: range.toString() } : null;
}

export default function mount({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".cq-root");
  root.textContent = "";
  const { item, words } = data;
  const head = element("cq-head", "div");
  head.append(element("cq-count", "span", item.count));
  head.append(element(`cq-status cq-${item.status}`, "span", item.says));
  for (const code of item.codes) {
    const chip = element("cq-code", "span", code.label);
    chip.style.setProperty("--color", code.color);
    head.append(chip);
  }
  head.append(element("cq-who", "span", item.who));
  const panes = element("cq-panes", "div");
  const old = pane(words.old, item.old[0], item.old[1], item.old[2], "cq-lost");
  const fresh = pane(words.new, item.new[0], item.new[1], item.new[2], "cq-fresh");
  panes.append(old.box, fresh.box);
  const foot = element("cq-foot", "div");
  const buttons = {};
  const act = (what) => {
    const chosen = selected(fresh.text);
    let place = { start: 0, end: 0, text: "" };
    if (what === "place") {
      if (!chosen && !item.guess) return;
      place = chosen || { start: item.guess[0], end: item.guess[1], text: item.guess[2] };
    }
    setTriggerValue("act", { what, spot: item.spot, ...place });
    for (const one of Object.values(buttons)) one.disabled = true;
  };
  const keys = { place: "Enter", gone: "d", later: "l", undo: "u" };
  for (const [what, key] of Object.entries(keys)) {
    const made = element(`cq-button cq-do-${what}`, "button");
    made.type = "button";
    made.append(element("cq-label", "span", words[what]), element("cq-key", "kbd", key));
    made.addEventListener("mousedown", (event) => event.preventDefault());  // keeps the selection
    made.addEventListener("click", () => act(what));
    made.disabled = what === "undo" && !item.undo;
    buttons[what] = made;
    foot.append(made);
  }
  foot.append(element("cq-hint", "span", words.hint));
  root.append(head, panes, foot);

  const show = () => {
    const chosen = selected(fresh.text);
    buttons.place.disabled = !chosen && !item.guess;
    buttons.place.firstChild.textContent = chosen ? words.chosen : words.place;
  };
  const listen = (event) => {
    if (!root.isConnected || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    if (at.closest && at.closest("input, textarea, select, [contenteditable=true], [role=combobox]")) return;
    // Keys belong to the queue while it, or nothing at all, has the focus.
    if (at !== document.body && !root.contains(at)) return;
    const what = Object.keys(keys).find((one) => keys[one] === event.key);
    if (!what || buttons[what].disabled) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act(what);
  };
  document.addEventListener("selectionchange", show);
  window.addEventListener("keydown", listen, true);
  show();
  for (const one of [old, fresh]) {
    if (one.words.isConnected) one.text.scrollTop = one.words.offsetTop - one.text.offsetTop - 70;
  }
  return () => {
    document.removeEventListener("selectionchange", show);
    window.removeEventListener("keydown", listen, true);
  };
}
