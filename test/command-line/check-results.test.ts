import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { launchGateIn, type Ran, withFiles } from './running.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const NOW = ['--now', '2026-11-22T12:00:00Z'];
const CRITERIA = '.github/launch-gate.yml';

const schema = JSON.parse(readFileSync(path.join(ROOT, 'schema/report.schema.json'), 'utf8'));
const isReport = new Ajv2020({ strict: false }).compile(schema);

const values = (metrics: unknown) => JSON.stringify({ observed_at: '2026-11-20T10:00:00Z', metrics });
const RESULTS = values({
  retrieval_recall_at_5: { value: 0.91, sample_size: 200 },
  repeat_query_rate: { successes: 20, sample_size: 200 },
  answer_blue: 0.4,
});

/** Runs `check` on one file with these contents. */
function check(text: string, words: readonly string[] = [], name = 'results.json'): Promise<Ran> {
  return withFiles({ [name]: text }, (folder) => launchGateIn(folder, ['check', name, ...NOW, ...words]));
}

const jsonOf = async (text: string, words: readonly string[] = []) => {
  const { code, out } = await check(text, [...words, '--format', 'json']);
  const report = JSON.parse(out);
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  return { code, report };
};

describe('check of a result file of each format', () => {
  it.each([
    ['values/results.json', 'values', 'retrieval_recall_at_5'],
    ['values/results.yaml', 'values', 'day_14_retention'],
    ['values/nan.json', 'values', 'fine'],
    ['promptfoo/v2-table.json', 'promptfoo', 'pass-rate'],
    ['promptfoo/v3-two-providers-repeat2.json', 'promptfoo', 'pass-rate'],
    ['lm-eval/v03.json', 'lm-eval', 'wiki_faq acc'],
    ['lm-eval/v04-group-limited.json', 'lm-eval', 'wiki_faq exact_match,strict-match'],
    ['deepeval/run-2023.json', 'deepeval', 'Answer Relevancy'],
    ['deepeval/run-2026.json', 'deepeval', 'Faithfulness'],
    ['junit/nested.xml', 'junit', 'answers'],
    ['junit/pytest.xml', 'junit', 'pytest'],
    ['junit/surefire-flaky.xml', 'junit', 'com.acme.WikiEvalIT'],
    ['mlflow/export-run.json', 'mlflow', ''],
    ['mlflow/rest-run.json', 'mlflow', ''],
    ['benchmark/custom.json', 'benchmark', 'throughput'],
    ['benchmark/data.js', 'benchmark', 'recall'],
    ['evidently/report-04.json', 'evidently', 'DatasetDriftMetric'],
    ['evidently/report-07.json', 'evidently', 'RowCount()'],
    ['evidently/report-07-names.json', 'evidently', 'ValueDrift'],
    ['evidently/snapshot-07.json', 'evidently', ''],
    ['evidently/suite-04.json', 'evidently', 'Share of Missing Values, 1'],
    ['json/azure.json', 'values', 'relevance.gpt_relevance'],
    ['csv/retention.csv', 'csv', 'retained'],
    ['jsonl/events.jsonl', 'jsonl', 'resolved'],
  ])('%s is recognised, and never a go', async (file, format, name) => {
    const words = ['check', `fixtures/formats/${file}`, ...NOW];
    const { code, out, err } = await launchGateIn(ROOT, words);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('NO-GO');
    expect(out).toContain(`format ${format} `);
    expect(out).toContain(name);
    const json = await launchGateIn(ROOT, [...words, '--format', 'json']);
    expect(isReport(JSON.parse(json.out)), JSON.stringify(isReport.errors)).toBe(true);
  });

  it.each(['json/report_latency.bmf.json'])('%s has no known structure: what was expected is said', async (file) => {
    const { code, out, err } = await launchGateIn(ROOT, ['check', `fixtures/formats/${file}`]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/structure is none that is known.*Expected/s);
    expect(err).toContain('A criteria file has "version" and "feature"');
  });

  it('takes YAML of no known structure for criteria, and says what else it is not', async () => {
    const { code, out, err } = await launchGateIn(ROOT, ['check', 'fixtures/formats/yaml/metrics.yaml']);
    expect(code).toBe(2);
    expect(out).toContain('unknown-key');
    expect(err).toContain('neither "version" nor "feature"');
  });
});

