import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { type Measurement, SOURCE_ERRORS, type SourceFailure } from '../../src/core/measurement.ts';
import type { MetricResult } from '../../src/core/result.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { jsonReport } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { toPlain } from '../../src/report/prose.ts';
import { reportView } from '../../src/report/report.ts';
import { resultFix, resultSays } from '../../src/report/source-failure.ts';
import { renderText } from '../../src/report/text.ts';
import { criterion, measured, outcome, result, target } from './outcomes.ts';

const LIVE = { source: 'prom', where: 'https://prometheus.example.com/x', kind: 'live' } as const;
const failed = (code: SourceFailure['code'], detail: string): Measurement => ({
  kind: 'failed',
  code,
  detail,
  provenance: LIVE,
});
const UNSET: Finding = {
  code: 'credential-not-set',
  args: { source: 'prom', names: ['PROM_TOKEN'] },
  level: 'error',
  at: { path: 'launch-gate.yml', line: 4, column: null },
  metric: null,
};
const NOT_SET = failed('config', 'the environment variable PROM_TOKEN is not set or empty: give it to the step');
const answer = (measurement: Measurement, id = 'answer_correct') => result(criterion(id, 'task'), measurement);
const whole = (one: MetricResult, findings: readonly Finding[] = []) =>
  `${toPlain(resultSays(one, findings))} ${toPlain(resultFix(one, findings))}`;
const text = (made: ReturnType<typeof outcome>) =>
  renderText(made, { colour: false, width: 80, unicode: true }).replace(/\s+/g, ' ');

/** Advice for files and for those who write them, which mends no live system. */
const OF_FILES =
  /JSON number|that produces the results|regular file|JSON Lines|path|evaluation divided|observed_at with/;

describe('what is said of a live source', () => {
  it.each(SOURCE_ERRORS)('gives no advice for files for %s', (code) => {
    expect(whole(answer(failed(code, 'prometheus.example.com: as it is')))).not.toMatch(OF_FILES);
  });

  it.each<[string, Measurement, RegExp]>([
    ['text in SQL', failed('wrong-type', '"value" is not of a type of numbers'), /a plain number; in SQL, cast it\./],
    ['text that is no number', failed('not-a-number', '"v" selects text'), /give a plain, finite number\./],
    [
      'a redirect',
      failed('blocked', 'x answers with a redirect: write the final address'),
      /final address .*network\.md/,
    ],
    ['a name', failed('not-found', 'there is no database of that name'), /Correct the address or the name/],
    ['no answer', failed('network', 'nobody accepts connections there'), /Check that it runs/],
    [
      'a missing value',
      { kind: 'absent', detail: 'nothing at "v"', provenance: LIVE },
      /answered.*Check what from asks/,
    ],
    [
      'an optional source',
      { kind: 'absent', sourceFailed: true, detail: 'nobody accepts connections', provenance: LIVE },
      /did not answer, so there is no value: nobody accepts/,
    ],
    ['NaN', measured(Number.NaN, { provenance: LIVE }), /division by nothing/],
    [
      'no time',
      measured(0.9, {
        observedAtMs: null,
        observedAtKind: 'none',
        provenance: LIVE,
        notes: ['observed-at "att" selects nothing'],
      }),
      /no usable time: observed-at "att" selects nothing.*observed-at in from.*column observed_at/,
    ],
    [
      'a time ahead of --now',
      measured(0.9, { observedAtMs: Date.UTC(2026, 10, 22, 12), provenance: LIVE }),
      /if --now gives an earlier time, leave it out/,
    ],
  ])('fits %s', (_, measurement, says) => {
    expect(whole(answer(measurement))).toMatch(says);
    expect(whole(answer(measurement))).not.toMatch(OF_FILES);
  });

  it('keeps the advice for files where a file was read', () => {
    const provenance = { source: 'evals', where: 'evals/results.json', kind: 'file' } as const;
    expect(whole(answer({ kind: 'failed', code: 'wrong-type', detail: 'found a text', provenance }))).toMatch(
      /JSON number/,
    );
    const ahead = measured(0.9, { observedAtMs: Date.UTC(2026, 10, 22, 12) });
    expect(whole(answer(ahead))).not.toContain('--now');
  });

  it('does not say that anything was read', () => {
    const [, place] = reportView(outcome({ results: [answer(NOT_SET)] })).metrics[0]?.evidence ?? [];
    expect(toPlain(place ?? [])).toBe('at prometheus.example.com');
  });
});

