// The reference of every key of the criteria file, from its JSON Schema.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cell, page, table } from './docs-markdown.mjs';

const read = (root, relative) => readFileSync(path.join(root, relative), 'utf8');
const code = (text) => `\`${text}\``;

/** Defaults by path of a key; what has none here is simply absent. */
const DEFAULTS = {
  mode: '`enforce`',
  stage: '`full`',
  'launch-set.model': '1',
  'launch-set.task': '1',
  'launch-set.product': '1',
  'launch-set.business': '0',
  'launch-set.alerted-leading': '1',
  'launch-set.external-evidence': '`false`',
  'launch-set.verified-alerts': '`false`',
  'defaults.min-completed': '`95%`',
  'override.label': '`launch-gate/override`',
  'override.role': '`maintain`',
  'override.reason': '`required`',
  'override.expires': '`72h`',
  'override.allow-author': '`false`',
  'override.disabled': '`false`',
  'metrics.<id>.from': 'the values files given to the run',
  'metrics.<id>.required': '`true`',
  'metrics.<id>.waivable': '`true`',
  'metrics.<id>.confidence': '`none`',
  'metrics.<id>.min-completed': '`95%`',
  'metrics.<id>.method': 'by the evidence',
  'metrics.<id>.indicator': '`lagging`',
  'metrics.<id>.from-stage': 'model and task `shadow`, the alerted leading indicator `limited`, others `full`',
  'sources.<id>.format': '`auto`',
  'sources.<id>.optional': '`false`',
  'sources.<id>.private': '`false`',
  'sources.<id>.timeout': '`20s`, postgres `60s`',
  'sources.<id>.port': '5432',
  'sources.<id>.tls': '`verify`; on loopback `off`',
  'sources.<id>.method': '`GET`; `POST` where there is a body',
  'metrics.<id>.from.observed-at-format': '`rfc3339`',
  'metrics.<id>.from.observed-at-kind': '`sample`',
};

const PATTERNS = [
  [/smhdw/, 'duration'],
  [/^\^\[a-z0-9\]\[a-z0-9_.-\]/, 'id'],
  [/\[<>\]=\?.*\\\.\\\./, 'comparison or band, as text'],
  [/\[<>\]=\?/, 'comparison, as text'],
  [/GITHUB_TOKEN/, 'name of an environment variable'],
  [/\^https\?/, 'address, `https` or `http`'],
  [/%\)?\$/, 'percentage'],
  [/\^\(\?!\\\/\|\[A-Za-z\]:/, 'path inside the workspace'],
  [/^\^20\\d\{2\}/, 'date'],
];

/** The type of a value in a few words. */
function typeOf(schema) {
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((one) => code(String(one))).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(', or ');
  switch (schema.type) {
    case 'string':
      return PATTERNS.find(([pattern]) => pattern.test(schema.pattern ?? ''))?.[1] ?? 'text';
    case 'array':
      return `list of ${typeOf(schema.items ?? {})}`;
    case 'object':
      return 'map';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return '`true`, `false`';
    default:
      return schema.type ?? 'any value';
  }
}

const mapOf = (schema) => [schema, ...(schema.anyOf ?? [])].find((one) => one.properties !== undefined);

/** What a key's row says where this version refuses it, or one of its values. */
function refusal(full, refused) {
  const isRefused = [...refused.keys].some((key) => full === key || full.startsWith(`${key}.`));
  if (isRefused || (full.startsWith('mode.') && refused.keys.has('mode by event'))) return ' *Refused for now.*';
  const values =
    full === 'sources.<id>.type' ? [] : refused.values.filter(([key]) => key === full).map(([, value]) => code(value));
  return values.length === 0 ? '' : ` *${values.join(', ')}: refused for now.*`;
}

/** Rows of all keys below a map, inner maps included; `refused` tells by path whether this version acts on a key. */
function keyRows(schema, prefix, refused, used) {
  return Object.entries(schema.properties).flatMap(([name, inner]) => {
    const full = prefix === '' ? name : `${prefix}.${name}`;
    const isOpen = full === 'sources' || full === 'metrics' || full === 'metrics.<id>.from';
    const needed =
      (schema.required ?? []).includes(name) || (full === 'metrics.<id>.target' && schema.anyOf !== undefined);
    if (DEFAULTS[full] !== undefined) used.add(full);
    const preset = needed ? '**required**' : (DEFAULTS[full] ?? '');
    const note = refusal(full, refused);
    const row = [code(full), typeOf(inner), preset, cell(inner.description ?? '') + note];
    const below = isOpen ? undefined : (mapOf(inner) ?? (inner.items && mapOf(inner.items)));
    return [row, ...(below === undefined ? [] : keyRows(below, full, refused, used))];
  });
}

