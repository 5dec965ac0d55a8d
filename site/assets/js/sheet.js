// The supervision sheet of one unit: its people in a table with columns to write in, to be printed alone on A4.
// All words and columns stand in the page, in a <template>. Without it the page lists people and calls all the same.
const pattern = document.getElementById("sheet");

function row(person, calls, head, drawn) {
  const line = document.createElement("tr");
  for (const column of head) {
    const cell = line.insertCell();
    const at = column.dataset.call;
    if (at !== undefined && calls[at]) cell.append(drawn.content.cloneNode(true));
  }
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = person.textContent;
  line.cells[0].replaceWith(name);
  return line;
}

function show() {
  for (const old of document.querySelectorAll("ul.day > li > .sheet.scroll")) old.remove();
  const unit = location.hash.startsWith("#sheet-") && document.getElementById(location.hash.slice(1));
  const home = unit && unit.querySelector("ul.home");
  document.documentElement.classList.toggle("one-sheet", Boolean(home));
  if (!home) return;
  const sheet = pattern.content.cloneNode(true);
  const head = [...sheet.querySelectorAll("thead th")];
  const body = sheet.querySelector("tbody");
  const drawn = sheet.querySelector("template");
  const calls = [...unit.querySelectorAll(".calls [data-place]")].map(({ dataset }) => Number(dataset.place));
  for (const [at, person] of [...home.children].entries()) {
    body.append(row(person, calls.map((place) => place === at + 1), head, drawn));
  }
  const supervisor = sheet.querySelector("caption span");
  const { dataset } = unit.querySelector("p.sheet a");
  if (dataset.supervisor) supervisor.append(dataset.supervisor);
  else supervisor.remove();
  sheet.querySelector("button").addEventListener("click", () => window.print());
  unit.append(sheet);
}

addEventListener("hashchange", show);
show();
