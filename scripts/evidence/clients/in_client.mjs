// Asks a published file, through the Node client, what a BI tool asks; prints the answers as JSON.
// The same questions as in_client.py, in the same words; clients.py judges the answers.
// usage: node check.mjs ENVIRONMENT DATABASE   (ENVIRONMENT: the folder that holds node_modules)

import { createRequire } from 'node:module';

const NOBODY = 65534;
const MONEY = (prefix) => `select count(*), sum(amount_dkk) from ${prefix}marts.fct_allocation`;
const COMMENTS = `
  select (select count(*) from duckdb_tables()), (select count(nullif(comment, '')) from duckdb_tables()),
    count(*), count(nullif(comment, ''))
  from duckdb_columns() where not internal`;
const VIEWS = 'select count(*) from duckdb_views() where not internal';

const [environment, database] = process.argv.slice(2);
if (!database) {
  console.log('usage: node check.mjs ENVIRONMENT DATABASE');
  process.exit(2);
}
const { DuckDBInstance } = createRequire(`${environment}/`)('@duckdb/node-api');

// Opens a file, asks, and closes it again.
async function using(path, readOnly, ask) {
  const instance = await DuckDBInstance.create(path, readOnly ? { access_mode: 'READ_ONLY' } : {});
  const connection = await instance.connect();
  try {
    return await ask(async (query) => (await connection.runAndReadAll(query)).getRows());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

// A read-write open is tried first: with the file held it would fail anyway.
const questions = {
  write: () =>
    using(database, false, async (ask) => {
      await ask('select 1');
      return 'it was opened';
    }),
  write_attached: () =>
    using(':memory:', false, async (ask) => {
      await ask(`attach '${database.replaceAll("'", "''")}' as any_other_name`);
      return 'it was attached';
    }),
  version: () => using(database, true, async (ask) => (await ask('select version()'))[0][0].replace(/^v/, '')),
  money: () => using(database, true, async (ask) => (await ask(MONEY('')))[0].map(String)),
  comments: () => using(database, true, async (ask) => (await ask(COMMENTS))[0].map(Number)),
  any_name: () =>
    using(':memory:', false, async (ask) => {
      await ask(`attach '${database.replaceAll("'", "''")}' as any_other_name (read_only)`);
      return [...(await ask(MONEY('any_other_name.')))[0], ...(await ask(VIEWS))[0]].map(String);
    }),
};

// All is loaded while this user may still read it: the environment can lie where nobody else has access.
await using(':memory:', false, (ask) => ask('select cast(1 as decimal(18, 2))'));
if (process.geteuid() === 0) {
  process.setgroups([]);
  process.setgid(NOBODY);
  process.setuid(NOBODY);
}
const facts = { user: process.geteuid() };
for (const [name, question] of Object.entries(questions)) {
  try {
    facts[name] = { answer: await question() };
  } catch (error) {
    facts[name] = { error: `${error.constructor.name}: ${error.message}` };
  }
}
console.log(JSON.stringify(facts));
