// The last cell of an exercise: what is answered, what is open, and which file to hand in.

function handIn(model, el) {
  const box = root(el, "gorin-hand-in");
  const heading = fresh("hand-in");
  box.setAttribute("aria-labelledby", heading);
  const line = h("p", { role: "status", "aria-live": "polite" });
  const list = h("ul", {});
  const trouble = h("p", { className: "gorin-said" });
  trouble.dataset.how = "refused";
  box.append(h("p", { id: heading, className: "gorin-title" }, "Hand in"), line, list, trouble);
  const show = () => {
    const { rows, said, trouble: wrong } = model.get("state");
    line.textContent = said;
    trouble.textContent = wrong;
    trouble.hidden = !wrong;
    list.replaceChildren(
      ...rows.map(([id, how, sign]) =>
        h("li", { "data-how": how }, h("span", { "aria-hidden": "true" }, sign), ` ${id} ${how}`),
      ),
    );
  };
  model.on("change:state", show);
  show();
  return () => model.off("change:state", show);
}

export default {
  render({ model, el }) {
    return handIn(model, el);
  },
};
