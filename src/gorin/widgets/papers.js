// Document cards, one on top: a tab for each paper, and the arrows go from one to the next.

function lay(model, el) {
  const { cards, plea, urls } = model.get("spec");
  const box = root(el, "gorin-papers");
  box.setAttribute("aria-label", "Papers");
  const ids = cards.map(() => [fresh("tab"), fresh("card")]);

  const tabs = cards.map((card, i) =>
    h(
      "button",
      {
        type: "button",
        id: ids[i][0],
        role: "tab",
        "data-anchor": card.id,
        "aria-controls": ids[i][1],
        onclick: () => show(i),
      },
      card.id,
    ),
  );
  const panels = cards.map((card, i) =>
    h(
      "div",
      { id: ids[i][1], role: "tabpanel", tabIndex: 0, "aria-labelledby": ids[i][0], className: "gorin-paper" },
      h(
        "p",
        { className: "gorin-paper-head" },
        h("strong", {}, card.head),
        h("span", {}, card.id),
      ),
      facts(card, ["Writer", "To", "In the talk", "Written at", "Date", "Read by us"]),
      h("p", { className: "gorin-paper-label" }, "What it says, in our words"),
      h("p", { className: "gorin-paper-summary" }, linked(card.summary, urls)),
      card.words.length
        ? [
            h("p", { className: "gorin-paper-label" }, "Words of its own"),
            h("ul", { className: "gorin-paper-words" }, card.words.map((words) => h("li", {}, words))),
          ]
        : "",
      h(
        "details",
        {},
        h("summary", {}, "Why this date, who is in it, where it is printed"),
        facts(card, ["Why this date", "People in it", "File number", "Printed in", "Mind", "Later"]),
      ),
      h(
        "p",
        { className: "gorin-paper-plea" },
        card.url
          ? [
              h("a", { href: card.url, target: "_blank", rel: "noopener" }, `Open ${card.id} at history.state.gov`),
              ". ",
            ]
          : "",
        h("em", {}, plea),
      ),
    ),
  );
  const roving = rove(
    () => tabs,
    (key, at) => ({ ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: Infinity })[key],
  );
  box.append(
    h(
      "div",
      {
        className: "gorin-papers-tabs",
        role: "tablist",
        "aria-label": "Papers",
        onkeydown: (event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (roving.key(event)) show(tabs.indexOf(document.activeElement));
        },
      },
      tabs,
    ),
    ...panels,
  );

  function facts(card, names) {
    const shown = card.facts.filter(([name]) => names.includes(name));
    return h(
      "dl",
      {},
      shown.map(([name, text]) => [h("dt", {}, name), h("dd", {}, linked(text, urls))]),
    );
  }

  function show(at) {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === at));
      tab.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
    if (model.get("value") === cards[at].id) return;
    model.set("value", cards[at].id);
    model.save_changes();
  }

  show(Math.max(0, cards.findIndex((card) => card.id === model.get("value"))));
}

export default {
  render({ model, el }) {
    lay(model, el);
  },
};
