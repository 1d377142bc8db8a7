// The reader: choose a passage of the memo, unfold a sentence, switch layers on and off.

function read(model, el) {
  const spec = model.get("spec");
  const box = root(el, "gorin-reader");
  if (spec.alone) {
    box.classList.add("gorin-alone");
    box.append(h("blockquote", { className: "gorin-leaf" }, h("p", {}, spec.alone)));
    return () => {};
  }
  box.setAttribute("aria-label", "The memorandum");

  const memo = contents(spec);
  const start = sentenceOf(spec.start);
  const open = new Set(spec.unfolded ? [start] : []);
  let whole = !(start in memo.texts) || start in memo.parts; // a piece stands on the whole page
  let chosen = model.get("value");
  let on = [...model.get("on")];

  const page = h("div", { className: "gorin-leaf", role: "listbox", "aria-label": "The memo" });
  const aside = h("div", { className: "gorin-aside", role: "group", "aria-label": "Chosen" });
  const spread = h("div", { className: "gorin-spread" }, page, aside);
  const legends = spec.layers.map((layer) => legend(layer, memo.parts));
  const keys = h("div", { className: "gorin-legend" }, legends);
  const told = h("p", { className: "gorin-hidden", "aria-live": "polite" });
  const say = (text) => (told.textContent = text);
  const switches = spec.layers.map(({ id, name, question }) =>
    h("button", { type: "button", title: question, onclick: () => toggle(id) }, name),
  );
  const all = h("button", { type: "button", className: "gorin-whole", onclick: () => show(!whole) });
  box.append(
    h(
      "div",
      { className: "gorin-bar" },
      h("div", { role: "group", "aria-label": "Layers" }, h("span", {}, "Layers"), switches),
      whole ? "" : all,
    ),
    keys,
    spread,
    told,
  );

  const done = h("p", { className: "gorin-told" }); // what became of the last quotation
  const picks = picker(page, quote, () => {
    done.textContent = "";
    const made = detail();
    if (made) say(made.trouble ?? `Marked: “${made.words}”`);
  });

  const items = () => [...page.querySelectorAll("[role=option]")];
  /** Find a passage on the page; one that an edition added is part of its clause. */
  const item = (anchor) => {
    const shown = new Map(items().map((one) => [one.dataset.anchor, one]));
    return levels(anchor, memo.texts).map((one) => shown.get(one)).filter(Boolean).at(-1);
  };
  const active = () => spec.layers.filter(({ id }) => on.includes(id));

  // Drawing

  function draw() {
    page.replaceChildren(...sheet(spec, memo.parts, { whole, open }));
    all.textContent = whole ? "Only this passage" : "Whole page";
    layers();
    mark();
  }

  function layers() {
    const shown = active();
    spec.layers.forEach((layer, i) => {
      switches[i].setAttribute("aria-pressed", shown.includes(layer));
      legends[i].hidden = !shown.includes(layer);
    });
    keys.hidden = !shown.length;
    paint(page, memo.parts, shown);
    for (const mark of keys.querySelectorAll("[data-layer]")) level(mark, shown);
  }

  function mark() {
    const list = items();
    const place = chosen && item(chosen);
    for (const one of list) {
      const { anchor } = one.dataset;
      one.setAttribute("aria-selected", one === place);
      one.classList.toggle("gorin-inside", within(anchor, chosen));
    }
    if (!list.some((one) => one.tabIndex === 0)) (place || list[0]).tabIndex = 0;
    detail();
  }

  function detail() {
    const state = { chosen, layers: active(), open };
    const able = anyAnswer(box) && quote;
    const made = able && picks.words().length ? quotation(picks.words(), page) : null;
    const acts = { choose: choice, unfold, say, quote: !made && able }; // one button is enough
    const held = made ? markedWords(made, quote) : "";
    aside.replaceChildren(held, done, ...panel(spec, memo, state, acts));
    beside();
    return made;
  }

  /** Put the panel where the eye is: beside the chosen line, as far as the page reaches. */
  function beside() {
    const words = picks.words().length && document.getSelection().getRangeAt(0);
    const [first] = (words || (chosen && item(chosen)))?.getClientRects?.() ?? [];
    const below = aside.offsetTop > page.offsetTop; // where it is narrow
    const line = first && !below ? first.top - page.getBoundingClientRect().top : 0;
    const room = page.offsetHeight - aside.offsetHeight;
    aside.style.transform = `translateY(${Math.round(Math.max(0, Math.min(line, room)))}px)`;
  }

  // Acts

  function toggle(id) {
    on = on.includes(id) ? on.filter((other) => other !== id) : [...on, id];
    layers();
    if (chosen) detail();
    model.set("on", on);
    model.save_changes();
  }

  function show(everything) {
    whole = everything;
    draw();
    all.focus();
    if (whole) item(chosen || start)?.scrollIntoView({ block: "nearest" });
  }

  function unfold(sentence) {
    if (!open.delete(sentence)) open.add(sentence);
    draw();
    aside.querySelector("[data-unfold]").focus();
    say(`¶${sentence} ${open.has(sentence) ? "unfolded, the main clause first" : "as printed"}`);
  }

  function choose(anchor) {
    chosen = anchor;
    done.textContent = "";
    mark();
    say(anchor ? `Chosen ${item(anchor)?.getAttribute("aria-label") ?? anchor}` : "Nothing chosen");
    model.set("value", anchor);
    model.save_changes();
  }

  /** Put words into the answer that was used last: those marked, or the passage chosen. */
  function quote(words = picks.words()) {
    const made = quotation(words.length ? words : picks.passage(item(chosen)), page);
    const taken = made.words && offer(box, made);
    const said = taken ? `“${made.words}” is in ${taken}.` : "First click into an answer.";
    say((done.textContent = made.trouble ?? said));
  }

  /** Choose from the panel, which is drawn anew: the focus goes to the passage on the page. */
  function choice(anchor) {
    choose(anchor);
    moves.focus(item(anchor) ?? items().find((one) => one.tabIndex === 0));
  }

  const moves = rove(items, onPage);

  page.addEventListener("keydown", (event) => {
    if (picks.key(event)) return;
    const { anchor } = event.target.closest("[role=option]")?.dataset ?? {};
    if (event.shiftKey && event.key === "ArrowUp") {
      event.preventDefault();
      choice(levels(chosen || anchor, memo.texts).at(-2) ?? chosen);
    } else if (moves.key(event)) {
      // the focus has moved
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(anchor === chosen ? "" : anchor);
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !chosen) return;
    const left = aside.contains(document.activeElement) && item(chosen);
    choose("");
    if (left) moves.focus(left); // what had the focus is gone
  });
  page.addEventListener("click", (event) => {
    const one = event.target.closest("[role=option]");
    if (!one || !document.getSelection().isCollapsed) return; // words were marked, to be copied
    moves.focus(one);
    choose(one.dataset.anchor === chosen ? "" : one.dataset.anchor);
  });

  const follow = () => {
    if (model.get("value") === chosen && String(model.get("on")) === String(on)) return;
    chosen = model.get("value");
    on = [...model.get("on")];
    layers();
    mark();
  };
  const heard = ["change:value", "change:on"];
  heard.forEach((event) => model.on(event, follow));
  const sized = new ResizeObserver(beside);
  sized.observe(page);
  draw();
  return () => {
    picks.leave();
    sized.disconnect();
    heard.forEach((event) => model.off(event, follow));
  };
}

export default { render: ({ model, el }) => read(model, el) };
