// Changed days that are over, which the gate stops unless the message of the commit says why they are corrected.
import { today } from "../days.js";

// Give the lines that a message needs for some changed dates, one for each run of them; `placeholder` stands for the reason.
// `zone` is the one by which the gate tells that a day is over.
export function corrections(month, dates, zone, { key, placeholder }) {
  return runs(month, over(dates, zone)).map(({ first, last }) => {
    const span = first === last ? first : `${first}/${last}`;
    return `${key}: ${month.grid.unit} ${span} - ${placeholder}`;
  });
}

function over(dates, zone) {
  const now = today(zone);
  return dates.filter((date) => date < now).sort();
}

// Merge days in a row: those between which no day lies on which anybody could be at home, such as Friday and Monday.
function runs(month, dates) {
  const found = [];
  for (const date of dates) {
    const run = found.at(-1);
    if (run && !month.open.some((day) => run.last < day && day < date)) run.last = date;
    else found.push({ first: date, last: date });
  }
  return found;
}
