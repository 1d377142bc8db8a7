// The memo as a page: choose a passage, unfold a sentence, switch layers on and off.

function read(model, el) {
  const spec = model.get("spec");
  const box = root(el, "gorin-reader");
  if (spec.alone) {
    box.classList.add("gorin-alone");
    box.append(h("blockquote", {}, h("p", {}, spec.alone)));
    return () => {};
  }
  box.setAttribute("aria-label", "The memorandum");

  const texts = {}; // of every anchor
  const parts = {}; // the smallest parts, by anchor
  for (const piece of spec.pieces) keep(piece);
  spec.paragraphs.forEach((sentences, i) => {
    for (const sentence of sentences) {
      sentence.clauses.forEach(keep);
      texts[sentence.anchor] = sentence.clauses.map((clause) => clause.text).join(" ");
    }
    texts[String(i + 1)] = sentences.map((sentence) => texts[sentence.anchor]).join(" ");
  });
  function keep(part) {
    texts[part.anchor] = part.text;
    parts[part.anchor] = part;
  }

  let whole = !spec.start;
  let chosen = model.get("value");
  let on = [...model.get("on")];

  const page = h("div", {
    className: "gorin-leaf",
    role: "listbox",
    "aria-label": "The memo: arrows move, Enter chooses",
  });
  const aside = h("div", { className: "gorin-aside", "aria-live": "polite" });
  const legend = h("div", { className: "gorin-legend" });
  const switches = spec.layers.map((layer) =>
    h(
      "button",
      { type: "button", onclick: () => toggle(layer.id), title: layer.question },
      layer.name,
    ),
  );
  const all = h("button", { type: "button", onclick: () => show(!whole) });
  box.append(
    h(
      "div",
      { className: "gorin-bar", role: "group", "aria-label": "Layers" },
      h("span", { className: "gorin-bar-name", "aria-hidden": "true" }, "Layers"),
      switches,
      spec.start ? all : "",
    ),
    legend,
    h("div", { className: "gorin-spread" }, page, aside),
  );

  // Drawing ---------------------------------------------------------------------------------

  function option(anchor, className, label, ...content) {
    return h(
      "span",
      {
        role: "option",
        className,
        "data-anchor": anchor,
        "aria-selected": "false",
        "aria-label": label,
        tabIndex: -1,
      },
      ...content,
    );
  }

  function smallest(part) {
    const letters = h("span", { className: "gorin-letters", "aria-hidden": "true" });
    const words = h("span", { className: "gorin-lines" }, printed(part));
    return option(part.anchor, "gorin-clause", `${part.anchor}: ${part.text}`, letters, words);
  }

  /** The text of a clause, with what the editions added set apart. */
  function printed(part) {
    const pieces = [];
    let at = 0;
    for (const [start, end, kind] of part.added) {
      pieces.push(part.text.slice(at, start));
      const tag = kind === "number of the note" ? "sup" : "span";
      pieces.push(
        h(tag, { className: "gorin-added", title: `Added by an edition: ${kind}` }, part.text.slice(start, end)),
      );
      at = end;
    }
    return [...pieces, part.text.slice(at)];
  }

  const address = (anchor, word) =>
    option(anchor, "gorin-address", `${word} ${anchor}`, anchor);

  function sentence(one) {
    return [
      address(one.anchor, "Sentence"),
      " ",
      ...one.clauses.flatMap((clause) => [smallest(clause), " "]),
    ];
  }

  function unfolded(anchor) {
    const rows = spec.lines[anchor].map(([clause, depth]) => {
      const line = h(
        "p",
        { role: "presentation", className: depth ? "gorin-line" : "gorin-line gorin-main" },
        h("span", { className: "gorin-deep", "aria-hidden": "true" }, clause),
        smallest(parts[clause]),
      );
      line.style.setProperty("--depth", depth);
      return line;
    });
    return rows;
  }

  function draw() {
    const [number, heading, signature, note] = spec.pieces;
    const at = Number(spec.start[0]);
    const around = whole || at === 0 || at > spec.paragraphs.length;
    const body = spec.paragraphs.flatMap((sentences, i) => {
      if (!around && i + 1 !== at) return [];
      return h(
        "p",
        { role: "presentation" },
        address(String(i + 1), "Paragraph"),
        " ",
        sentences.flatMap(sentence),
      );
    });
    const piece = (part, name) =>
      h("p", { role: "presentation", className: `gorin-${name}` }, smallest(part));
    const sheet =
      spec.unfolded && !whole
        ? unfolded(spec.start.replace(/[a-z].*$/, ""))
        : [
            around ? piece(number, "number") : "",
            around ? piece(heading, "heading") : "",
            ...body,
            around ? piece(signature, "signature") : "",
            around ? piece(note, "note") : "",
          ];
    page.replaceChildren(...sheet.filter(Boolean));
    page.classList.toggle("gorin-unfolded", Boolean(spec.unfolded && !whole));
    all.textContent = whole ? "Only this passage" : "Whole page";
    layers();
    mark();
  }

  function show(everything) {
    whole = everything;
    draw();
    all.focus();
    if (whole && chosen)
      page.querySelector(`[data-anchor="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }

  // Layers ----------------------------------------------------------------------------------

  function toggle(id) {
    on = on.includes(id) ? on.filter((other) => other !== id) : [...on, id];
    layers();
    detail();
    model.set("on", on);
    model.save_changes();
  }

  function layers() {
    spec.layers.forEach((layer, i) =>
      switches[i].setAttribute("aria-pressed", String(on.includes(layer.id))),
    );
    const active = on.map((id) => spec.layers.find((layer) => layer.id === id)).filter(Boolean);
    page.style.setProperty("--lines", active.length);
    for (const item of page.querySelectorAll(".gorin-clause")) {
      const { anchor } = item.dataset;
      const letters = item.querySelector(".gorin-letters");
      const part = parts[anchor];
      let words = h("span", { className: "gorin-words" }, printed(part));
      letters.textContent = "";
      active.forEach((layer, i) => {
        const read = layer.marks[anchor];
        const tag = read && layer.tags.find((one) => one.id === read.tag);
        const line = tag ? tag.line : isClause(anchor) ? "open" : "none";
        if (tag) letters.textContent += tag.key.toUpperCase();
        else if (isClause(anchor)) letters.textContent += "?";
        words = h("span", { className: `gorin-under gorin-${line}` }, words);
        words.style.textUnderlineOffset = `${0.24 + 0.3 * i}em`;
      });
      item.querySelector(".gorin-lines").replaceChildren(words);
    }
    legend.replaceChildren(...active.map(key));
    legend.hidden = !active.length;
  }

  function key(layer) {
    const used = new Set(Object.values(layer.marks).map((read) => read.tag));
    const open = Object.keys(parts).some((a) => isClause(a) && !layer.marks[a]);
    const entry = (letter, line, name, about) =>
      h(
        "li",
        { title: about },
        h("span", { className: "gorin-letters" }, letter),
        h("span", { className: `gorin-under gorin-${line}` }, name),
      );
    return h(
      "div",
      {},
      h("p", {}, h("strong", {}, `${layer.name}. `), layer.question),
      h(
        "ul",
        {},
        layer.tags
          .filter((tag) => used.has(tag.id))
          .map((tag) => entry(tag.key.toUpperCase(), tag.line, tag.name, tag.about)),
        open ? entry("?", "open", "yours to decide", "An exercise asks about these clauses.") : "",
      ),
    );
  }

  // Choosing --------------------------------------------------------------------------------

  const items = () => [...page.querySelectorAll("[role=option]")];
  const moves = rove(items, (pressed, at, list) => {
    const address = (step) => {
      let to = at + step;
      while (list[to] && !list[to].classList.contains("gorin-address")) to += step;
      return list[to] ? to : step < 0 ? 0 : list.length - 1;
    };
    return {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: address(1),
      ArrowUp: address(-1),
      Home: 0,
      End: list.length - 1,
    }[pressed];
  });
  page.addEventListener("keydown", (event) => {
    if (moves.key(event)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(event.target.closest("[role=option]")?.dataset.anchor ?? "");
    } else if (event.key === "Escape" && chosen) choose("");
  });
  page.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (!item) return;
    moves.focus(item);
    choose(item.dataset.anchor);
  });

  function choose(anchor) {
    chosen = anchor;
    mark();
    model.set("value", anchor);
    model.save_changes();
  }

  function mark() {
    const list = items();
    for (const item of list) {
      item.setAttribute("aria-selected", String(item.dataset.anchor === chosen));
      item.classList.toggle("gorin-inside", within(item.dataset.anchor, chosen));
    }
    if (!list.some((item) => item.tabIndex === 0)) {
      const first = list.find((item) => item.dataset.anchor === chosen) ?? list[0];
      if (first) first.tabIndex = 0;
    }
    detail();
  }

  const isClause = (anchor) => /[a-z]/.test(anchor);

  const within = (anchor, other) =>
    Boolean(other) &&
    anchor !== other &&
    anchor.startsWith(other) &&
    /^(\.|[a-z]|$)/.test(anchor.slice(other.length));

  function detail() {
    if (!chosen) {
      aside.replaceChildren(
        h("p", { className: "gorin-quiet" }, "Choose a clause, a sentence by its number, or a paragraph."),
        h("p", { className: "gorin-quiet" }, "On the keyboard: arrows, Home and End move; Enter chooses."),
      );
      return;
    }
    const inside = Object.keys(parts).filter((a) => a === chosen || within(a, chosen));
    const sentenceOf = chosen.replace(/[a-z].*$/, "");
    const lines = spec.lines[sentenceOf];
    aside.replaceChildren(
      h(
        "p",
        { className: "gorin-chosen" },
        h("strong", {}, `¶${chosen}`),
        h("button", { type: "button", onclick: copy }, "Copy anchor"),
      ),
      h("p", { className: "gorin-words" }, `“${texts[chosen]}”`),
      lines && lines.length > 1
        ? h(
            "details",
            {},
            h("summary", {}, `Unfold ¶${sentenceOf}`),
            h("div", { className: "gorin-small" }, plain(sentenceOf)),
          )
        : "",
      terms(inside),
      ...on.map((id) => reasons(spec.layers.find((layer) => layer.id === id), inside)),
    );
  }

  function plain(anchor) {
    return spec.lines[anchor].map(([clause, depth]) => {
      const line = h("p", { className: depth ? "gorin-line" : "gorin-line gorin-main" }, texts[clause]);
      line.style.setProperty("--depth", depth);
      return line;
    });
  }

  function terms(inside) {
    const found = inside.flatMap((anchor) => spec.glosses[anchor] ?? []);
    return found.length
      ? h(
          "dl",
          {},
          found.map(([term, gloss]) => [h("dt", {}, term), h("dd", {}, gloss)]),
        )
      : "";
  }

  function reasons(layer, inside) {
    if (!layer || inside.length > 8) return "";
    const name = (id) => layer.tags.find((tag) => tag.id === id).name;
    return h(
      "div",
      { className: "gorin-why-so" },
      h("p", {}, h("strong", {}, layer.name)),
      inside.map((anchor) => {
        const read = layer.marks[anchor];
        if (!read)
          return isClause(anchor)
            ? h("p", {}, `¶${anchor}: yours to decide in the exercise.`)
            : "";
        const also = read.also.length ? ` (or: ${read.also.map(name).join(", ")})` : "";
        return h("p", {}, `¶${anchor}: `, h("b", {}, name(read.tag)), `${also}. ${read.reason}`);
      }),
    );
  }

  async function copy(event) {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(chosen);
    } catch {
      const field = h("textarea", { value: chosen });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy anchor"), 2000);
  }

  const follow = () => {
    if (model.get("value") === chosen) return;
    chosen = model.get("value");
    mark();
  };
  model.on("change:value", follow);
  draw();
  return () => model.off("change:value", follow);
}

export default {
  render({ model, el }) {
    return read(model, el);
  },
};
