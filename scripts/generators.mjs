// What is made from the source and committed. Each generator gives [path, content] pairs; `built` imports a compiled module.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { docs } from './docs.mjs';
import { explanations } from './explanations.mjs';
import { validators } from './generate-validators.mjs';

const read = (root, relative) => readFileSync(path.join(root, relative), 'utf8');
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** The demo's files as a module: the fixture is the one place where they are written. */
function demo({ root }) {
  const folder = 'fixtures/wiki-assistant';
  const files = ['launch-gate.yml', 'results.json'].map((name) => {
    const content = read(root, `${folder}/${name}`);
    if (content.includes('`') || content.includes('${') || content.includes('\\'))
      throw new Error(`${name}: cannot be quoted`);
    return `  '${folder}/${name}': \`${content}\`,`;
  });
  const source = [
    '// Made from fixtures/wiki-assistant by `npm run build`; do not edit.',
    "/** The demo's files: path and content. */",
    'export const DEMO_FILES: Readonly<Record<string, string>> = {',
    ...files,
    '};',
    '',
  ].join('\n');
  return [['src/demo/files.generated.ts', source]];
}

/** The JSON Schemas that editors, producers and readers of reports use. */
async function schemas({ built }) {
  const { criteriaJsonSchema } = await built('criteria/json-schema.js');
  const { valuesJsonSchema } = await built('sources/formats/values-schema.js');
  const { reportJsonSchema } = await built('report/report-schema.js');
  return [
    ['schema/launch-gate.schema.json', json(criteriaJsonSchema())],
    ['schema/values.schema.json', json(valuesJsonSchema())],
    ['schema/report.schema.json', json(reportJsonSchema())],
  ];
}

export default [demo, validators, schemas, explanations, docs];
