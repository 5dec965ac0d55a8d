// What is known of the month: the island of the page and the published schemas, as one. Nothing here changes.

// Give the parts of "Indonesian · English", as the schema has its words.
function both(words) {
  const [id, en] = words.split(" · ");
  return { id, en: en ?? id };
}

function limitOf(day, definitions) {
  const ids = day.items?.$ref ? definitions[day.items.$ref.split("/").pop()].enum : [];
  const { headcount, sum, clause } = JSON.parse(day.$comment);
  return { most: day.maxItems, people: new Set(ids), headcount, excluded: sum === null, clause, law: both(day.description) };
}

// The month of one unit. `columns` are its days in order, `rows` its people in the order of the unit file, then codes in
// the file that belong to nobody here; `limits` has, by date, what the schema allows.
export class Month {
  constructor(grid, schema, ...advisory) {
    this.grid = grid;
    this.columns = grid.days;
    this.days = new Map([...grid.days, ...grid.beside].map((day) => [day.date, day]));
    const dated = Object.entries(schema.properties.wfh.properties);
    this.limits = new Map(dated.map(([date, day]) => [date, limitOf(day, schema.definitions ?? {})]));
    this.advisers = grid.advisory.map(({ name }, at) => {
      const own = Object.entries(advisory[at].properties.wfh.properties);
      return { name, limits: new Map(own.map(([date, day]) => [date, limitOf(day, {})])) };
    });
    const strangers = grid.strangers.map((one) => ({ id: one.id, name: one.id, stays: [], stranger: one }));
    this.rows = [...grid.people, ...strangers];
    this.people = new Map(this.rows.map((row) => [row.id, row]));
    this.order = new Map(this.rows.map((row, at) => [row.id, at]));
    this.open = this.columns.filter((day) => day.standing === "open").map((day) => day.date);
    this.recalled = new Map();
    for (const { date, employee } of grid.recalls) {
      if (!this.recalled.has(date)) this.recalled.set(date, new Set());
      this.recalled.get(date).add(employee);
    }
  }

  may(id, date) {
    return this.limits.get(date)?.people.has(id) ?? false;
  }

  // Say why somebody may not be at home on a day, as { kind, … }; null where they may.
  why(id, date) {
    const day = this.days.get(date);
    if (day.standing === "day-off") return { kind: "off", off: day.off };
    if (day.standing === "excluded") return { kind: "excluded" };
    if (day.standing !== "open") return { kind: day.standing, edge: day.edge };
    if (this.may(id, date)) return null;
    return this.absence(id, date);
  }

  // Say why the schema does not name somebody on a day that is open.
  absence(id, date) {
    const { stays, stranger } = this.people.get(id);
    if (stranger) return { kind: "stranger", stranger };
    const current = stays.find((stay) => (stay.start ?? "") <= date && date <= (stay.end ?? "9"));
    if (current) return { kind: "status", status: current.status };
    const gone = stays.findLast((stay) => stay.end !== null && stay.end < date);
    if (gone) return { kind: "gone", end: gone.end };
    return { kind: "coming", start: stays.find((stay) => stay.start > date).start };
  }
}
