// A file number in its parts beside its mirror: choose a part, and see what is known of it.

function shelve(model, el) {
  const { parts, numbers, documents, sure, mirrored, order, filed, urls } = model.get("spec");
  const box = root(el, "gorin-shelf");
  box.setAttribute("aria-label", "The file number and its mirror");
  const panel = h("div", { className: "gorin-shelf-panel", "aria-live": "polite" });
  // In the mirror two parts stand in each other's place.
  const across = (part) => ({ where: "whose", whose: "where" })[part.name] ?? part.name;
  const known = Object.fromEntries(parts.map((part) => [part.name, part.sure]));

  const buttons = parts.map((part, i) =>
    h(
      "button",
      {
        type: "button",
        className: "gorin-shelf-part",
        "data-anchor": part.name,
        "data-sure": part.sure,
        tabIndex: i ? -1 : 0,
        "aria-label": `${part.here}, ${part.name}: ${part.sure}`,
        onclick: () => choose(part),
      },
      h("span", { className: "gorin-shelf-digits" }, part.here),
      h("span", { className: "gorin-shelf-name" }, part.name),
    ),
  );
  const roving = rove(
    () => buttons,
    (key, at) =>
      ({ ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: Infinity })[key],
  );
  const mirror = parts.map((part) =>
    h(
      "span",
      { className: "gorin-shelf-part", "data-anchor": part.name, "data-sure": known[across(part)] },
      h("span", { className: "gorin-shelf-digits" }, part.mirror === "none" ? "" : part.mirror),
    ),
  );

  box.append(
    h(
      "div",
      { className: "gorin-shelf-card" },
      h("p", { className: "gorin-shelf-of" }, `${numbers[0]}: the memo, `, linked(documents[0], urls)),
      h(
        "div",
        {
          className: "gorin-shelf-line",
          role: "group",
          "aria-label": numbers[0],
          onkeydown: (event) => {
            if (roving.key(event)) choose(parts[buttons.indexOf(document.activeElement)]);
          },
        },
        buttons,
      ),
      cross(),
      h("div", { className: "gorin-shelf-line gorin-shelf-mirror" }, mirror),
      h("p", { className: "gorin-shelf-of" }, `${numbers[1]}: its mirror, `, linked(documents[1], urls)),
    ),
    h(
      "ul",
      { className: "gorin-shelf-key" },
      Object.entries(sure).map(([name, about]) =>
        h("li", { "data-sure": name }, h("span", { className: "gorin-shelf-line-of" }, name), `: ${about}`),
      ),
    ),
    panel,
    h("p", { className: "gorin-quiet" }, mirrored),
    h(
      "details",
      {},
      h("summary", {}, "Numbers follow the filing, not the date"),
      h("p", {}, order),
      table("The Gorin file by number", ["Number", "Paper", "Day"], filed),
    ),
    h(
      "details",
      {},
      h("summary", {}, "The same as a table"),
      table(
        "The file number and its mirror, part by part",
        ["Part", "Memo", "Mirror", "What it says", "How sure", "Why"],
        parts.map((part) => [part.name, part.here, part.mirror, part.means, part.sure, part.why]),
      ),
    ),
  );

  /** Two lines that cross: the same countries, each in the other's place. */
  function cross() {
    const lines = h("div", { className: "gorin-shelf-cross", "aria-hidden": "true" });
    lines.innerHTML =
      '<svg viewBox="0 0 100 40" preserveAspectRatio="none"><path d="M25 2L75 38M75 2L25 38"/></svg>';
    return lines;
  }

  function table(caption, heads, rows) {
    return h(
      "div",
      { className: "gorin-wide", tabIndex: 0, role: "group", "aria-label": caption },
      h(
        "table",
        {},
        h("caption", {}, caption),
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          rows.map(([first, ...others]) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, first),
              others.map((cell) => h("td", {}, linked(cell, urls))),
            ),
          ),
        ),
      ),
    );
  }

  function choose(part) {
    show(part);
    model.set("value", part.name);
    model.save_changes();
  }

  function show(part) {
    const other = across(part);
    parts.forEach((one, i) => {
      buttons[i].setAttribute("aria-pressed", String(one === part));
      buttons[i].tabIndex = one === part ? 0 : -1;
      mirror[i].classList.toggle("gorin-shelf-now", one.name === other);
    });
    panel.replaceChildren(
      h(
        "p",
        { className: "gorin-shelf-means" },
        h("strong", {}, part.here),
        h("span", {}, `${part.means}.`),
      ),
      h("p", {}, h("strong", {}, part.sure), `: ${sure[part.sure]}.`),
      h(
        "p",
        {},
        linked(part.why, urls),
        part.sources.map(([name, url], i) => [
          i ? "; " : " Source: ",
          h("a", { href: url, target: "_blank", rel: "noopener" }, name),
        ]),
        part.sources.length ? "." : "",
      ),
    );
  }

  show(parts.find((part) => part.name === model.get("value")) ?? parts[0]);
}

export default {
  render({ model, el }) {
    shelve(model, el);
  },
};
