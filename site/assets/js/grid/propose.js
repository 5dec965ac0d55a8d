// The link by which a change is proposed on a forge. What each forge takes stands, with its sources, on the decision page
// "propose-links" of the site.

export const LONGEST = 8191; // bytes of an address that every server in between takes

export const NAMES = { github: "GitHub", gitlab: "GitLab", forgejo: "Forgejo" };

// Spell a value of a query in as few bytes as the standard allows: blanks as "+", and what needs no escape as it is.
export function spelt(value) {
  return encodeURIComponent(value).replaceAll("%20", "+").replace(/%(?:2C|3A|2F|40|24|3B|3F)/g, decodeURIComponent);
}

const path = (value) => value.split("/").map(encodeURIComponent).join("/");

// Where a new file is written and an old one is changed; `content` is the name of the value that fills the editor.
const FORGES = {
  github: {
    fresh: ({ repository, branch }, file, text) => `${repository}/new/${path(branch)}?filename=${spelt(file)}&value=${spelt(text)}`,
    edit: ({ repository, branch }, file) => `${repository}/edit/${path(branch)}/${path(file)}`,
    content: null,
  },
  gitlab: {
    fresh: ({ repository, branch }, file, text) => `${repository}/-/new/${path(branch)}?file_name=${spelt(file)}&content=${spelt(text)}`,
    edit: ({ repository, branch }, file) => `${repository}/-/edit/${path(branch)}/${path(file)}`,
    content: "content",
  },
  forgejo: {
    fresh: ({ repository, branch }, file, text) => `${repository}/_new/${path(branch)}?filename=${spelt(file)}&value=${spelt(text)}`,
    edit: ({ repository, branch }, file) => `${repository}/_edit/${path(branch)}/${path(file)}`,
    content: "value",
  },
};

// Give { href, filled } for a file and its text: `filled` tells whether the editor opens with the text in it. Where it does
// not, or the address would be too long, the text has to be pasted.
export function proposal(forge, file, text, exists) {
  const { fresh, edit, content } = FORGES[forge.kind];
  const whole = forge.folder ? `${forge.folder}/${file}` : file;
  const bare = exists ? edit(forge, whole) : fresh(forge, whole, "").replace(/&[a-z]+=$/, "");
  if (exists && content === null) return { href: bare, filled: false };
  const href = exists ? `${bare}?${content}=${spelt(text)}` : fresh(forge, whole, text);
  return href.length <= LONGEST ? { href, filled: true } : { href: bare, filled: false };
}
