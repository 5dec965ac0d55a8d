// The judge: Ajv, which compiles the published schemas and says of each state of the grid what they refuse.
//
// It lives in a worker because compiling makes code, which the policy of every page forbids; the policy of this file alone
// allows it. Takes { schemas: [schema…] } once and answers { ready: true } or { failed: words }; then takes
// { turn, document } and answers { turn, errors: [[error…]…] }, one list for each schema, in their order.
import { Ajv } from "../../vendor/ajv.js";

let judges = [];

function told(judge, document) {
  if (judge(document)) return [];
  return judge.errors.map(({ instancePath, keyword, params }) => ({ instancePath, keyword, params }));
}

addEventListener("message", ({ data }) => {
  if (data.schemas) {
    try {
      const ajv = new Ajv({ allErrors: true, logger: false });
      judges = data.schemas.map((schema) => ajv.compile(schema));
      postMessage({ ready: true });
    } catch (error) {
      postMessage({ failed: `${error.name}: ${error.message}` });
    }
    return;
  }
  postMessage({ turn: data.turn, errors: judges.map((judge) => told(judge, data.document)) });
});
