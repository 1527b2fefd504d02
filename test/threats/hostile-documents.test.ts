import { describe, expect, it } from 'vitest';
import { type Attack, attacked, expectBlocked, expectRefused, judgeAttack, readyCriteria } from './ready-gate.ts';

/** A list of nine aliases of the list before it, and so on: unfolded it has 9 to the power of `levels` entries. */
function bomb(levels: number): string {
  return Array.from({ length: levels }, (_, level) => {
    const before = level === 0 ? '"x"' : `*k${level - 1}`;
    return `k${level}: &k${level} [${Array(9).fill(before).join(', ')}]`;
  }).join('\n');
}

async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const done = await work();
  expect(performance.now() - started).toBeLessThan(milliseconds);
  return done;
}

const evidence = (file: string, text: string, from = '{ source: s, value: a }'): Attack => ({
  sources: `s: { type: file, path: ${file} }`,
  keys: `target: ">= 0.5"\nfrom: ${from}`,
  files: { [file]: text },
});

describe('bombs of aliases', () => {
  it('in the criteria are refused at the first anchor', async () => {
    const criteria = `${bomb(40)}\n${readyCriteria()}`;
    const codes = expectRefused(await within(5000, () => judgeAttack({ criteria })));
    expect(codes).toContain('yaml-anchor');
    expect(codes).toContain('yaml-alias');
  });

  it.each(['{ source: s, value: a }', '{ source: s, value: "k39[0]" }', '{ source: s, value: "length(k39)" }', 's'])(
    'in evidence end soon, as no value: from %s',
    async (from) => {
      const attack = evidence('r.yaml', `${bomb(40)}\nmetrics: { answered: 0.9 }\n`, from);
      const outcome = await within(5000, () => judgeAttack(attack));
      expectBlocked(outcome, 'error', 'missing');
    },
  );
});

