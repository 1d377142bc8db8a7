// The control of a match of clauses with tags: the page, its clauses to be tagged, a key for each tag.

function tagging(spec, { send, live }) {
  const { tags, given } = spec.tagging;
  const asked = spec.rows.map(([row]) => row);
  let value = null; // clause: tag, in the order of the page
  let brush = ""; // the tag that a click gives
  let past = [];
  let future = [];

  // What is on the screen -------------------------------------------------------------------

  const told = h("p", { className: "gorin-tags-told", "aria-live": "polite" });
  const say = (text) => (told.textContent = text);
  const tally = h("p", { className: "gorin-tags-tally" });
  const meter = h("div", { className: "gorin-tags-meter", "aria-hidden": "true" }, asked.map(() => h("span")));
  const act = (name, keys, does) =>
    h("button", { type: "button", "aria-keyshortcuts": keys, title: keys.replace("Control", "Ctrl"), onclick: does }, name);
  const undo = act("Undo", "Control+Z", () => back());
  const redo = act("Redo", "Control+Y", () => forth());
  const buttons = tags.map((tag) =>
    h(
      "button",
      {
        type: "button",
        "data-anchor": tag.id,
        "aria-pressed": "false",
        "aria-keyshortcuts": tag.key.toUpperCase(),
        title: tag.about,
        tabIndex: -1,
        onclick: (event) => choose(event.currentTarget.dataset.anchor),
      },
      letter(tag.key),
      h("span", { className: `gorin-under gorin-${tag.line}` }, tag.name),
    ),
  );
  buttons[0].tabIndex = 0;
  const palette = h("div", { className: "gorin-tags-palette", role: "toolbar", "aria-label": "Tags" }, buttons);
  const page = h("div", { className: "gorin-leaf", role: "listbox", "aria-label": "Clauses to be tagged, in the memo" });
  const items = new Map();
  const entries = new Map();
  const list = h("ul", {});
  page.append(...spec.page.map(printedLine));
  [...items.values()][0].tabIndex = 0;

  const element = fieldset(
    spec,
    h(
      "div",
      { className: "gorin-reader gorin-tags" },
      h(
        "div",
        { className: "gorin-spread" },
        h(
          "div",
          { className: "gorin-tags-aside" },
          palette,
          h("div", { className: "gorin-tags-acts" }, undo, redo),
          h("div", { className: "gorin-tags-progress" }, meter, tally),
          told,
        ),
        page,
        help(),
      ),
      meanings(tags),
      h("details", {}, h("summary", {}, "The page as a list"), list),
    ),
  );

  /** Set a line of the memo; the pieces around its body have no anchor and nothing to be tagged. */
  function printedLine(sentences, place) {
    if (!sentences[0][0]) {
      const name = ["file-number", "heading"][place] ?? (place < spec.page.length - 1 ? "signature" : "note");
      return h("p", { role: "presentation", className: `gorin-${name}` }, printed(sentences[0][1][0]));
    }
    const number = (text) => h("span", { className: "gorin-address", "aria-hidden": "true" }, text);
    return h(
      "p",
      { role: "presentation" },
      number(sentences[0][0].split(".")[0]),
      sentences.map(([anchor, parts]) =>
        h("span", { role: "presentation" }, number(anchor), parts.flatMap((part) => [clause(part), " "])),
      ),
    );
  }

  function clause(part) {
    const [anchor, text] = part;
    const words = h("span", { className: "gorin-under" }, printed(part));
    const entry = h("li", {}, h("b", {}, `¶${anchor} `), text, " ", h("i", {}));
    list.append(entry);
    entries.set(anchor, entry.lastChild);
    if (!asked.includes(anchor)) {
      const tag = given[anchor];
      entry.lastChild.textContent = tag ? tag.name : "yours to decide in the exercise";
      words.classList.add("gorin-given", `gorin-${tag ? tag.line : "open"}`);
      const title = entry.lastChild.textContent;
      return h("span", { role: "presentation", title }, letter(tag ? tag.key : "?", "gorin-letters"), words);
    }
    const item = h(
      "span",
      { role: "option", className: "gorin-clause gorin-slot", "data-anchor": anchor, tabIndex: -1 },
      letter("", "gorin-tags-box"),
      words,
    );
    items.set(anchor, item);
    return item;
  }

  function draw() {
    const done = asked.filter((anchor) => value[anchor]).length;
    asked.forEach((anchor, i) => {
      const tag = tags.find(({ id }) => id === value[anchor]);
      const item = items.get(anchor);
      item.firstChild.textContent = tag ? tag.key.toUpperCase() : "\u00a0\u00a0";
      item.lastChild.className = `gorin-under gorin-${tag ? tag.line : "open"}`;
      item.classList.toggle("gorin-tagged", Boolean(tag));
      const words = spec.page.flat().flatMap(([, parts]) => parts).find(([one]) => one === anchor)[1];
      const name = tag ? tag.name : "not tagged yet";
      item.setAttribute("aria-label", `${anchor}, ${i + 1} of ${asked.length}: ${words} Tag: ${name}`);
      entries.get(anchor).textContent = `Yours: ${name}`;
      meter.children[i].classList.toggle("gorin-tagged", Boolean(tag));
    });
    tally.textContent = `${done} of ${asked.length} tagged`;
    undo.setAttribute("aria-disabled", String(!past.length));
    redo.setAttribute("aria-disabled", String(!future.length));
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.anchor === brush));
  }

  // Acts ------------------------------------------------------------------------------------

  function choose(id) {
    if (!live()) return;
    brush = brush === id ? "" : id;
    draw();
    say(brush ? `${nameOf(brush)}: now click clauses.` : "No tag chosen.");
  }

  /** Give a clause a tag, or none. */
  function tag(anchor, id) {
    if (!live() || (value[anchor] ?? "") === id) return;
    past.push(value);
    future = [];
    go(inOrder({ ...value, [anchor]: id }));
    say(`¶${anchor}: ${nameOf(id)}.`);
  }

  function go(next) {
    value = next;
    draw();
    send(value);
  }

  function back() {
    step(past, future, "Undone");
  }

  function forth() {
    step(future, past, "Redone");
  }

  function step(from, to, word) {
    if (!live()) return;
    if (!from.length) return say(`Nothing to ${word === "Undone" ? "undo" : "redo"}.`);
    const before = value;
    to.push(value);
    go(from.pop());
    const changed = asked.filter((anchor) => before[anchor] !== value[anchor]);
    const one = changed.length === 1 && `¶${changed[0]}: ${nameOf(value[changed[0]])}`;
    say(`${word}. ${one || `${changed.length} clauses`}.`);
  }

  const nameOf = (id) => tags.find((one) => one.id === id)?.name ?? "no tag";
  const inOrder = (table) =>
    Object.fromEntries(asked.filter((one) => nameOf(table?.[one]) !== "no tag").map((one) => [one, table[one]]));

  const along = (key, at, all) =>
    ({ ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 })[key];
  const clauses = rove(() => [...items.values()], along);
  const choices = rove(() => buttons, along);

  page.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item || !document.getSelection().isCollapsed) return; // words were marked, to be copied
    clauses.focus(item);
    paint(item.dataset.anchor);
  });

  function paint(anchor) {
    if (brush) tag(anchor, value[anchor] === brush ? "" : brush);
    else if (live()) say("Choose a tag first, or press its letter.");
  }

  element.addEventListener("keydown", (event) => {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) return chord(event);
    const { anchor } = event.target.closest("[role=option]")?.dataset ?? {};
    const inPalette = palette.contains(event.target);
    if (!anchor && !inPalette) return;
    const known = tags.find(({ key }) => key === event.key.toLowerCase());
    if ((anchor ? clauses : choices).key(event)) return;
    if (known && anchor) tag(anchor, known.id);
    else if (known) choose(known.id);
    else if (anchor && ["Delete", "Backspace"].includes(event.key)) tag(anchor, "");
    else if (anchor && ["Enter", " "].includes(event.key)) paint(anchor);
    else return;
    event.preventDefault();
  });

  /** Undo and redo here and not in the notebook. */
  function chord(event) {
    const key = event.key.toLowerCase();
    if (!"yz".includes(key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === "z" && !event.shiftKey) back();
    else forth();
  }

  return {
    element,
    show(kept) {
      const next = inOrder(kept);
      if (value && JSON.stringify(next) === JSON.stringify(value)) return;
      if (value) {
        past.push(value); // cleared, or changed by another card: this, too, can be undone
        future = [];
      }
      value = next;
      draw();
    },
  };
}

const letter = (key, className = "gorin-tags-key") =>
  h("span", { className, "aria-hidden": "true" }, key.toUpperCase());

function help() {
  const key = (name) => h("kbd", {}, name);
  return h(
    "p",
    { className: "gorin-quiet gorin-tags-help" },
    key("←"), " ", key("→"), " from box to box; a tag’s letter tags; ", key("Delete"), " clears; ",
    key("Ctrl"), " ", key("Z"), " and ", key("Ctrl"), " ", key("Y"), " undo and redo.",
  );
}

function meanings(tags) {
  const known = tags.filter(({ about }) => about);
  const marks = [["empty box", "To be tagged."], ["question mark", "Yours to decide in the exercise."]];
  return h(
    "details",
    { className: "gorin-legend" },
    h("summary", {}, "What the tags mean"),
    h(
      "dl",
      {},
      [...known.map(({ name, about }) => [name, about]), ...marks].map(([name, about]) => [
        h("dt", {}, name),
        h("dd", {}, about),
      ]),
    ),
  );
}

const CONTROLS = { match: tagging };
