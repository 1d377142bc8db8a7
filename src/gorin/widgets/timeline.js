// The timeline: two views of one drawing; each event can be reached, and says how it is known.

function chart(model, el) {
  const { views, events, sure, about, title, how, close, urls } = model.get("spec");
  const box = root(el, "gorin-time");
  box.setAttribute("aria-label", title);
  const known = Object.fromEntries(events.map((event) => [event.id, event]));
  let view = views[0];
  let marks = [];

  const figure = h("div", { className: "gorin-time-figure", role: "group" });
  const panel = h("div", { className: "gorin-time-panel", "aria-live": "polite" });
  const zoom = views.map((one) =>
    h("button", { type: "button", onclick: () => look(one) }, one.name),
  );

  box.append(
    views.length > 1 ? h("div", { className: "gorin-bar gorin-time-bar" }, zoom) : "",
    h("div", { className: "gorin-time-spread" }, figure, panel),
    h("p", { className: "gorin-quiet gorin-time-how" }, how),
    h(
      "details",
      {},
      h("summary", {}, `The same as a table: ${events.length} events`),
      h(
        "div",
        { className: "gorin-wide", tabIndex: 0, role: "group", "aria-label": "Table of events" },
        table(),
      ),
    ),
  );

  function table() {
    const heads = ["Day", "Strand", "Event", "How sure", "Sources"];
    return h(
      "table",
      {},
      h("caption", {}, title),
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h(
        "tbody",
        {},
        events.map((event) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, event.days),
            h("td", {}, event.strand),
            h("td", {}, [event.text, event.note, event.later].filter(Boolean).join(" ")),
            h("td", {}, [event.certainty, event.read].filter(Boolean).join(", ")),
            h("td", {}, linked(event.sources, urls)),
          ),
        ),
      ),
    );
  }

  /** Show one of the views; the chosen event stays chosen if it is there. */
  function look(one) {
    view = one;
    zoom.forEach((button, i) => button.setAttribute("aria-pressed", String(views[i] === view)));
    figure.setAttribute("aria-label", `${view.name}: arrows go from event to event`);
    figure.innerHTML = view.drawing; // our own, made in Python, every text of it escaped there
    marks = [...figure.querySelectorAll("[data-anchor]")];
    for (const mark of marks) {
      const { days, text } = known[mark.dataset.anchor];
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-label", `${days}: ${text}`);
      mark.addEventListener("click", () => choose(mark));
      mark.addEventListener("focus", () => choose(mark));
    }
    for (const part of figure.querySelectorAll(".zoom")) {
      part.addEventListener("click", () => {
        look(views.find((other) => other.name === close));
        zoom[views.indexOf(view)].focus();
      });
    }
    point();
  }

  const order = (mark) => events.indexOf(known[mark.dataset.anchor]);
  const strand = (mark) => known[mark.dataset.anchor].strand;

  /** Left and right in the strand, up and down to what lies nearest in the next one. */
  function step(key, mark) {
    const row = marks.filter((one) => strand(one) === strand(mark)).sort((a, b) => order(a) - order(b));
    const at = row.indexOf(mark);
    if (key === "ArrowRight") return row[at + 1];
    if (key === "ArrowLeft") return row[at - 1];
    if (key === "Home") return row[0];
    if (key === "End") return row.at(-1);
    const strands = [...new Set(marks.map(strand))];
    const to = strands[strands.indexOf(strand(mark)) + (key === "ArrowDown" ? 1 : -1)];
    const middle = (one) => one.getBoundingClientRect().left + one.getBoundingClientRect().width / 2;
    return marks
      .filter((one) => strand(one) === to)
      .sort((a, b) => Math.abs(middle(a) - middle(mark)) - Math.abs(middle(b) - middle(mark)))[0];
  }

  figure.addEventListener("keydown", (event) => {
    const mark = event.target.closest("[data-anchor]");
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) return;
    event.preventDefault();
    step(event.key, mark)?.focus();
  });

  function choose(mark) {
    if (model.get("value") !== mark.dataset.anchor) {
      model.set("value", mark.dataset.anchor);
      model.save_changes();
      tell();
    }
    point();
  }

  /** Mark what is chosen; one event can be tabbed to. */
  function point() {
    const chosen = marks.find((mark) => mark.dataset.anchor === model.get("value"));
    for (const mark of marks) {
      mark.setAttribute("aria-pressed", String(mark === chosen));
      mark.setAttribute("tabindex", mark === (chosen ?? marks[0]) ? "0" : "-1");
    }
  }

  function tell() {
    const event = known[model.get("value")];
    if (!event) {
      panel.replaceChildren(
        h("p", { className: "gorin-quiet" }, "Choose an event: what it was, how sure its day is, and its sources stand here."),
      );
      return;
    }
    panel.replaceChildren(
      h("p", { className: "gorin-time-days" }, event.days, h("span", {}, event.strand)),
      h("p", { className: "gorin-time-text" }, event.text),
      h(
        "dl",
        {},
        h("dt", {}, "How sure"),
        h("dd", {}, about[event.certainty] ?? event.certainty),
        h("dt", {}, "Sources"),
        h("dd", {}, linked(event.sources, urls), event.read ? ` (${event.read})` : ""),
        event.note ? [h("dt", {}, "Mind"), h("dd", {}, event.note)] : "",
        event.later ? [h("dt", {}, "Later"), h("dd", {}, linked(event.later, urls))] : "",
      ),
    );
  }

  look(view);
  tell();
}

export default {
  render({ model, el }) {
    chart(model, el);
  },
};