describe('a variable that is not set', () => {
  const made = outcome({ results: [answer(NOT_SET)], findings: [UNSET] });

  it('is named with what to do, in every report', () => {
    for (const shown of [text(made), toPlain(reportView(made).firstStep ?? [])])
      expect(shown.toLowerCase()).toContain('add prom_token under env: of the step');
    expect(jsonReport(made).metrics[0]?.reason).toMatchObject({
      code: 'config',
      text: 'The environment variable PROM_TOKEN that the source prom names is not set in this step.',
      fix: expect.stringContaining('Add PROM_TOKEN under env:'),
    });
    expect(annotationsOf(made).at(1)?.text).toContain('Add PROM_TOKEN');
  });

  it('is told once', () => {
    expect(text(made).match(/that the source prom names is not set/g)).toHaveLength(1);
    expect(text(made)).not.toContain('What could not be checked');
    expect(renderMarkdown(made, { maxBytes: 60_000 })).not.toContain('What could not be checked');
  });

  it('is told as a finding where no metric that blocks says it', () => {
    const passing = outcome({ results: [answer(measured(0.9))], findings: [UNSET] });
    expect(text(passing)).toContain('What could not be checked');
    const others = outcome({ results: [answer(failed('config', 'the query is not one SELECT'))], findings: [UNSET] });
    expect(text(others)).toContain('What could not be checked');
    expect(text(others)).toContain('the query is not one SELECT');
  });
});

describe('what to do next where sources failed', () => {
  const passing = (['model', 'product', 'business'] as const).map((layer) =>
    result(criterion(`${layer}_metric`, layer), measured(0.9)),
  );

  it('names each source and what mends it, and asks nobody for results', () => {
    const down = answer({
      ...failed('network', 'refused'),
      provenance: { ...LIVE, source: 'warehouse' },
    } as Measurement);
    for (const results of [
      [answer(NOT_SET), down],
      [...passing, answer(NOT_SET), down],
    ]) {
      const monday = toPlain(reportView(outcome({ results, findings: [UNSET] })).diagnosis?.monday ?? []);
      expect(monday).toBe(
        'Set PROM_TOKEN under env of the step, for the source prom; get the source warehouse to answer; then run the gate again.',
      );
    }
  });

  it('names the source where the diagnosis lists what is not decided', () => {
    const says = reportView(outcome({ results: [...passing, answer(NOT_SET)] })).diagnosis?.sentences[0];
    expect(toPlain(says ?? [])).toContain('answer_correct (its source prom failed)');
  });

  it('still asks for evidence that somebody can bring', () => {
    const few = result(criterion('helpful', 'product', { minSamples: 100 }), measured(0.9, { sampleSize: 10 }));
    const monday = toPlain(
      reportView(outcome({ results: [...passing, answer(NOT_SET), few] })).diagnosis?.monday ?? [],
    );
    expect(monday).toMatch(/^Correct how the source prom is asked; then run .* each: helpful \(inconclusive\)\.$/);
  });

  it('counts sources beyond three, and leaves advisory metrics out', () => {
    const down = (source: string, required = true) =>
      result(criterion(`m_${source}`, 'task', { required }), {
        ...failed('timeout', ''),
        provenance: { ...LIVE, source },
      } as Measurement);
    const results = ['a', 'b', 'c', 'd', 'e'].map((source) => down(source));
    const monday = toPlain(reportView(outcome({ results: [...results, down('f', false)] })).diagnosis?.monday ?? []);
    expect(monday).toContain('get the source c to answer; mend 2 more sources; then');
    expect(monday).not.toContain('source f');
  });
});