describe('nesting without end', () => {
  const open = (text: string, times: number) => text.repeat(times);
  it.each([
    ['lists', open('[', 100_000)],
    ['maps', open('{a: ', 60_000)],
    ['indented maps', Array.from({ length: 600 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('%s in the criteria', async (_, text) => {
    expect(expectRefused(await within(5000, () => judgeAttack({ criteria: text })))).toEqual(['yaml-too-deep']);
  });

  it.each([
    ['r.json', open('[', 1_000_000)],
    ['r.json', `${open('{"a":', 20_000)}1${open('}', 20_000)}`],
    ['r.json', `{"metrics": {"answered": ${open('[', 20_000)}${open(']', 20_000)}}}`],
    ['r.yaml', open('[', 20_000)],
    ['r.yaml', open('- ', 20_000)],
    ['r.jsonl', `${open('[', 20_000)}${open(']', 20_000)}\n{"a": 0.9}\n`],
    ['r.xml', `<testsuites>${open('<testsuite name="s">', 20_000)}`],
    ['r.xml', `<testsuites>${open('<testsuite name="s">', 20_000)}${open('</testsuite>', 20_000)}</testsuites>`],
  ])('%s as evidence: %.40s', async (file, text) => {
    const attack = evidence(file, text, file === 'r.xml' ? 's' : '{ source: s, value: a }');
    expectBlocked(await within(10_000, () => judgeAttack(attack)), 'error', 'missing');
  });

  it('entities of XML are never unfolded', async () => {
    const entities = Array.from({ length: 30 }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(9)}">`);
    const text = `<!DOCTYPE t [<!ENTITY e0 "x">${entities.join('')}]><testsuite name="&e30;"><testcase name="a"/></testsuite>`;
    expectBlocked(await within(5000, () => judgeAttack(evidence('r.xml', text, 's'))), 'error', 'missing');
    const file =
      '<!DOCTYPE t [<!ENTITY f SYSTEM "file:///etc/passwd">]><testsuite name="s"><testcase name="&f;"/></testsuite>';
    const outcome = await judgeAttack(evidence('r.xml', file, 's'));
    expect(outcome.decision).toBe('no-go');
    expect(JSON.stringify(outcome)).not.toContain('root:');
  });
});

describe('surprising scalars of YAML in the criteria', () => {
  it.each([
    ['required: no', 'wrong type'],
    ['required: off', 'wrong type'],
    ['required: "false"', 'wrong type'],
    ['required: 0', 'wrong type'],
    ['required: ~', 'nothing'],
    ['required: FALSE', 'advisory'],
    ['min-samples: .nan', 'wrong type'],
    ['min-samples: .inf', 'wrong type'],
    ['min-samples: 1e400', 'wrong type'],
    ['min-samples: 1:30', 'wrong type'],
    ['min-samples: 1_000', 'wrong type'],
    ['min-samples: !!int "5"', 'tag'],
    ['max-age: 24', 'wrong type'],
    ['max-age: 1e400', 'wrong type'],
    ['confidence: .95', 'wrong type'],
    ['confidence: 95', 'wrong type'],
    ['confidence: 0%', 'wrong type'],
    ['from-stage: no', 'wrong type'],
    ['? required\n: false', 'advisory'],
    ['"requ\\u0069red": false', 'advisory'],
    ['requ\u0456red: false', 'unknown key'],
    ['Required: false', 'unknown key'],
    ['required : false', 'advisory'],
    ['<<: { required: false }', 'merge key'],
    ['&a required: false', 'anchor'],
    ['!!str required: false', 'tag'],
  ])('%s is %s, and never a go', async (line) => {
    const outcome = await judgeAttack({ keys: `target: ">= 0.95"\nfrom: others\n${line}` });
    expect(outcome.decision).toBe('no-go');
    expect(['criteria', 'launch-set', 'answered']).toContain(outcome.blocking[0]);
  });

  it.each([
    ['%YAML 1.1\n---\n', 'yaml-directive'],
    ['%TAG ! tag:x,2026:\n---\n', 'yaml-directive'],
    ['%FOO\n---\n', 'yaml-directive'],
    ['mode: report\n---\n', 'yaml-several-documents'],
    ['{}\n---\n', 'yaml-several-documents'],
    ['...\n---\n...\n---\n', 'yaml-several-documents'],
  ])('%j before the criteria', async (before, code) => {
    expect(expectRefused(await judgeAttack({ criteria: `${before}${readyCriteria()}` }))).toContain(code);
  });

  it.each([
    ['---\nmode: report\n', 'yaml-several-documents'],
    ['mode: report\nmode: enforce\n', 'yaml-duplicate-key'],
    ['"mo\\u0064e": enforce\nmode: report\n', 'yaml-duplicate-key'],
    ['mode: Report\n', 'invalid-mode'],
    ['mode: on\n', 'invalid-mode'],
    ['mode: !!str report\n', 'yaml-tag'],
    ['Mode: report\n', 'unknown-key'],
  ])('%j after the criteria', async (after, code) => {
    expect(expectRefused(await judgeAttack({ criteria: `${readyCriteria()}${after}` }))).toContain(code);
  });

  it('cannot be hidden in another encoding or behind control characters', async () => {
    for (const criteria of [
      Buffer.from(`\ufeff${readyCriteria()}`, 'utf16le').toString('latin1'),
      readyCriteria().replace('layer: task', 'layer: task\u0000'),
      readyCriteria().replace('layer: task', 'layer: task # \u001b[2K'),
    ])
      expect(expectRefused(await judgeAttack({ criteria }))).not.toEqual([]);
  });
});

describe('names that every JavaScript object inherits', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  it.each(NAMES)('%s has no value in any format', async (name) => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    const places: readonly Attack[] = [
      evidence('r.json', '{"metrics": {"b": 1}}', `{ source: s, select: ${name} }`),
      evidence('r.json', `{"${name}": {"answered": 0.9, "polluted": 1}}`, '{ source: s, value: answered }'),
      evidence('r.json', '{"a": {}}', `{ source: s, value: a.${name} }`),
      evidence('r.json', '{"a": {}}', `{ source: s, value: a.${name}.length }`),
      evidence('r.json', '{"a": [1]}', `{ source: s, value: a.${name} }`),
      evidence('r.yaml', `${name}: { answered: 0.9 }\nb: 1\n`, '{ source: s, value: answered }'),
      evidence('r.jsonl', '{"b": 1}\n', `{ source: s, value: ${name} }`),
      evidence('r.jsonl', '{"b": 1}\n', `{ source: s, rate-of: b, where: { ${name}: x } }`),
      evidence('r.csv', 'b,c\n1,2\n', `{ source: s, value: ${name} }`),
      evidence('r.json', '[{"name": "b", "unit": "x", "value": 1}]', `{ source: s, name: ${name} }`),
    ];
    for (const attack of places) {
      const outcome = await judgeAttack(attack);
      expect(outcome.decision).toBe('no-go');
      // `__proto__` is refused as a key of the criteria before anything is measured.
      if (outcome.gate !== null) expectBlocked(outcome, 'error', 'missing');
    }
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Reflect.get({}, 'answered')).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'prototype'])('%s is no id', async (name) => {
    const one = `${name}: { layer: task, target: ">= 0.1", from: others }`;
    expect(expectRefused(await judgeAttack({ metrics: one }))).not.toEqual([]);
    expect(expectRefused(await judgeAttack({ sources: `${name}: { type: file, path: r.json }` }))).not.toEqual([]);
    const feature = readyCriteria().replace('support-assistant', name);
    expect(expectRefused(await judgeAttack({ criteria: feature }))).not.toEqual([]);
  });

  it('work as ordinary names where the evidence really has them', async () => {
    const file = '{"metrics": {"toString": 0.9, "__proto__": 0.1}}';
    const outcome = await judgeAttack(evidence('r.json', file, '{ source: s, select: toString }'));
    expect(attacked(outcome)).toMatchObject({ status: 'pass', value: 0.9 });
  });
});

describe('look-alike letters', () => {
  it.each(['answer_соrrect', 'ａnswer', 'answer\u200b', 'answér', 'answer correct', 'İd'])(
    '%j is no id of a metric, a source or a feature',
    async (name) => {
      const metrics = `"${name}": { layer: task, target: ">= 0.1", from: others }`;
      expect(expectRefused(await judgeAttack({ metrics }))).toContain('invalid-id');
      expect(expectRefused(await judgeAttack({ sources: `"${name}": { type: file, path: r.json }` }))).toContain(
        'invalid-id',
      );
      const feature = readyCriteria().replace('support-assistant', `"${name}"`);
      expect(expectRefused(await judgeAttack({ criteria: feature }))).toContain('invalid-id');
    },
  );

  it('do not make evidence that of another metric', async () => {
    const file = '{"metrics": {"answer_соrrect": 0.9, "answered ": 0.9, "Answer_correct": 0.9}}';
    expectBlocked(await judgeAttack(evidence('r.json', file, 's')), 'missing');
  });
});
