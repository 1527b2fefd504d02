// The reference pages: command line, action, JSON report; the keys of the criteria have a module of their own.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { criteriaPage } from './docs-criteria-keys.mjs';
import { block, cell, page, plain, table } from './docs-markdown.mjs';

const read = (root, relative) => readFileSync(path.join(root, relative), 'utf8');
const code = (text) => `\`${text}\``;

/** The table of a command's exit codes. */
export async function exitCodes({ built }, command) {
  const { COMMANDS } = await built('command-line/options.js');
  return table(
    ['exit code', 'meaning'],
    COMMANDS[command].exitCodes.map(([number, says]) => [String(number), cell(says)]),
  );
}

/** The reference of commands and flags. */
async function commandPage(context) {
  const { COMMANDS, FLAGS } = await context.built('command-line/options.js');
  const { helpText } = await context.built('command-line/help.js');
  const flagRow = (name) => {
    const { takes, repeats, says } = FLAGS[name];
    return [
      `<a id="flag-${name}"></a>\`--${name}${takes === null ? '' : ` ${takes}`}\``,
      repeats ? 'yes' : '',
      cell(says),
    ];
  };
  const codes = new Map();
  for (const name of Object.keys(COMMANDS)) codes.set(name, await exitCodes(context, name));
  const commands = Object.entries(COMMANDS).flatMap(([name, command]) => [
    `## ${name}`,
    plain(command.summary),
    block('text', `launch-gate ${command.usage}`),
    ...command.text.map(plain),
    `Flags: ${[...command.flags, 'help'].map((flag) => `[\`--${flag}\`](#flag-${flag})`).join(', ')}.`,
    table(
      ['example', 'does'],
      command.examples.map(([text, does]) => [code(text), cell(does)]),
    ),
    codes.get(name),
    ...(name === 'doctor'
      ? ['What it looks at, what it prints and which rights it needs: [doctor](../doctor.md).']
      : []),
  ]);
  return [
    'docs/reference/command-line.md',
    page(
      '# Reference: command line',
      'From a clone, `node dist/cli.js` is the command; nothing needs to be installed. Where the package is installed, or with `npx` from a checkout, it is called `launch-gate`.',
      block('text', helpText(null, 80)),
      '## Exit codes',
      'Each command has its own, below its examples. The report goes to standard output, everything else to standard error.',
      ...commands,
      '## Flags',
      table(['flag', 'repeats', 'meaning'], Object.keys(FLAGS).map(flagRow)),
    ),
  ];
}

const actionOf = (root) => parse(read(root, 'action.yml'));

/** The table of the action's inputs. */
export function actionInputs(root) {
  const rows = Object.entries(actionOf(root).inputs).map(([name, { description, default: preset }]) => [
    code(name),
    cell(description),
    preset === '' || preset === undefined ? 'none' : code(preset),
  ]);
  return table(['input', 'meaning', 'default'], rows);
}

/** The table of the action's outputs. */
export function actionOutputs(root) {
  const rows = Object.entries(actionOf(root).outputs).map(([name, { description }]) => [code(name), cell(description)]);
  return table(['output', 'meaning'], rows);
}

function actionPage({ root }) {
  return [
    'docs/reference/action.md',
    page(
      '# Reference: the action',
      plain(actionOf(root).description),
      '## Inputs',
      'No input loosens the gate. A value that is not known is an error.',
      actionInputs(root),
      '## Outputs',
      'Outputs, job summary and the JSON report are written before the step fails.',
      actionOutputs(root),
      '## Permissions',
      'The job needs `contents: read`, and `pull-requests: write` for the comment, or `pull-requests: read` where there is none to write. What each is for: [administrators](../administrators.md#permissions). The action speaks to the GitHub server of the run, and to the hosts of the sources that the criteria name: [the network](../network.md).',
    ),
  ];
}

/** Rows of a report's keys, inner maps and lists included. */
function reportRows(schema, prefix) {
  return Object.entries(schema.properties).flatMap(([name, inner]) => {
    const full = prefix === '' ? name : `${prefix}.${name}`;
    const map = [inner, ...(inner.anyOf ?? [])].find(
      (one) => one.properties !== undefined || one.items?.properties !== undefined,
    );
    const below = map?.properties === undefined ? map?.items : map;
    const path = map?.properties === undefined ? `${full}[]` : full;
    const row = [code(full), reportType(inner), cell(inner.description ?? '')];
    return [row, ...(below === undefined ? [] : reportRows(below, path))];
  });
}

function reportType(schema) {
  if (Array.isArray(schema.type)) return schema.type.map((type) => reportType({ ...schema, type })).join(' or ');
  if (schema.anyOf !== undefined) return schema.anyOf.map(reportType).join(' or ');
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (schema.type === 'null') return '`null`';
  if (schema.type === 'array')
    return schema.prefixItems === undefined
      ? `list of ${reportType(schema.items ?? {})}`
      : `list of ${schema.prefixItems.length} numbers`;
  if (schema.type === 'object') return 'map';
  if (schema.type === 'integer') return 'whole number';
  if (schema.type === 'string') return /T/.test(schema.pattern ?? '') ? 'time, RFC 3339' : 'text';
  return schema.type ?? 'any value';
}

function reportPage({ root }) {
  const schema = JSON.parse(read(root, 'schema/report.schema.json'));
  return [
    'docs/reference/report.md',
    page(
      '# Reference: the JSON report',
      'Written by the action (output `report`) and by `launch-gate check --format json`. The JSON Schema is [`schema/report.schema.json`](../../schema/report.schema.json).',
      [
        '- There is always a report, with empty lists where the criteria could not be read.',
        '- Every key is always there; one without a value is `null`.',
        '- Metrics keep the order of the file. The same inputs and clock give the same bytes.',
        '- Later versions may add keys: ignore those that you do not know.',
      ].join('\n'),
      table(['key', 'type', 'meaning'], reportRows(schema, '')),
    ),
  ];
}

/** All reference pages. */
export async function referencePages(context) {
  return [await criteriaPage(context), await commandPage(context), actionPage(context), reportPage(context)];
}