/** What loading the fixture with every key that is refused refuses: keys by path, and single values of other keys. */
async function refusedParts({ root, built }) {
  const { loadCriteria } = await built('criteria/load-criteria.js');
  const { findings } = await loadCriteria(read(root, 'fixtures/criteria/good/not-yet.yml'), 'not-yet.yml');
  const refused = findings.filter(({ code: found }) => found === 'not-supported-yet').map(({ args }) => args);
  const scopes = { file: '', metric: 'metrics.<id>.', source: 'sources.<id>.' };
  const ofValue = ({ scope, key, value }) => value !== null && !(scope === 'source' && key !== 'type');
  return {
    keys: new Set(refused.filter((one) => !ofValue(one)).map(({ scope, key }) => scopes[scope] + key)),
    values: refused.filter(ofValue).map(({ scope, key, value }) => [scopes[scope] + key, value]),
  };
}

const FORMS = table(
  ['form', 'written as'],
  [
    ['id', 'lower-case letters, digits, `_`, `-`, `.`; at most 64, a letter or digit first'],
    ['duration', 'a whole number and a unit: `15m`, `24h`, `7d`, `2w`'],
    ['date', '`YYYY-MM-DD` (the end of that day, UTC), or an RFC 3339 time with an offset'],
    ['comparison', 'text: `">= 0.90"`, `"> 1"`, `"<= 300"`, `"< 5"`; a band is `"0.2 .. 0.4"`, both ends included'],
    ['percentage', 'text: `95%`'],
  ],
);

const HEAD = ['key', 'type', 'default', 'meaning'];

/** The reference of every key of the criteria file. */
export async function criteriaPage(context) {
  const schema = JSON.parse(read(context.root, 'schema/launch-gate.schema.json'));
  const refused = await refusedParts(context);
  const used = new Set();
  const metric = schema.properties.metrics.additionalProperties;
  const sources = schema.properties.sources.additionalProperties.anyOf;
  const file = sources.find((one) => one.properties.type.enum[0] === 'file');
  const froms = metric.properties.from.anyOf.filter((one) => one.properties !== undefined);
  const types = sources.map((one) => one.properties.type.enum[0]);
  const notYet = refused.values.filter(([key]) => key === 'sources.<id>.type').map(([, type]) => type);
  const onOtherHosts = types.filter((type) => type !== 'file' && !notYet.includes(type));
  // What is refused of a source is refused of files alone: they are not asked over a network.
  const elsewhere = { keys: new Set([...refused.keys].filter((key) => !key.startsWith('sources.'))), values: [] };
  const ofType = (type) => {
    const index = types.indexOf(type);
    return [
      `## \`sources.<id>\` of type \`${type}\``,
      `With an example and the rights that its credentials need: [${type}](../sources/${type}.md).`,
      table(HEAD, keyRows(sources[index], 'sources.<id>', elsewhere, used)),
      `## \`metrics.<id>.from\` of type \`${type}\``,
      table(HEAD, keyRows(froms[index], 'metrics.<id>.from', elsewhere, used)),
    ];
  };
  const from = froms[types.indexOf('file')];
  const parts = [
    '# Reference: keys of the criteria file',
    'Every key of the file format, from the JSON Schema [`schema/launch-gate.schema.json`](../../schema/launch-gate.schema.json). The [guide](../criteria.md) explains how they work together. A key or value that this version knows and does not act on yet is refused with the finding [`not-supported-yet`](../findings/launch.md#not-supported-yet).',
    FORMS,
    '## The file',
    table(HEAD, keyRows(schema, '', refused, used)),
    '## `metrics.<id>`',
    table(HEAD, keyRows(metric, 'metrics.<id>', refused, used)),
    '## `sources.<id>` of type `file`',
    table(HEAD, keyRows(file, 'sources.<id>', refused, used)),
    '## `metrics.<id>.from` of type `file`',
    'Which of these a file takes depends on its format; see [formats](../formats/README.md).',
    table(HEAD, keyRows(from, 'metrics.<id>.from', refused, used)),
    ...onOtherHosts.flatMap(ofType),
    '## Further types',
    `The types ${notYet.map(code).join(', ')} are part of the file format and refused for now.`,
  ];
  const stale = Object.keys(DEFAULTS).filter((key) => !used.has(key));
  if (stale.length > 0) throw new Error(`defaults of unknown keys: ${stale.join(', ')}`);
  return ['docs/reference/criteria-keys.md', page(...parts)];
}
