// The desk seen as a whole: progress, agreement, and what two markers should talk over.

function finish({ progress, agreement, few, talk, hidden }, lay) {
  const table = (caption, heads, lines) =>
    h(
      "div",
      { className: "gorin-wide" },
      h(
        "table",
        {},
        h("caption", {}, caption),
        h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
        h(
          "tbody",
          {},
          lines.map(([first, ...rest]) =>
            h("tr", {}, h("th", { scope: "row" }, first), rest.map((cell) => h("td", {}, cell))),
          ),
        ),
      ),
    );
  const levels = (criterion) => criterion || "all criteria";
  const small = agreement.some(([question, criterion, , , , pairs]) => criterion && pairs < few);
  const item = ([id, code, question, criterion, markers, given]) =>
    h(
      "li",
      {},
      h("button", { type: "button", onclick: () => lay(id) }, `${question}, essay ${code}`),
      h("span", {}, ` ${criterion}: `),
      markers.map((marker, i) => [
        i ? ", " : "",
        h("span", {}, `${marker} `),
        h("strong", {}, String(given[i])),
      ]),
    );
  return [
    table(
      "How far the marking is",
      ["Question", "Marked", "Marked twice"],
      progress.map(([name, done, of, twice, to]) => [name, `${done} of ${of}`, `${twice} of ${to}`]),
    ),
    agreement.length
      ? table(
          "How far two markers agree: Cohen’s kappa, a disagreement weighed by the square of its distance",
          ["Question", "Criterion", "Markers", "Kappa", "Alike"],
          agreement.map(([question, criterion, markers, kappa, same, pairs]) => [
            question,
            levels(criterion),
            markers.join(" and "),
            kappa,
            `${same} of ${pairs}`,
          ]),
        )
      : h("p", { className: "gorin-quiet" }, "No essay has been marked by two people yet."),
    small
      ? h(
          "p",
          { className: "gorin-quiet" },
          `1 is full agreement, 0 that of chance. From fewer than ${few} essays a kappa says little: look at the essays.`,
        )
      : "",
    h("p", { className: "gorin-desk-heading" }, "To talk over"),
    talk.length
      ? h("ul", { className: "gorin-desk-talk" }, talk.map(item))
      : h("p", { className: "gorin-quiet" }, "No two levels differ in what you have marked."),
    hidden
      ? h(
          "p",
          { className: "gorin-quiet" },
          `${hidden} more ${hidden === 1 ? "essay is" : "essays are"} hidden until you have marked ${hidden === 1 ? "it" : "them"} yourself.`,
        )
      : "",
  ];
}