describe('check of results without criteria', () => {
  it('places what is known exactly, and asks about the rest', async () => {
    const { code, out } = await check(RESULTS);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^✗ NO-GO: results\.json — no acceptance criteria to judge it by\n {2}Verdict incomplete · format values · 3 metrics, 2 known by name\n/,
    );
    expect(out).toMatch(
      /\nmodel: .*\n {2}retrieval_recall_at_5 {2}0\.91, n 200, higher is better, 50 h old\n {4}Misleads: /,
    );
    expect(out).toMatch(/\nproduct: .*\n {2}repeat_query_rate {2}0\.1, n 200, lower is better/);
    expect(out).toMatch(/\ntask: .*\n {2}✗ blind/);
    expect(out).toMatch(/\nbusiness: .*\n {2}✗ blind/);
    expect(out).toContain('- answer_blue, 0.4, did you mean bleu?');
    expect(out).toContain('an alert on repeat_query_rate, which tells');
    expect(out).toContain('check results.json');
  });

  it('gives a report for programs, with nothing judged', async () => {
    const { code, report } = await jsonOf(RESULTS);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      decision: 'no-go',
      cause: 'verdict',
      verdict: 'incomplete',
      blocking: ['criteria'],
    });
    expect(report.layers).toEqual({ model: 'unknown', task: 'unmeasured', product: 'unknown', business: 'unmeasured' });
    expect(report.metrics).toEqual([]);
    expect(report.diagnosis).toBeNull();
    const messages = report.findings.map(({ code: found, metric, message }: Record<string, string>) => [
      found,
      metric,
      message,
    ]);
    expect(messages).toEqual([
      ['no-criteria', null, 'There are no acceptance criteria to judge results.json by'],
      [
        'results-recognised',
        null,
        'results.json is in the format values and has 3 metrics, of which the catalogue knows 2',
      ],
      [
        'results-recognised',
        'retrieval_recall_at_5',
        expect.stringContaining('is a model metric, 0.91 of 200 samples, higher is better'),
      ],
      [
        'results-recognised',
        'repeat_query_rate',
        expect.stringContaining('is a product metric, 0.1 of 200 samples, lower is better'),
      ],
      ['results-recognised', 'answer_blue', expect.stringContaining('is not known, 0.4')],
      ['layers-blind', null, expect.stringContaining('task, business')],
    ]);
  });

  it.each([
    ['shadow', ['model', 'task'], ['task']],
    ['limited', ['model', 'task', 'alerted_leading'], ['task', 'leading']],
    ['full', ['model', 'task', 'product', 'alerted_leading'], ['task', 'business', 'leading']],
  ])('asks for what the stage %s asks for', async (stage, missing, adds) => {
    const { report } = await jsonOf(RESULTS, ['--stage', stage]);
    expect(report.stage).toEqual({ asked: stage, reached: null });
    expect(report.launch_set.complete).toBe(false);
    expect(report.launch_set.missing).toEqual(missing);
    const { out } = await check(RESULTS, ['--stage', stage]);
    const shown = out.slice(out.indexOf('The least that is missing'), out.indexOf('\nNext'));
    expect([...shown.matchAll(/^- (\w+)/gm)].map(([, first]) => first)).toEqual(adds);
  });

  it('records the commit that it was asked about', async () => {
    const { report } = await jsonOf(RESULTS, ['--commit', 'A'.repeat(40)]);
    expect(report.subject.head_sha).toBe('a'.repeat(40));
  });

  it('suggests the counter-metric that a metric of the file needs', async () => {
    const { out } = await check(values({ containment_rate: 0.7, latency_p95: 900 }));
    expect(out).toMatch(/- task: doc_freshness, or/);
  });

  it('doubts a value that is on no scale of its metric', async () => {
    expect((await check(values({ hallucination_rate: 2 }))).out).toContain('Look at its unit: it is usually 0 to 1');
    expect((await check(values({ hallucination_rate: 1 }))).out).not.toContain('Look at its unit');
  });

  it('does not take the suites of a test report for metrics, whatever they are called', async () => {
    const xml = '<testsuite name="accuracy" tests="1"><testcase classname="a" name="b"/></testsuite>';
    const { out } = await check(xml, [], 'results.xml');
    expect(out).toContain('1 metric, 0 known by name');
    expect(out.match(/✗ blind/g)).toHaveLength(4);
  });

  it('keeps to the columns of a terminal, and colours only where that is wanted', async () => {
    const { out } = await check(RESULTS);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).not.toContain('\u001b');
    const coloured = await withFiles({ 'results.json': RESULTS }, (folder) =>
      launchGateIn(folder, ['check', 'results.json'], { FORCE_COLOR: '1' }),
    );
    expect(coloured.out).toContain('\u001b[31m');
  });

  it('writes the report to a file', async () => {
    await withFiles({ 'results.json': RESULTS }, async (folder) => {
      const words = ['check', 'results.json', '--format', 'markdown', '--out', 'report.md'];
      const { code, out, err } = await launchGateIn(folder, words);
      expect([code, out, err]).toEqual([1, '', 'NO-GO (verdict incomplete); report written to report.md\n']);
      expect(readFileSync(path.join(folder, 'report.md'), 'utf8')).toMatch(/^## ⛔ NO-GO: `results\.json`/);
    });
  });

  it('points to criteria that are there', async () => {
    await withFiles({ 'results.json': RESULTS, [CRITERIA]: 'version: 1\n' }, async (folder) => {
      const { code, out } = await launchGateIn(folder, ['check', 'results.json']);
      expect(code).toBe(1);
      expect(out).toContain('launch-gate check --values results.json');
      expect(out).not.toContain('--write');
    });
  });

  it('says to declare a source where the criteria that are there would not read the file by --values', async () => {
    const files = { 'two.csv': 'metric,value\nrecall,0.9\n', 'log.csv': 'a,b\n1,2\n', [CRITERIA]: 'version: 1\n' };
    await withFiles(files, async (folder) => {
      for (const name of ['two.csv', 'log.csv']) {
        const { out } = await launchGateIn(folder, ['check', name]);
        expect(out.replace(/\s+/g, ' ')).toContain(
          `First: name it as a source in the criteria that are there: sources: { results: { type: file, path: ${name}, format: csv } }`,
        );
        expect(out).not.toContain('--values');
      }
    });
  });

  it('is hinted at where values are given and there are no criteria', async () => {
    await withFiles({ 'results.json': RESULTS }, async (folder) => {
      const { code, err } = await launchGateIn(folder, ['check', '--values', 'results.json']);
      expect([code, err]).toEqual([2, expect.stringContaining('launch-gate check results.json says what')]);
      writeFileSync(path.join(folder, 'gate.yml'), 'version: 1\n');
      expect((await launchGateIn(folder, ['check', 'gate.yml', '--values', 'results.json'])).err).toBe('');
    });
  });

  it('looks at a file from elsewhere where it lies', async () => {
    await withFiles({ 'there/results.json': RESULTS, 'here/x': '' }, async (folder) => {
      const { code, out } = await launchGateIn(path.join(folder, 'here'), ['check', '../there/results.json']);
      expect(code).toBe(1);
      expect(out).toContain('3 metrics, 2 known');
      const named = await launchGateIn(folder, ['check', 'there/results.json', '--workspace', 'here']);
      expect([named.code, named.out]).toEqual([2, '']);
      expect(named.err).toContain('leads out of the workspace');
    });
  });
});

