// On a unit's month, the row of whoever has said "this is me" stands out, as it does by its own address.
import { rememberedPerson } from "./me.js";

const person = rememberedPerson();
const row = person && document.getElementById(person.id);
row?.closest("tr")?.classList.add("mine");
