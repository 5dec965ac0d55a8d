// The search page. Pagefind reads the index; the words come from the page, the look is ours.

const SHOWN = 10; // results at a time: each is one small file to fetch
const PAUSE = 150; // milliseconds without a key before the words are looked for

// A title that is asked for by its words comes first, a document's title hardly counts for its parts, and a long part
// is not better than a short one for saying a word more often.
const RANKING = { metaWeights: { title: 8, number: 9, page: 0.2 }, pageLength: 0.5 };

const form = document.querySelector("form.search");
const input = form.elements.q;
const says = document.querySelector("p.says");
const list = document.querySelector("ol.found");
const more = document.querySelector("button.more");
const blank = document.querySelector("main template").content.firstElementChild;
// The longest address first, so that the code of conduct is found before the law it belongs to.
const chapters = [...document.querySelectorAll("section ul a")].sort((a, b) => b.href.length - a.href.length);

let opened; // the index, opened when it is first needed
let asked = 0; // an answer that comes after a later question is dropped

function open() {
  const bundle = new URL("../../pagefind/", import.meta.url);
  const site = new URL("../", bundle).pathname;
  opened ??= import(new URL("pagefind.js", bundle)).then(({ createInstance }) =>
    // The index is small: a second thread would cost more to fetch than it saves.
    createInstance({ basePath: bundle.href, baseUrl: site, excerptLength: 28, noWorker: true, ranking: RANKING }),
  );
  return opened;
}

/** Fill an element with an excerpt: text, and <mark>. Pagefind escapes < and >; nothing here is read as HTML. */
function fill(element, { excerpt, plain_excerpt: plain, content }) {
  const text = (part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const pieces = excerpt.split(/<mark>(.*?)<\/mark>/s).flatMap((part, at) => {
    if (at % 2 === 0) return text(part);
    // Pagefind marks a word with the signs around it; the mark is for the word.
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}%]*)$/su.exec(text(part));
    const mark = document.createElement("mark");
    mark.textContent = word;
    return [before, mark, after];
  });
  // Dots where a sentence is cut.
  const words = text(plain);
  const before = content.trim().startsWith(words) || /^[\p{Lu}\p{N}]/u.test(words) ? "" : "… ";
  const after = content.trim().endsWith(words) || /[.?!]$/.test(words) ? "" : " …";
  element.replaceChildren(before, ...pieces, after);
}

function line(found) {
  const { url, meta } = found;
  const made = document.importNode(blank, true);
  const link = made.querySelector("a");
  link.href = url;
  link.textContent = meta.title;
  const chapter = chapters.find(({ href }) => link.href.startsWith(href));
  const way = new Set([chapter?.textContent, meta.page].filter(Boolean));
  made.querySelector(".where").textContent = [...way].join(" › ");
  fill(made.querySelector(".excerpt"), found);
  return made;
}

/** Put the next results on the page, the first ones in the place of those of an earlier question. */
async function show(results, question, from) {
  const next = results.slice(from, from + SHOWN);
  const lines = (await Promise.all(next.map((result) => result.data()))).map(line);
  if (question !== asked) return;
  if (from === 0) list.replaceChildren();
  list.append(...lines);
  more.hidden = from + next.length >= results.length;
  more.onclick = async () => {
    await show(results, question, from + next.length);
    list.children[from + next.length]?.querySelector("a").focus();
  };
}

async function look() {
  const question = ++asked;
  const words = input.value.trim();
  history.replaceState(null, "", words ? `?${new URLSearchParams({ q: words })}` : location.pathname);
  for (const link of document.querySelectorAll(".languages a")) link.search = location.search;
  let results = [];
  try {
    if (words) ({ results } = await (await open()).search(words));
    await show(results, question, 0);
  } catch (error) {
    opened = undefined;
    if (question === asked) says.textContent = says.dataset.broken;
    throw error;
  }
  if (question !== asked) return;
  const { none, one, many } = says.dataset;
  const sentence = [none, one][results.length] ?? many.replace("{n}", results.length);
  says.textContent = words && sentence.replace("{}", () => words);
}

let pause;
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(look, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  look();
});

input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) look();
