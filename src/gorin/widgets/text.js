// The control of a card that is answered in words or figures: a line, a number, a page of text.

const LONGEST = 50_000; // characters of a text, as in questions.py

/** A line, a number or a page of text. */
function text(make) {
  return (spec, { send, later }) => {
    const id = fresh("text");
    const field = make(spec, id);
    const value = () => field.value.trim() || null;
    const limits = limit(spec);
    const counted = h("span", { className: "gorin-count" });
    const described = limits && fresh("limit");
    if (described) field.setAttribute("aria-describedby", described);
    const tally = () => {
      const words = count(field.value);
      counted.textContent = words ? `${words} ${words === 1 ? "word" : "words"}` : "";
    };
    let caret = null; // where it was left: a click elsewhere may send the browser's own to the front
    field.addEventListener("blur", () => (caret = field.selectionEnd));
    let last = null;
    const record = () => {
      if (value() !== last) send((last = value()));
    };
    field.addEventListener("input", () => {
      tally();
      later(() => (last = value()));
    });
    field.addEventListener("change", record);
    const put = (made) => {
      made();
      tally();
      send((last = value()));
    };
    return {
      /** Put words of the memo in: they are a quotation, or stand in an essay where the caret is. */
      take: (words, anchor) =>
        put(() => {
          if (field.type !== "textarea") field.value = words;
          else caret = insert(field, `“${words}” (¶${anchor})`, caret);
        }),
      /** Put other words in place of some that are not in the memo. */
      mend: (words, fresh) => put(() => (field.value = field.value.replace(words, () => fresh))),
      element: h(
        "div",
        { className: "gorin-text" },
        h("label", { htmlFor: id }, spec.prompt),
        limits && h("p", { className: "gorin-limit" }, h("span", { id: described }, limits), counted),
        field,
        spec.unit ? h("span", { className: "gorin-unit" }, ` ${spec.unit}`) : "",
      ),
      show(kept) {
        if (document.activeElement === field) return;
        last = kept === null ? null : plainly(kept);
        if (value() !== last) field.value = last ?? ""; // else the caret would leave its place
        tally();
      },
    };
  };
}

/** Write at the caret, apart from the words around it; what is marked there stays. */
function insert(field, words, left) {
  const at = document.activeElement === field ? field.selectionEnd : (left ?? field.value.length);
  const before = /[^\s([„“"‘]$/.test(field.value.slice(0, at)) ? " " : "";
  const after = /^[^\s.,;:!?)\]”"’]/.test(field.value.slice(at)) ? " " : "";
  field.setRangeText(before + words + after, at, at, "end");
  return field.selectionEnd;
}

const limit = (spec) => {
  const parts = [];
  if (spec.least && spec.most) parts.push(`${spec.least} to ${spec.most} words`);
  else if (spec.most) parts.push(`At most ${spec.most} words`);
  const several = spec.quotations === 1 ? "" : "s";
  if (spec.quotations)
    parts.push(`${spec.quotations} quotation${several} of the memo in quotation marks`);
  return parts.length ? `${parts.join(", ")}.` : "";
};

/** Count words as `questions.words` does: runs between white space with a letter or a digit. */
const count = (text) => text.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;

const line = (_, id) =>
  h("input", { id, type: "text", autocomplete: "off", spellcheck: false, maxLength: 2_000 });
const number = (_, id) =>
  h("input", { id, type: "text", autocomplete: "off", inputMode: "decimal", size: 6, maxLength: 40 });
const area = (_, id) => h("textarea", { id, rows: 10, maxLength: LONGEST });

const CONTROLS = { quote: text(line), number: text(number), essay: text(area) };
