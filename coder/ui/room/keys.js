// The keyboard. Streamlit owns the keys r and c on the page, so ours are taken first.

function bindKeys(room) {
  const steps = {
    j: () => room.step(1), ArrowDown: () => room.step(1),
    k: () => room.step(-1), ArrowUp: () => room.step(-1),
    n: () => room.undecided(1), N: () => room.undecided(-1),
    a: () => room.verdict("accept"), x: () => room.verdict("reject"),
    A: () => room.verdicts("accept"), X: () => room.verdicts("reject"),
    e: () => room.typeInto("add"), "/": () => room.typeInto("add"), "+": () => room.typeInto("add"),
    m: () => room.typeInto("memo"),
    r: () => room.review(), Enter: () => room.review(),
    u: () => room.undo(), U: () => room.redo(), y: () => room.redo(),
    q: () => room.changeOrder(),
    "?": () => room.toggleHelp(), h: () => room.toggleHelp(),
    Escape: () => room.escape(),
    c: () => {},
  };
  const listen = (event) => {
    if (!room.root.isConnected || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    const editable = at.closest && at.closest("input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox]");
    if (editable) return;
    if (event.key === "Enter" && at.closest && at.closest("button, a, summary")) return;
    const step = /^[1-9]$/.test(event.key) ? () => room.choose(Number(event.key) - 1) : steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    step();
  };
  window.addEventListener("keydown", listen, true);
  return () => window.removeEventListener("keydown", listen, true);
}