describe('check of numbers by name, which no gate reads by itself', () => {
  it.each([
    ['results.json', '{"faithfulness":0.93,"answer_correctness":0.86,"model":"gpt-x"}', 'json'],
    ['results.yaml', 'faithfulness: 0.93\nanswer_correctness: 0.86\n', 'yaml'],
    ['results.csv', 'metric,value\nfaithfulness,0.93\nanswer_correctness,0.86\n', 'csv'],
    ['results.jsonl', '{"name":"faithfulness","score":0.93}\n{"name":"answer_correctness","score":0.86}\n', 'jsonl'],
  ])('%s is shown in its layers, never a go, and becomes criteria that read it', async (name, text, format) => {
    await withFiles({ [name]: text }, async (folder) => {
      const { code, out } = await launchGateIn(folder, ['check', name, ...NOW, '--write']);
      expect(code).toBe(1);
      expect(out.replace(/\s+/g, ' ')).toContain(
        `Verdict incomplete · numbers by name (${format}), not in a format that a gate reads yet · 2 metrics, 2 known`,
      );
      expect(out).toMatch(/\ntask: .*\n {2}faithfulness {2}0\.93, higher is better, age unknown\n/);
      expect(out).toContain(
        '  "metrics": {\n      "faithfulness": 0.93,\n      "answer_correctness": 0.86\n    }\n  }\n',
      );
      const saved = readFileSync(path.join(folder, CRITERIA), 'utf8');
      expect(saved).toContain(`format: ${format} }\n  # Nothing says how old these numbers are`);
      const filled = saved
        .replace('max-age: 7d', '{}')
        .replace(/"<fill in: [^"\n]*such as ([^"\n]*)>"/g, '"$1"')
        .replace(/"<fill in: live[^"\n]*"/g, 'live')
        .replace(/"<fill in: [^"\n]*"/g, 'any');
      writeFileSync(path.join(folder, CRITERIA), filled);
      const judged = await launchGateIn(folder, ['check', '--format', 'json']);
      const metrics: readonly Record<string, unknown>[] = JSON.parse(judged.out).metrics;
      expect(metrics.map(({ id, value, status }) => [id, value, status])).toEqual([
        ['faithfulness', 0.93, 'pass'],
        ['answer_correctness', 0.86, 'pass'],
      ]);
    });
  });

  it('never become evidence by being given to a gate', async () => {
    const gate = 'version: 1\nfeature: f\nmetrics:\n  recall: { layer: model, target: ">= 0.5" }\n';
    await withFiles({ 'results.json': '{"recall":0.9}', [CRITERIA]: gate }, async (folder) => {
      const given = await launchGateIn(folder, ['check', '--values', 'results.json', '--format', 'json']);
      expect([given.code, JSON.parse(given.out).metrics[0].status]).toEqual([2, 'error']);
      const auto = gate.replace('metrics:', 'sources: { r: { type: file, path: results.json } }\nmetrics:');
      writeFileSync(path.join(folder, CRITERIA), auto.replace('0.5" }', '0.5", from: r }'));
      const { out } = await launchGateIn(folder, ['check', '--format', 'json']);
      expect(JSON.parse(out).metrics[0].status).toBe('error');
    });
  });

  it('show a name without a number, and are an error where none is left', async () => {
    const { code, out } = await check('{"faithfulness":NaN,"recall":null}');
    expect([code, out.match(/no usable value: /g)?.length]).toEqual([2, 2]);
    const twice = await check('{"recall":0.9,"recall":0.8,"bleu":0.5}');
    expect(twice.out.replace(/\s+/g, ' ')).toContain('the key "recall" stands twice');
  });

  it.each([
    ['something deeper', '{"recall":0.9,"rows":[1]}'],
    ['no number', '{"recall":"0.9"}'],
  ])('are not seen in %s', async (_, text) => {
    expect((await check(text)).err).toContain('structure is none that is known');
  });

  it('stay rows where a name stands in several, or no column is surely the name', async () => {
    const log = await check('name,value\nclick,1\nclick,2\n', [], 'log.csv');
    expect(log.out).toContain('format csv · 2 columns');
    const both = await check('metric,name,value\nrecall,a,1\n', [], 'log.csv');
    expect(both.out).toContain('3 columns');
  });

  it('show at most twenty lines of the native form, none of them markup', async () => {
    const text = JSON.stringify(
      Object.fromEntries([...Array(40).keys(), '<!-- x -->', '```', '@all'].map((n) => [`${n}`, 1])),
    );
    const { out } = await check(text, ['--format', 'markdown']);
    const block = /```json\n(.*?)\n```/s.exec(out)?.[1] ?? '';
    expect(JSON.parse(block).metrics).toHaveProperty('0', 1);
    expect(block.split('\n')).toHaveLength(20);
    expect(out).toContain('28 more');
    expect(`${block}${out}`).not.toContain('<!--');
  });
});

describe('check --write', () => {
  it('saves criteria that hold nothing open but what a person has to decide, the same as init', async () => {
    await withFiles({ 'app/evals/results.json': RESULTS }, async (folder) => {
      const app = path.join(folder, 'app');
      const { code, out, err } = await launchGateIn(app, ['check', 'evals/results.json', '--write']);
      expect(code).toBe(1);
      expect(out).toContain('First: fill in what is marked');
      expect(err).toMatch(/^wrote \.github\/launch-gate\.yml\nNext\n {2}1\. Fill in/);
      const saved = readFileSync(path.join(app, CRITERIA), 'utf8');
      const { gate, findings } = await loadCriteria(saved, CRITERIA);
      expect(gate).toBeNull();
      expect(
        findings.filter(({ level }) => level === 'error').every(({ code: found }) => found === 'placeholder'),
      ).toBe(true);
      expect(saved).toMatch(
        / {2}repeat_query_rate:\n {4}layer: product\n {4}target: "<fill in: .*such as <= 0\.10>"\n {4}unit: ratio\n/,
      );
      expect(saved).toMatch(/ {2}answer_blue:\n {4}layer: "<fill in: model, task, product or business>"/);
      expect(saved).toContain('# alert: { when:');
      expect((await launchGateIn(app, ['check'])).code).toBe(2);

      const again = await launchGateIn(app, ['check', 'evals/results.json', '--write']);
      expect(again.code).toBe(2);
      expect(again.err).toContain('never overwrites');
      expect(readFileSync(path.join(app, CRITERIA), 'utf8')).toBe(saved);

      mkdirSync(path.join(folder, 'other/app/evals'), { recursive: true });
      writeFileSync(path.join(folder, 'other/app/evals/results.json'), RESULTS);
      await launchGateIn(path.join(folder, 'other/app'), ['init', 'evals/results.json']);
      expect(readFileSync(path.join(folder, 'other/app', CRITERIA), 'utf8')).toBe(saved);
    });
  });

  it('becomes a gate once it is filled in', async () => {
    await withFiles({ 'results.json': RESULTS }, async (folder) => {
      await launchGateIn(folder, ['check', 'results.json', '--write', ...NOW]);
      const saved = readFileSync(path.join(folder, CRITERIA), 'utf8');
      const filled = saved
        .replace(/"<fill in: [^"\n]*such as (.*?)>"/g, '"$1"')
        .replace(/"<fill in: model, task[^"\n]*"/g, 'task')
        .replace(/"<fill in: ratio[^"\n]*"/g, 'ratio')
        .replace(/"<fill in: the feature[^"\n]*"/g, 'Assistant');
      writeFileSync(path.join(folder, CRITERIA), filled);
      const { code, out } = await launchGateIn(folder, ['check', ...NOW, '--format', 'json']);
      const { verdict, metrics } = JSON.parse(out);
      expect([code, verdict]).toEqual([1, 'fail']);
      expect(metrics.map(({ id, status }: Record<string, string>) => [id, status])).toEqual([
        ['retrieval_recall_at_5', 'pass'],
        ['repeat_query_rate', 'pass'],
        ['answer_blue', 'fail'],
      ]);
    });
  });

  it('leaves open what a column of rows means', async () => {
    await withFiles({ 'events.csv': 'resolved,score\ntrue,0.9\n' }, async (folder) => {
      expect((await launchGateIn(folder, ['check', 'events.csv', '--write'])).code).toBe(1);
      const saved = readFileSync(path.join(folder, CRITERIA), 'utf8');
      expect(saved).toContain(String.raw`rate-of: \"resolved\" } for the share of rows`);
      const { findings } = await loadCriteria(saved, CRITERIA);
      expect(findings.filter(({ level }) => level === 'error').every(({ code }) => code === 'placeholder')).toBe(true);
    });
  });

  it.each([
    [['check', '--write'], /name one: launch-gate check evals\/results\.json --write/],
    [['check', 'gate.yml', '--write'], /--write saves criteria made of a result file/],
    [['check', 'results.json', '--values', 'results.json'], /--values goes with criteria/],
    [['check', 'results.json', '--stage', 'ful'], /did you mean full/],
    [['check', 'results.json', '--now', 'today'], /--now must be a time/],
    [['check', 'missing.json'], /missing\.json/],
    [['check', '../results.json', '--write'], /leads out of the workspace/],
  ])('%j is a usage error that writes nothing', async (words, text) => {
    const files = { 'results.json': RESULTS, 'gate.yml': 'version: 1\nfeature: f\nmetrics: {}\n' };
    await withFiles(files, async (folder) => {
      const { code, out, err } = await launchGateIn(folder, words);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(text);
      expect(existsSync(path.join(folder, CRITERIA))).toBe(false);
    });
  });
});

describe('what is and is not a result file', () => {
  const GATE = 'feature: f\nmetrics:\n  accuracy: { layer: model, target: ">= 0.9" }\n';
  it.each([
    ['gate.yml', `version: 1\n${GATE}`],
    ['gate.yaml', `# Ours\n\n"version": 1\n${GATE}`],
    ['gate', GATE],
    ['gate.json', JSON.stringify({ version: 1, feature: 'f', metrics: { accuracy: 0.9 } })],
    ['gate.yml', '{ version: 1, feature: f, metrics: { accuracy: { layer: model, target: ">= 0.9" } } }'],
    ['gate.yml', 'metrics:\n  accuracy: { layer: model, target: ">= 0.9" }\n'],
    ['gate.yml', 'metrics:\n  accuracy: { value: .nan }\n'],
    ['gate.yml', ''],
  ])('%s: %j is criteria', async (name, text) => {
    const { out } = await check(text, [], name);
    expect(out).toContain('Criteria');
    expect(out).not.toContain('known by name');
  });

  it.each([
    ['results.yml', 'metrics: { accuracy: 0.9 }\n'],
    ['results', '{"metrics":{"accuracy":0.9}}'],
    ['results.json', '{"metrics":{"accuracy":0.9,"feature":1}}'],
  ])('%s: %j is a result', async (name, text) => {
    expect((await check(text, [], name)).out).toContain('accuracy  0.9');
  });

  it('takes the folder of an MLflow run for a result', async () => {
    const files = {
      'run/meta.yaml': 'run_id: a\nstatus: 3\nlifecycle_stage: active\nend_time: 1763300090000\n',
      'run/metrics/accuracy': '1763300000000 0.9 0\n',
    };
    await withFiles(files, async (folder) => {
      const { code, out } = await launchGateIn(folder, ['check', 'run']);
      expect([code, out.includes('format mlflow'), out.includes('accuracy  0.9')]).toEqual([1, true, true]);
    });
  });
});

describe('files that nobody should trust', () => {
  it('shows no value that is none, and cannot be judged where none is left', async () => {
    const all = await jsonOf(
      '{"metrics":{"accuracy":NaN,"recall":{"value":-Infinity},"bleu":{"successes":5,"sample_size":4}}}',
    );
    expect([all.code, all.report.verdict, all.report.decision]).toEqual([2, 'error', 'no-go']);
    expect(all.report.layers.model).toBe('unmeasured');
    const one = await jsonOf('{"metrics":{"accuracy":NaN,"recall":0.5}}');
    expect([one.code, one.report.verdict, one.report.layers.model]).toEqual([1, 'incomplete', 'unknown']);
  });

  it.each([
    ['nothing', ''],
    ['half of a file', '{"metrics":{"a":'],
    ['no metric', '{"metrics":{}}'],
    ['a list', '[1,2]'],
    ['NUL bytes', '\u0000\u0000'],
    ['a header only', 'a,b\n'],
  ])('says what is wrong with %s', async (_, text) => {
    const name = text.startsWith('a,b') ? 'results.csv' : 'results.json';
    const { code, out, err } = await check(text, ['--write'], name);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(name);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('reads nothing that is too large, a pipe, a link, or a folder of no run', async () => {
    await withFiles({ 'large.json': '{', 'folder/x': '', 'real.json': RESULTS }, async (folder) => {
      truncateSync(path.join(folder, 'large.json'), 70 * 1024 * 1024);
      execFileSync('mkfifo', [path.join(folder, 'pipe.json')]);
      symlinkSync('real.json', path.join(folder, 'link.json'));
      for (const name of ['large.json', 'pipe.json', 'link.json', 'folder']) {
        const { code, out, err } = await launchGateIn(folder, ['check', name]);
        expect([name, code]).toEqual([name, 2]);
        expect(name === 'pipe.json' || out === '').toBe(true);
        expect(`${out}${err}`).toContain(name);
      }
    });
  });

  const EVIL = [
    '<script>alert(1)</script>',
    '\u001b[31mred\u001b[0m',
    '::error::x',
    '@everyone',
    '| a | b |',
    '<!-- launch-gate -->',
    '##[error]x',
    'x'.repeat(300),
    '<fill in: x>',
    '\u2028\u007f',
  ];

  it('makes nothing of names that are markup, in any form of the report', async () => {
    const text = values(Object.fromEntries(EVIL.map((name, index) => [name, index / 10])));
    const shown = await check(text);
    expect(shown.out).not.toContain('\u001b');
    expect(shown.out).not.toMatch(/^::|##\[/m);
    const { out: markdown } = await check(text, ['--format', 'markdown']);
    expect(markdown).toContain('`<script>alert(1)</script>`');
    expect(markdown).toContain('`@everyone`');
    expect(markdown).not.toContain('<!--');
    expect(markdown).not.toContain('\u001b');
    expect(markdown).not.toMatch(/##\[|\| a \| b \|/);
    const { out: json } = await check(text, ['--format', 'json']);
    expect(json).not.toContain('\u001b');
    expect(json).not.toContain('##[');
  });

  it('writes criteria of them that are still only to be filled in', async () => {
    await withFiles({ 'results.json': values(Object.fromEntries(EVIL.map((name) => [name, 1]))) }, async (folder) => {
      await launchGateIn(folder, ['check', 'results.json', '--write']);
      const { findings } = await loadCriteria(readFileSync(path.join(folder, CRITERIA), 'utf8'), CRITERIA);
      const errors = findings.filter(({ level }) => level === 'error');
      expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['placeholder']));
    });
  });

  it('says what is wrong with a file without repeating what could write on the terminal', async () => {
    const { err } = await check('{"\\u001b[31mred":{}}');
    expect(err).toContain('red');
    expect(err).not.toContain('\u001b');
  });

  it('knows no metric by a name that only looks like one', async () => {
    const { out } = await check(values({ '<accuracy>': 1, ａccuracy: 1, accuracу: 1, 'not accuracy': 1 }));
    expect(out).toContain('4 metrics, 0 known by name');
  });

  it('shows the first hundreds of many and how many more there are', async () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`m${index}`, 1]));
    const { code, out } = await check(values({ ...many, accuracy: 1 }));
    expect([code, out.includes('2001 metrics'), out.split('\n').length < 100]).toEqual([1, true, true]);
  });
});
