// Writes src/report.ts, the TypeScript types of schema/report.schema.json; with --check only says whether it is current.
import { readFile, writeFile } from 'node:fs/promises';
import { compileFromFile } from 'json-schema-to-typescript';
import * as prettier from 'prettier';

const SCHEMA = 'schema/report.schema.json';
const TYPES = 'src/report.ts';

const raw = await compileFromFile(SCHEMA, {
  additionalProperties: false,
  bannerComment: `// The contract's types. Generated from ${SCHEMA} by \`npm run contract\`.`,
  format: false
});
const text = await prettier.format(raw, { ...(await prettier.resolveConfig(TYPES)), filepath: TYPES });

if (!process.argv.includes('--check')) {
  await writeFile(TYPES, text);
} else if ((await readFile(TYPES, 'utf8').catch(() => '')) !== text) {
  console.error(`${TYPES} is not what ${SCHEMA} says: run \`npm run contract\`.`);
  process.exit(1);
}
