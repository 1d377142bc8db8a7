// The student's tags beside two readings; they open when asked for, and follow what is tagged.

function comparing(model, el) {
  const box = root(el, "gorin-compare");
  const heading = fresh("compare");
  box.setAttribute("aria-labelledby", heading);
  let shown = model.get("state").open; // enough was tagged when the cell was run

  const said = h("p", { className: "gorin-compare-said" });
  const news = h("p", { className: "gorin-hidden", role: "status", "aria-live": "polite" });
  const body = h("div", { tabIndex: -1, role: "group", "aria-label": "The readings compared" });
  const open = h("button", { type: "button" }, "Show the two readings beside mine");
  open.addEventListener("click", () => {
    shown = true;
    show();
    body.focus(); // the button is gone
  });
  box.append(h("p", { id: heading, className: "gorin-title" }, model.get("state").title), said, open, body, news);

  function show() {
    const state = model.get("state");
    if (state.open && open.hidden && !shown) news.textContent = "The two readings can be shown now.";
    if (!state.open) shown = false; // so much was cleared that they are closed again
    said.textContent = state.open && !shown ? state.brief : state.said; // no result unasked
    open.hidden = shown || !state.open;
    body.hidden = !shown;
    const unfolded = body.querySelector("details")?.open;
    body.replaceChildren(...(shown ? [...state.groups.map((one) => group(one, state, unfolded)), notes(state)] : []));
  }

  model.on("change:state", show);
  open.hidden = true;
  show();
  news.textContent = "";
  return () => model.off("change:state", show);
}

/** What all agree on is folded: there is least to think about. */
function group({ title, about, trios }, { tags }, unfolded) {
  const head = `${title} (${trios.length})`;
  const content = [
    h("p", { className: "gorin-quiet" }, about),
    h("ul", { className: "gorin-compare-list" }, trios.map((trio) => entry(trio, tags))),
  ];
  if (!title.startsWith("All")) return h("section", {}, h("p", { className: "gorin-compare-title" }, head), content);
  return h("details", { open: unfolded }, h("summary", { className: "gorin-compare-title" }, head), content);
}

function entry({ anchor, text, readers, reason, also }, tags) {
  return h(
    "li",
    {},
    h("p", { className: "gorin-compare-clause" }, h("b", {}, anchor), ` ${text}`),
    h(
      "dl",
      {},
      readers.map(([reader, id]) => {
        const { key, line, name } = tags[id];
        const box = h("span", { className: "gorin-tags-key", "aria-hidden": "true" }, key.toUpperCase());
        return h(
          "div",
          {},
          h("dt", {}, reader),
          h("dd", {}, box, h("span", { className: `gorin-under gorin-${line}` }, name)),
        );
      }),
    ),
    h("p", { className: "gorin-compare-why" }, h("span", { className: "gorin-quiet" }, "Why: "), reason, also),
  );
}

const notes = (state) =>
  h("div", { className: "gorin-compare-notes" }, state.notes.map((note) => h("p", {}, note)));

export default {
  render({ model, el }) {
    return comparing(model, el);
  },
};
