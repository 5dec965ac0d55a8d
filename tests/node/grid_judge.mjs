// What becomes site/assets/vendor/ajv.js, the judge of the grid in the browser (see site/assets/vendor/README.md).
import Ajv from "ajv";

export { Ajv };
