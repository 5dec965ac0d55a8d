// The way from the grid to a proposal: a link that carries the file where the forge takes it, else copy and download.
import { button, h } from "./html.js";
import { NAMES, proposal } from "./propose.js";

// Give what stands under "Propose". `file` is { path, text, exists }, or null where there is nothing to propose; `say` tells
// the reader what came of it.
export function offer(forge, file, grave, words, say) {
  if (file === null) return [h("p", {}, words.nothing)];
  const copy = button(words.copy, () => copied(file.text, words, say), { id: "copy" });
  const download = h("a", { id: "download", class: "button", download: file.path.split("/").pop(), href: `data:application/yaml;charset=utf-8,${encodeURIComponent(file.text)}` }, words.download);
  const files = h("p", { class: "offer" }, copy, " ", download);
  const note = grave ? h("p", { class: "note" }, words.proposeFirst) : null;
  if (!forge) return [note, steps(words.steps.none(file.path)), files].filter(Boolean);
  const { href, filled } = proposal(forge, file.path, file.text, file.exists);
  const name = NAMES[forge.kind];
  const link = h("a", { id: "propose", class: "button", href, target: "_blank", rel: "noopener" }, filled ? words.open(name) : words.openEdit(name));
  if (!filled) link.addEventListener("click", () => copied(file.text, words, say));
  const told = filled ? h("p", {}, words.steps.prefilled) : steps(words.steps.paste);
  return [note, grave ? null : h("p", {}, link), grave ? null : told, files].filter(Boolean);
}

function steps(lines) {
  return h("ol", {}, ...lines.map((line) => h("li", {}, line)));
}

async function copied(text, words, say) {
  try {
    await navigator.clipboard.writeText(text);
    say(words.copied);
  } catch {
    say(words.notCopied);
  }
}
