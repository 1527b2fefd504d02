import type { Row } from './rows.ts';

const PROM = 'type: prometheus, url: "https://prom.example.com"';
const HTTP = 'type: http, url: "https://api.example.com/v1"';
const PG = 'type: postgres, host: db.example.com, database: facts, user: gate, password: PG_PASSWORD';

/** A file with one source, its keys from column 8 of line 4 on, and a metric that reads it from column 43 of line 6 on. */
function source(keys: string, from = 's'): string {
  return `version: 1\nfeature: f\nsources:\n  s: { ${keys} }\nmetrics:\n  m: { layer: task, target: ">= 1", from: ${from} }\n`;
}

/** A file whose alert is verified, the keys of \`verify\` from column 54 of line 6 on. */
function verify(keys: string, verify: string): string {
  return `version: 1\nfeature: f\nsources:\n  s: { ${keys} }\nmetrics:\n  m: { layer: task, target: "<= 1", alert: { verify: { ${verify} } } }\n`;
}

const prom = (keys: string) => source(`${PROM}, ${keys}`, '{ source: s, query: up }');
const http = (keys: string, from = '{ source: s, value: v }') => source(`${HTTP}, ${keys}`, from);
const query = (query: string, more = '') => source(PROM, `{ source: s, query: ${JSON.stringify(query)}${more} }`);
const header = (name: string, value = 'x') => http(`headers: { ${JSON.stringify(name)}: ${JSON.stringify(value)} }`);

