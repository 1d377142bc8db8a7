// What every widget's module begins with.

/** Make an element: properties, attributes (aria-*, data-*, role, for) and children. */
function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.includes("-") && name !== "list") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return an id that no other element of the page has. */
const fresh = (name) => `gorin-${name}-${Math.random().toString(36).slice(2)}`;

/** Begin a widget's root. JupyterLab takes keys that leave it: `d d` would delete the cell. */
function root(el, name) {
  const element = h("div", { role: "group", className: `gorin ${name}` });
  element.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  el.replaceChildren(element);
  return element;
}

/** Where a key leads on a page: left and right by an item, up and down by a sentence. */
function onPage(key, at, all) {
  const sentence = (step) => {
    let to = at + step;
    while (all[to] && !all[to].classList.contains("gorin-address")) to += step;
    return to;
  };
  return {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: sentence(1),
    ArrowUp: sentence(-1),
    Home: 0,
    End: all.length - 1,
  }[key];
}

/** Let arrows, Home and End move the focus among items of which one at a time can be tabbed to. */
function rove(items, steps) {
  const focus = (item) => {
    for (const other of items()) other.tabIndex = other === item ? 0 : -1;
    item.focus();
  };
  return {
    focus,
    key(event) {
      const all = items();
      const at = all.indexOf(event.target.closest("[data-anchor]"));
      if (at < 0) return false;
      const to = steps(event.key, at, all);
      if (to === undefined) return false;
      event.preventDefault();
      focus(all[Math.max(0, Math.min(all.length - 1, to))]);
      return true;
    },
  };
}
