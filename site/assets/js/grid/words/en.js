// What the page says, in English. words/id.js has the same entries. What a fault says is what the check says of it.
import { longDate, shortDate } from "../dates.js";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const own = { weekdays, months };
const long = (date) => longDate(date, own);
const short = (date) => shortDate(date, own);
const people = (number) => (number === 1 ? "1 person" : `${number} people`);
const named = (ids) => ids.slice(0, 8).map((id) => `“${id}”`).join(", ") + (ids.length > 8 ? ` and ${ids.length - 8} more` : "");
const count = ({ most, headcount }) => `${most} of ${headcount}`;

export const words = {
  language: "en",
  weekdays,
  months,
  long,
  short,
  brief: (weekday) => weekdays[weekday].slice(0, 3),
  home: "at home",
  office: "at the office",
  mark: { home: "H", office: "·", recalled: "C" },
  person: "Employee",
  turns: "Days at home",
  atHome: "At home",
  most: "At most",
  table: (month) => `Turns in ${month}`,
  used: (listed, limit) => `${listed} of ${limit.most}`,
  over: (by) => `${by === 1 ? "one" : by} too many`,
  personCount: (now, last) => {
    const days = now === 1 ? "1 day" : `${now} days`;
    return last === null ? days : `${days}; last month ${last}`;
  },
  cell: (name, date, state, counted) => `${name}, ${short(date)}, ${state}${counted ? `; ${counted}` : ""}`,
  recalled: "called in that day",
  wrong: "not allowed here",
  why: {
    off: ({ off }) => `Day off: ${off.en}.`,
    excluded: () => "Everyone in this unit works at the office that day.",
    before: ({ edge }) => (edge ? `Working from home may begin on ${long(edge)}.` : "Before the period of working from home."),
    after: ({ edge }) => (edge ? `Working from home ended on ${long(edge)}.` : "Outside the period of working from home."),
    elsewhere: () => "Not a day of this month.",
    coming: ({ start }) => `Not yet in this unit; only from ${long(start)}.`,
    gone: ({ end }) => `No longer in this unit; only until ${long(end)}.`,
    status: ({ status }) => `Status ${status.toUpperCase()}: works at the office and is not counted.`,
    stranger: ({ stranger }) => stranger.message.en,
  },
  tools: "Tools",
  undo: "Undo",
  redo: "Redo",
  repair: "Repair",
  fill: "Fill by a pattern",
  patterns: {
    turns: "By turns, up to the limit",
    alternate: "Alternate days",
    weeks: "Weeks A and B",
    last: "Like last month",
    clear: "Clear everything",
  },
  uneven: ({ least, most }) => `Days at home are uneven: some people have ${least}, others ${most}.`,
  weekdaysLegend: "Fixed weekdays for the chosen rows",
  fillWeekdays: "Fill fixed weekdays",
  selected: (number) => `${number} cells chosen`,
  help: "Click a cell or press Space to change it; drag for several. Arrows move, Shift+arrows select, Delete clears, Ctrl+Z undoes, Ctrl+C and Ctrl+V copy and paste, from Excel too.",
  faults: "What must be corrected",
  advice: "Advice, not binding",
  noFaults: "No faults: this schedule keeps to the rules.",
  judging: "Being judged…",
  faultCount: (number) => (number === 0 ? "No faults." : number === 1 ? "1 fault." : `${number} faults.`),
  toCell: "Go to the cell",
  sum: "sum",
  law: "basis",
  step: "step",
  line: ({ line, column }) => `line ${line}, column ${column}`,
  summary: "What changes",
  unchanged: "Nothing has changed yet.",
  nowHome: (name, dates) => `${name} is now at home: ${dates.map(short).join(", ")}.`,
  nowOffice: (name, dates) => `${name} is now at the office: ${dates.map(short).join(", ")}.`,
  dayCount: (date, before, after) => `${short(date)}: from ${before} to ${after} at home.`,
  perPerson: "By employee",
  perDay: "By day",
  file: "Schedule file",
  changedLine: "changed",
  unusual: "This file is laid out unusually: it is written anew as a whole, and comments in it are lost.",
  propose: "Propose",
  proposeFirst: "Correct the faults above first; a proposal like this is refused.",
  nothing: "There is nothing to propose yet.",
  open: (forge) => `Propose on ${forge}`,
  openEdit: (forge) => `Copy, then open the editor of ${forge}`,
  copy: "Copy the file",
  download: "Download the file",
  copied: "The content of the file has been copied.",
  notCopied: "The browser does not allow copying. Select the content of the file below and copy it with Ctrl+C, or download the file.",
  past: {
    key: "Correction",
    placeholder: "<reason>",
    told: "This proposal alters days that are over. The check stops it (CH003) unless the reason is given by this line:",
    lines: "Lines for the description",
    copy: "Copy this line",
    copied: "The line has been copied.",
    notCopied: "The browser does not allow copying. Select the line and copy it with Ctrl+C.",
    where: "Paste it into the description when saving (commit), on a line of its own below the first; on GitHub that is the box “Extended description”. Put the reason in the place of <reason>, with nothing private: the line is kept for ever. If the change was not meant, restore that day as it was.",
  },
  steps: {
    prefilled: "The editor opens with the whole content in place. Press the button to commit there, choose a new branch, and send the proposal.",
    paste: ["Press the button above: the content is copied and the editor opens.", "In the editor select everything (Ctrl+A), then paste (Ctrl+V).", "Commit to a new branch, then send the proposal."],
    none: (path) => ["Copy the content of the file, or download it.", `Save it as ${path} in the repository.`, "Send it as a proposal (pull request)."],
  },
  draft: {
    kept: "Changes from an earlier visit that were not proposed yet are in place again.",
    discard: "Discard those changes",
    moved: "The file on the site has changed since the last changes in this browser.",
    apply: "Put them on top of the new file",
    unkept: "This browser keeps nothing: changes are lost when the page is closed.",
  },
  failed: {
    judge: "The judge cannot run, so this page does not know whether the schedule keeps to the rules. You can still change and propose it; the proposal will be checked. For whoever runs the site: the server must send a policy of its own with the file assets/js/grid/worker.js (see the guide on headers).",
    schema: "The schema of this month could not be loaded. Load this page again.",
  },
  pasted: (number) => (number === 1 ? "1 cell pasted." : `${number} cells pasted.`),
  notPasted: "Not understood, and left out",
  badMark: (name, date, mark) => `${name}, ${short(date)}: “${mark}” is not a known mark.`,
  badCell: (name, date, why) => `${name}, ${short(date)}: ${why}`,
  tooWide: (rows, columns) => `${rows} rows and ${columns} columns do not fit into the table.`,
  repaired: (number) => (number === 0 ? "Nothing can be repaired by changing cells." : number === 1 ? "1 cell repaired." : `${number} cells repaired.`),
  undone: "Undone.",
  redone: "Redone.",
  fault: {
    LW001: ({ listed, limit, date }) => [
      `${people(listed)} at home on ${long(date)}; at most ${count(limit)}.`,
      `Take ${listed - limit.most} ${listed - limit.most === 1 ? "name" : "names"} off this day.`,
    ],
    LW002: ({ listed, date }) => [
      `${people(listed)} scheduled at home on ${long(date)}; everyone in this unit works at the office.`,
      "Delete this schedule. If this is not a service unit, the head of the agency can declare so in the unit file (facts and override, with a reason and a letter).",
    ],
    LW003: ({ id, why, base }) => [
      `“${id}” has the status ${why.status.toUpperCase()}; only ${base.map((one) => one.toUpperCase()).join(" and ")} may be scheduled at home.`,
      "Take the code out of this schedule; the person works at the office and is not counted.",
    ],
    LW004: ({ listed, limit, date, circular }) => [
      `${people(listed)} at home on ${long(date)}, above the advice of ${circular}: ${count(limit)}.`,
      "The schedule is lawful. The advice does not bind; consider whether to follow it.",
    ],
    LW005: ({ listed, date, circular }) => [
      `${people(listed)} at home on ${long(date)}; under ${circular} everyone in a unit like this is at the office.`,
      "The schedule is lawful. The advice does not bind; consider whether to follow it.",
    ],
    DT002: ({ date, month }) => [`${long(date)} is not a day of ${month}.`, `Move it to the file ${date.slice(0, 7)}.yaml, or correct the date.`],
    DT003: ({ date, off }) => [`${long(date)} is not a working day (${off.en}).`, "Take this date out of the schedule."],
    DT004: ({ date, edge }) => [
      `${long(date)} is before the period of working from home.${edge ? ` Working from home may begin on ${long(edge)}.` : ""}`,
      "Take this date out: without a rule in force everyone works at the office.",
    ],
    DT005: ({ date, edge }) => [
      `${long(date)} is outside the period of working from home.${edge ? ` Working from home ended on ${long(edge)}.` : ""}`,
      "Take this date out: without a rule in force everyone works at the office.",
    ],
    DT006: ({ id, date, why }) => [
      `“${id}” is not yet in this unit on ${long(date)}; only from ${long(why.start)}.`,
      "Take the code off this day, or correct the date in the unit file.",
    ],
    DT007: ({ id, date, why }) => [
      `“${id}” is no longer in this unit on ${long(date)}; only until ${long(why.end)}.`,
      "Take the code off this day, or correct the date in the unit file.",
    ],
    RF001: ({ why }) => [why.stranger.message.en, why.stranger.help.en],
    RF002: ({ why }) => [why.stranger.message.en, why.stranger.help.en],
    SC002: ({ id, date }) => [
      `“${id}” is called in on ${long(date)} but was not scheduled at home that day.`,
      "Correct the date or the code. Whoever is called in stays listed under wfh on that day.",
    ],
    SC003: ({ by, supervisor, date }) =>
      supervisor === null
        ? ["Only the direct superior may call someone in, but this unit names no supervisor.", "Add “supervisor: …” to the unit file."]
        : by === supervisor
          ? [`The direct superior “${by}” is not employed on ${long(date)}.`, "Bring “supervisor” in the unit file up to date, or correct the date."]
          : [
              `The recall was ordered by “${by}”; the direct superior of this unit that day is “${supervisor}”.`,
              "Write the code of the direct superior who gave the order. If someone else was the superior then, record the period under “other-supervisors” in the unit file.",
            ],
    SC004: ({ missing }) => [
      `${missing.length} ${missing.length === 1 ? "person is" : "people are"} scheduled at home without having attested their domicile: ${named(missing)}.`,
      "Have them attest that they work at their place of domicile, and write the date of it as “domicile-attested” on their line of the unit file. It counts from its date on, not for days before. An address is never written.",
    ],
  },
};
