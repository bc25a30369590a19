// Asks each measure of a model for Malloy, in all and by partner; prints the answers as JSON.
// usage: node in_malloy.mjs ENVIRONMENT DATABASE MODEL < [["rpt_allocation", "allocated_now", true], ...]
// (true: its source has partners)

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [environment, databasePath, path] = process.argv.slice(2);
const from = createRequire(`${environment}/`);
const { SingleConnectionRuntime } = from('@malloydata/malloy');
const { DuckDBConnection } = from('@malloydata/db-duckdb');

const connection = new DuckDBConnection({
  name: 'duckdb',
  databasePath,
  readOnly: true,
  enableExternalAccess: false,
  lockConfiguration: true,
});
const model = new SingleConnectionRuntime({ connection }).loadModel(readFileSync(path, 'utf8'));
const ask = async (query) => (await model.loadQuery(query).run({ rowLimit: 1000 })).data.toObject();

const answers = [];
for (const [source, measure, hasPartners] of JSON.parse(readFileSync(0, 'utf8'))) {
  const all = await ask(`run: ${source} -> { aggregate: ${measure} }`);
  const answer = { measure, all: all[0][measure] };
  if (hasPartners) {
    const named = `where: partners.partner_id != null aggregate: ${measure}`;
    answer.withPartner = (await ask(`run: ${source} -> { ${named} }`))[0][measure];
    const each = await ask(`run: ${source} -> { group_by: partners.partner_id ${named} }`);
    answer.byPartner = Object.fromEntries(each.map((row) => [row.partner_id, row[measure]]));
  }
  answers.push(answer);
}
console.log(JSON.stringify(answers));
await connection.close();