describe('the first step', () => {
  it('is what the source said, where advice would make it long', () => {
    const step = toPlain(
      reportView(outcome({ results: [answer(failed('network', 'x'.repeat(150)))] })).firstStep ?? [],
    );
    expect(step).toMatch(/^task metric answer_correct \(source prom\): the source could not be reached: x+\.$/);
  });

  it('is the advice, where the reason would make it long', () => {
    const lost = measured(0.9, { successes: 135, sampleSize: 150, attempted: 200 });
    const step = toPlain(reportView(outcome({ results: [answer(lost)] })).firstStep ?? []);
    expect(step).toBe(
      'task metric answer_correct: find out why items errored or were skipped, repair that, and run the evaluation again.',
    );
  });
});

describe('remarks of sources', () => {
  const notes = ['the role is a superuser', 'sample-size was rounded down'];
  const made = outcome({
    results: [
      result(criterion('recall', 'model'), measured(0.9, { notes })),
      result(criterion('helpful', 'product'), measured(0.9, { notes: notes.slice(0, 1) })),
    ],
  });

  it('stand in the text, each once, and in JSON', () => {
    expect(text(made)).toContain(
      'Remarks of the sources - recall, helpful: the role is a superuser - recall: sample-size was rounded down',
    );
    expect(jsonReport(made).metrics.map((metric) => metric.notes)).toEqual([notes, notes.slice(0, 1)]);
  });

  it('are not repeated where the reason says them', () => {
    const undated = { observedAtMs: null, observedAtKind: 'none', notes: ['observed-at selects nothing'] } as const;
    const shown = text(outcome({ results: [result(criterion('recall', 'model'), measured(0.9, undated))] }));
    expect(shown).toContain('no usable time: observed-at selects nothing');
    expect(shown).not.toContain('Remarks of the sources');
  });
});

describe('numbers in a list of what blocks', () => {
  it.each([
    ['₹', '₹112 misses the target, at most ₹45.'],
    ['$', '$112 misses the target, at most $45.'],
    ['req/s', '112 req/s misses the target, at most 45 req/s.'],
    ['a | `b`', '112 a | `b` misses the target, at most 45 a | `b`.'],
  ])('have the unit %s, as in the table', (unit, says) => {
    const cost = result(criterion('cost', 'business', { unit, target: target('<= 45') }), measured(112));
    expect(toPlain(reportView(outcome({ results: [cost] })).metrics[0]?.says ?? [])).toBe(says);
  });

  it('are in percent where the target is', () => {
    const bound = { kind: 'bound', operator: '>=', bound: 0.6, text: '>= 60%' } as const;
    const shown = (value: number) =>
      reportView(outcome({ results: [result(criterion('recall', 'model', { target: bound }), measured(value))] }));
    const metric = shown(0.55).metrics[0];
    expect([metric?.value, metric?.target, metric?.says].map((one) => toPlain(one ?? []))).toEqual([
      '55 %',
      '≥ 60 %',
      '55 % misses the target, at least 60 %.',
    ]);
    // A value that no ratio has is shown as it came.
    expect(toPlain(shown(91).metrics[0]?.value ?? [])).toBe('91');
  });
});

it('ids stand without quotation marks in the diagnosis, whatever they read like, and titles with them', () => {
  const results = [
    result(criterion('recall', 'model'), measured(0.5)),
    result(criterion('recall_at_5', 'model'), measured(0.5)),
    result(criterion('mrr', 'model', { title: 'Mean rank' }), measured(0.5)),
  ];
  const says = toPlain(reportView(outcome({ results })).diagnosis?.sentences[0] ?? []);
  expect(says).toContain('with recall, recall_at_5 and “Mean rank”');
});
