/** A part of the memo, with what the editions added set apart. */
function printed([, text, added]) {
  const shown = [];
  let at = 0;
  for (const [start, end, kind] of added) {
    const tag = kind === "number of the note" ? "sup" : "span";
    const insertion = h(tag, { className: "gorin-added", title: kind, "data-kind": kind }, text.slice(start, end));
    shown.push(text.slice(at, start), insertion);
    at = end;
  }
  return [...shown, text.slice(at)];
}