/** Sources on other hosts and where alerts are verified; each row lists all errors of its text. */
export const SOURCE_ROWS: Readonly<Record<string, Row>> = {
  'every way to sign in by itself': { text: prom('auth: { bearer: T }'), found: [] },
  'no way to sign in': { text: prom('auth: {}'), found: ['missing-key 4:59'] },
  'two ways to sign in': {
    text: prom('auth: { bearer: T, basic: { user: U, password: P } }'),
    found: ['conflicting-keys 4:78'],
  },
  'three ways to sign in': {
    text: prom('auth: { header: { name: X-Key, value: K }, bearer: T, basic: { user: U, password: P } }'),
    found: ['conflicting-keys 4:67', 'conflicting-keys 4:113'],
  },
  'a way to sign in that is misspelt': { text: prom('auth: { baerer: T }'), found: ['unknown-key 4:67'] },
  ...Object.fromEntries(
    ['Host', 'cookie', 'Set-Cookie', 'Content-Type', 'Connection', 'transfer-encoding', 'X Key', 'X:Key', 'x\\ny'].map(
      (name) => [
        `a credential in the header ${name}`,
        { text: prom(`auth: { header: { name: "${name}", value: K } }`), found: ['invalid-header 4:83'] },
      ],
    ),
  ),
  'a credential in a header of its own': {
    text: prom('auth: { header: { name: Authorization, value: K } }'),
    found: [],
  },
  ...Object.fromEntries(
    [
      ...['Authorization', 'proxy-authorization', 'Cookie', 'X-Api-Key', 'api-key', 'X-Auth-Token', 'X_Secret'],
      ...['Host', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Accept-Encoding', 'Proxy-Connection'],
      ...['a b', 'a:', 'é', ''],
    ].map((name) => [`the header ${JSON.stringify(name)}`, { text: header(name), found: ['invalid-header 4:66'] }]),
  ),
  ...Object.fromEntries(
    ['Accept', 'X-Team', 'Notion-Version', 'User-Agent', 'X-Keyboard'].map((name) => [
      `the header ${name}`,
      { text: header(name), found: [] },
    ]),
  ),
  'a header with a line break': { text: header('X-Team', 'a\r\nHost: b'), found: ['invalid-header 4:66'] },
  'a header twice': { text: http('headers: { X-Team: a, x-team: b }'), found: ['invalid-header 4:77'] },
  'two bodies': { text: http('json: {}, form: { a: 1 }'), found: ['conflicting-keys 4:65'] },
  'a body of the metric beside a form': {
    text: http('form: { a: 1 }', '{ source: s, value: v, json: {} }'),
    found: ['conflicting-keys 6:66 m'],
  },
  'GET with a body': { text: http('method: GET, json: {}'), found: ['conflicting-keys 4:68'] },
  'GET with a form': { text: http('method: GET, form: { a: 1 }'), found: ['conflicting-keys 4:68'] },
  'GET with a body of the metric': {
    text: http('method: GET', '{ source: s, value: v, json: {} }'),
    found: ['conflicting-keys 6:66 m'],
  },
  'POST with a body': { text: http('method: POST, json: {}'), found: [] },
  ...Object.fromEntries(
    [
      'http://prom.example.com',
      'http://10.0.0.1:9090',
      'http://127.0.0.1.example.com',
      'http://localhost.example.com',
      'http://[::ffff:127.0.0.1]:9090',
      'http://[fe80::1]',
      'http://0.0.0.0:9090',
      'HTTP://prom.example.com'.toLowerCase(),
    ].map((url) => [
      `an address without encryption, ${url}`,
      {
        text: source(`type: prometheus, url: "${url}"`, '{ source: s, query: up }'),
        found: ['http-needs-private 4:31'],
      },
    ]),
  ),
  ...Object.fromEntries(
    [
      'http://localhost:9090',
      'http://127.0.0.1:9090',
      'http://127.1:9090',
      'http://2130706433/',
      'http://[::1]:9090',
      'http://prom.localhost',
    ].map((url) => [
      `an address of this machine, ${url}`,
      { text: source(`type: prometheus, url: "${url}"`, '{ source: s, query: up }'), found: [] },
    ]),
  ),
  'an inside address': {
    text: source('type: http, url: "http://10.0.0.1", private: true', '{ source: s, value: v }'),
    found: [],
  },
  'an inside address that is not said to be one': {
    text: source('type: mlflow, url: "http://10.0.0.1", experiment: rag, private: false', '{ source: s }'),
    found: ['http-needs-private 4:27'],
  },
  'an Alertmanager without encryption': {
    text: prom('alertmanager: "http://am.example.com"'),
    found: ['http-needs-private 4:73'],
  },
  'a database by nothing': { text: source('type: postgres', '{ source: s, query: q }'), found: ['missing-key 4:3'] },
  'a database without a user': {
    text: source('type: postgres, host: h, database: d', '{ source: s, query: q }'),
    found: ['missing-key 4:3'],
  },
  'a database by two ways': {
    text: source(`${PG}, connection: PG_URL`, '{ source: s, query: q }'),
    found: ['conflicting-keys 4:24', 'conflicting-keys 4:46', 'conflicting-keys 4:63', 'conflicting-keys 4:75'],
  },
  'a database by its address': {
    text: source('type: postgres, connection: PG_URL', '{ source: s, query: q }'),
    found: [],
  },
  'a database with the credentials of an API': {
    text: source(`${PG}, auth: { bearer: T }`, '{ source: s, query: q }'),
    found: ['conflicting-keys 4:98'],
  },
  'a database without encryption': {
    text: source(`${PG}, tls: "off"`, '{ source: s, query: q }'),
    found: ['tls-off-needs-private 4:103'],
  },
  'a database without encryption somewhere': {
    text: source('type: postgres, connection: PG_URL, tls: "off"', '{ source: s, query: q }'),
    found: ['tls-off-needs-private 4:49'],
  },
  'a database inside without encryption': {
    text: source(`${PG}, tls: "off", private: true`, '{ source: s, query: q }'),
    found: [],
  },
  'a database of this machine without encryption': {
    text: source(`${PG}, tls: "off"`.replace('db.example.com', '127.0.0.1'), '{ source: s, query: q }'),
    found: [],
  },
  'runs of no experiment': {
    text: source('type: mlflow, url: "https://mlflow.example.com"', '{ source: s }'),
    found: ['missing-key 4:3'],
  },
  'a source alone where a query is needed': { text: source(PROM), found: ['missing-key 6:37 m'] },
  'a source alone where nothing more is needed': { text: source(HTTP), found: [] },
  'no PromQL': { text: query('sum('), found: ['invalid-query 6:63 m'] },
  'PromQL that answers without data': {
    text: query('sum(x) or vector(0)', ', sample-size: "1000", observed-at: "time()"'),
    found: ['invalid-query 6:63 m', 'invalid-query 6:99 m', 'invalid-query 6:120 m'],
  },
  'PromQL that answers the same whatever was measured': {
    text: query('group(x) * 0.05', ', sample-size: "sum(x) * 0 + 500"'),
    found: ['invalid-query 6:63 m', 'invalid-query 6:95 m'],
  },
  'a schema that can be used': {
    text: http('schema: { required: [rate], properties: { rate: { type: number } } }'),
    found: [],
  },
  ...Object.fromEntries(
    [
      '{ requried: [rate] }',
      '{ type: nothing }',
      '{ $ref: "https://example.com/schema.json" }',
      '{ pattern: "a(?=b)" }',
      '{ $schema: "http://json-schema.org/draft-04/schema#" }',
    ].map((schema) => [`the schema ${schema}`, { text: http(`schema: ${schema}`), found: ['invalid-schema 4:63'] }]),
  ),
  PromQL: { text: query('sum(rate(a[1h])) / sum(rate(b[1h]))', ', sample-size: sum(b)'), found: [] },
  'an alert of a file': {
    text: verify('type: file, path: a.json', 'source: s, rule: r'),
    found: ['cannot-verify 6:64 m'],
  },
  'an alert of a database': { text: verify(PG, 'source: s, rule: r'), found: ['cannot-verify 6:64 m'] },
  'an alert of a source that nobody asks yet': {
    text: verify('type: grafana, url: "https://g.example.com"', 'source: s, rule: r, exists: x'),
    found: ['not-supported-yet 4:8'],
  },
  'an alert of Prometheus': { text: verify(PROM, 'source: s, rule: r, labels: { a: b }'), found: [] },
  'an alert of Prometheus by expressions': {
    text: verify(PROM, 'source: s, rule: r, exists: x, query: { a: 1 }, json: {}'),
    found: ['verify-key 6:76 m', 'verify-key 6:87 m', 'verify-key 6:104 m'],
  },
  'an alert over HTTP': {
    text: verify(HTTP, 'source: s, rule: r, exists: x, muted: y, delay-seconds: z, query: { a: 1 }'),
    found: [],
  },
  'an alert over HTTP that is not asked for': {
    text: verify(HTTP, 'source: s, rule: r, muted: y'),
    found: ['missing-key 6:46 m'],
  },
  'an alert over HTTP by labels': {
    text: verify(HTTP, 'source: s, rule: r, exists: x, labels: { a: b }'),
    found: ['verify-key 6:87 m'],
  },
  'an alert over HTTP with a body beside a form': {
    text: verify(`${HTTP}, form: { a: 1 }`, 'source: s, rule: r, exists: x, json: {}'),
    found: ['conflicting-keys 6:87 m'],
  },
  'an alert without a rule': { text: verify(PROM, 'source: s'), found: ['missing-key 6:46 m'] },
};

/** Those of the rows whose absent key depends on what else is there, which the JSON Schema does not say. */
export const SOURCE_ROWS_BEYOND_SCHEMA: readonly string[] = [
  'no way to sign in',
  'a database by nothing',
  'a database without a user',
  'a source alone where a query is needed',
  'an alert over HTTP that is not asked for',
];
