// Blocks as elements. Every text is set as text, so nothing of a pack becomes markup.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "click") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// How blocks of one page are drawn: `anchor` begins the ids of its footnotes.
function startDrawing(anchor, notes) {
  const known = new Map(notes.map((note) => [note.number, note]));

  // A note opens behind the paragraph of its mark, and its mark closes it again.
  function toggleNote(mark, number) {
    const open = mark.getAttribute("aria-expanded") === "true", id = mark.getAttribute("aria-controls");
    if (open) document.getElementById(id).remove();
    else mark.closest("p, li, td").append(make("span", { class: "note", id, role: "note" }, ...describe(known.get(number))));
    mark.setAttribute("aria-expanded", String(!open));
  }

  let marks = 0;
  const mark = (number) => make("sup", {}, make("button", {
    type: "button",
    class: "mark",
    "aria-label": format(words.NOTE, { number }),
    "aria-expanded": "false",
    "aria-controls": `${anchor}-mark-${++marks}`,
    click: (event) => toggleNote(event.currentTarget, number),
  }, String(number)));

  const sentence = ({ spans, numbers }) => {
    const text = spans.map(([span, emphasis, gloss]) => {
      const shown = emphasis ? make("em", {}, span) : span;
      return gloss ? make("a", { class: "gloss", href: `#${anchor}-who-${gloss}` }, shown) : shown;
    });
    return numbers.length ? [make("span", { class: "documented" }, text), ...numbers.map(mark)] : text;
  };
  const sentences = (paragraph) => paragraph.flatMap((each, index) => index ? [" ", ...sentence(each)] : sentence(each));
  const paragraphs = (list) => list.map((paragraph) => make("p", {}, sentences(paragraph)));
  const list = (blocks, level) => blocks.map((block) => draw(block, level)).flat();

  function draw(block, level = 3) {
    switch (block.kind) {
      case "Where": return make("p", { class: "where" }, `${block.when} · ${block.place}`);
      case "Quote": return make("p", { class: "taken" }, `› ${block.text}`);
      case "Heading": return make("h" + block.level, {}, block.text);
      case "Prose": return make("div", { class: "prose" }, paragraphs(block.paragraphs));
      case "Remark": return make("p", { class: "aside" }, block.text);
      case "Changes": return make("p", { class: "changes" }, block.lines.flatMap((line, index) => index ? [make("br"), line] : [line]));
      case "Field": return make("p", {}, `${block.label}: ${block.text}`);
      case "Part": return [make("h" + (level + 1), {}, block.label), ...paragraphs(block.paragraphs)];
      case "HeardNews": return make("p", {}, make("span", { class: "aside" }, block.head), " ", sentence(block.says),
        block.known.length ? [" ", make("span", { class: "aside" }, block.knownLabel + ": ", sentences(block.known))] : []);
      case "Account": return make("table", {}, block.rows.map(({ when, text, mark: remark, says }) => make("tr", {},
        make("th", { scope: "row" }, when),
        make("td", {}, text, remark ? [" ", make("em", {}, `(${remark})`)] : [], says.length ? [": ", ...sentences(says)] : []))));
      case "Items": return make("ul", {}, block.items.map((item) => make("li", {}, item.flatMap(sentences))));
      case "Readings": return make("ul", {}, block.readings.map(([says, cites]) =>
        make("li", {}, says + " ", make("span", { class: "aside" }, cites.join("; ")))));
      case "References": return make("ul", { class: "references" }, block.texts.map((text) => make("li", {}, text)));
      case "Panel": return make("section", { class: "panel " + block.look }, make("h" + level, {}, block.title),
        block.remark ? make("p", { class: "aside" }, block.remark) : null, list(block.blocks, level));
      case "Glosses": return make("section", { class: "glosses" }, make("p", { class: "aside" }, block.title),
        block.lines.map(([id, head, says]) => make("p", { id: `${anchor}-who-${id}` }, make("b", {}, head), ": " + says)));
      case "Fold": return make("details", { class: "fold" }, make("summary", {}, block.line), list(block.blocks, level));
    }
    throw new Error("unknown block " + block.kind);
  }

  return { draw: (block) => [draw(block)].flat() };
}

function describe({ label, says, about, cites, disputed }) {
  const link = record ? [" ", make("a", { href: `${record}#${label}` }, words.IN_RECORD)] : [];
  return [says + " ", make("span", { class: "aside" }, [about, ...cites, ...disputed].join(" "), link)];
}

function drawNotes(anchor, notes, isOpen) {
  if (!notes.length) return [];
  const items = notes.map((note) => make("li", { id: `${anchor}-${note.number}`, value: note.number }, describe(note)));
  const list = make("ol", { class: "notes" }, items);
  if (isOpen) return [list];
  return [make("details", { class: "sources" }, make("summary", {}, format(words.NOTES, { count: notes.length })), list)];
}
