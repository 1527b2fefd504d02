import { describe, expect, it } from 'vitest';
import type { Finding, FindingLevel } from '../../src/core/finding.ts';
import { cautionsOf } from '../../src/report/cautions.ts';
import { jsonReport } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { type Prose, toMarkdown, toPlain } from '../../src/report/prose.ts';
import { renderText } from '../../src/report/text.ts';
import { HOSTILE, UNSEEN } from './hostile.ts';
import { shape } from './markdown-tree.ts';
import { criterion, type Made, measured, outcome, result } from './outcomes.ts';

const AT = { path: 'gate.yml', line: 7, column: 3 };
const found = (code: string, level: FindingLevel, over: Partial<Finding> = {}): Finding => {
  return { code, level, args: {}, at: AT, metric: 'deflection', ...over };
};
const plain = (made: Made) => cautionsOf(outcome(made)).map((line) => toPlain(line));

const DEFLECTION = criterion('deflection', 'business', { guardedBy: ['recontact', 'csat'] });
const RECONTACT = criterion('recontact', 'product');
const BRIGHT: Made = {
  results: [result(DEFLECTION, measured(0.9)), result(RECONTACT, measured(0.1))],
  findings: [found('guard-fails', 'warning')],
};
const PROVISION = { untilMs: Date.UTC(2026, 11, 3), untilText: '2026-12-02', reason: 'more talks by then' };

describe('what must not be overlooked', () => {
  it('is nothing where nothing lies', () => {
    expect(plain({ results: [result(DEFLECTION, measured(0.9))], findings: [found('no-max-age', 'warning')] })).toEqual(
      [],
    );
  });

  it('stands open in the comment and the text, whatever the decision is', () => {
    const made = outcome(BRIGHT);
    const markdown = renderMarkdown(made, { maxBytes: 60_000 });
    const [open] = markdown.split('<details>');
    expect(open).toContain('**Read with care:**');
    const text = renderText(made, { colour: false, width: 100, unicode: true });
    expect(text).toContain('Read with care');
  });

  it('is not said a second time where the finding stops the gate, nor of a note', () => {
    expect(plain({ ...BRIGHT, findings: [found('guard-fails', 'error')] })).toEqual([]);
    expect(plain({ ...BRIGHT, findings: [found('guard-fails', 'info')] })).toEqual([]);
  });

  it('holds an error that the criteria lower, with their reason', () => {
    const usually = { level: 'error', reason: 'a refusal is what was asked for' } as const;
    const lines = plain({ ...BRIGHT, findings: [found('wrong-direction', 'warning', { usually })] });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('error as a rule, warning by the criteria: a refusal is what was asked for');
  });

  it('holds an undecided metric that a provision lets through, with the days left', () => {
    const undecided = result(
      criterion('resolved', 'task', { minSamples: 100, provisional: PROVISION }),
      measured(0.9, { sampleSize: 20 }),
    );
    const [line] = plain({ results: [{ ...undecided, provisionalDaysLeft: 11 }] });
    expect(line).toBe('resolved is not decided, and let through until 2026-12-02 (11 days left): more talks by then');
    expect(plain({ results: [{ ...undecided, provisionalDaysLeft: 0 }] })[0]).toContain('the last day');
    expect(plain({ results: [{ ...undecided, provisionalDaysLeft: null }] })).toEqual([]);
  });

  it('is cut after six, and says so', () => {
    const two = ['guard-fails', 'guard-unproven', 'guard-not-measured', 'thin-evidence'].flatMap((code) => [
      found(code, 'warning'),
      found(code, 'warning'),
    ]);
    const lines = plain({ ...BRIGHT, findings: two });
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('and 2 more, with the warnings below');
  });
});

describe('many of one kind', () => {
  const thin = (metric: string, successes: number, samples: number) =>
    found('thin-evidence', 'warning', {
      metric,
      args: { metric, successes, samples, independent: samples, least: 14 },
    });

  it('are said one by one up to two, and else in one line with what they rest on', () => {
    const two = [thin('a', 5, 5), thin('b', 0, 3)];
    expect(plain({ ...BRIGHT, findings: two })).toHaveLength(2);
    const [line, ...others] = plain({ ...BRIGHT, findings: [...two, thin('c', 8, 9)] });
    expect(line).toBe('Too few cases to tell from chance: a (5 of 5), b (0 of 3), c (8 of 9).');
    expect(others).toEqual([]);
    const mean = found('thin-evidence', 'warning', {
      metric: 'd',
      args: { successes: null, samples: 9, independent: 3 },
    });
    expect(plain({ ...BRIGHT, findings: [...two, mean] })[0]).toContain(': a (5 of 5), b (0 of 3), d (n 3).');
  });

  it('name four of them, and count the rest', () => {
    const guards = Array.from({ length: 9 }, (_, index) =>
      found('guard-fails', 'warning', { metric: `m${index}`, args: { guard: `g${index}` } }),
    );
    expect(plain({ ...BRIGHT, findings: guards })).toEqual([
      'The guard fails: m0 (guard g0), m1 (guard g1), m2 (guard g2), m3 (guard g3) and 5 more.',
    ]);
    const old = ['a', 'b', 'c'].map((metric) =>
      found('old-evidence', 'warning', { metric, args: { ageSeconds: 1e7 } }),
    );
    expect(plain({ ...BRIGHT, findings: old })).toEqual(['Evidence of months ago: a (115 d), b (115 d), c (115 d).']);
  });

  it('stand after the guards, and the thin before the old', () => {
    const order = ['old-evidence', 'thin-evidence', 'guard-unproven', 'guard-fails'].map((code) =>
      found(code, 'warning'),
    );
    const lines = plain({ ...BRIGHT, findings: order });
    const starts = [/^The guard a counter-metric of/, /^The guard a counter-metric of/, /^With \?/, /^On data that/];
    for (const [index, start] of starts.entries()) expect(lines[index]).toMatch(start);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
    'stay inert where they are called %s',
    (_, text) => {
      const linesWith = (name: string) => {
        const guards = Array.from({ length: 3 }, () =>
          found('guard-fails', 'warning', { metric: name, args: { guard: name } }),
        );
        return cautionsOf(outcome({ ...BRIGHT, mode: 'report', findings: [...guards, found(name, 'warning')] }));
      };
      const lines = linesWith(text);
      expect(lines.map(toPlain).join('')).not.toMatch(UNSEEN);
      expect(lines.map(toPlain).every((line) => line.length < 1500)).toBe(true);
      const structure = (prose: readonly Prose[]) =>
        shape(prose.map((line) => `- ${toMarkdown(line)}`).join('\n'), ['text', 'inlineCode']);
      expect(structure(lines)).toEqual(structure(linesWith('plain')));
    },
  );
});

describe('the other warnings', () => {
  const warnings = (...codes: readonly string[]) => codes.map((code) => found(code, 'warning'));
  const GO: Made = { ...BRIGHT, mode: 'report' };

  it('are counted beside a go, the most telling by name', () => {
    const findings = warnings(
      'no-max-age',
      'unused-source',
      'missing-pair',
      'testset-only',
      'missing-pair',
      'missing-pair',
    );
    expect(plain({ ...GO, findings })).toEqual([
      '6 warnings stand below, the most telling: missing-pair (3), testset-only (1)',
    ]);
    expect(plain({ ...GO, findings: warnings('unused-source') })).toEqual([
      '1 warning stands below: unused-source (1)',
    ]);
  });

  it('are the others where some are said already', () => {
    const findings = warnings('guard-fails', 'missing-pair', 'guard-fails', 'guard-fails');
    expect(plain({ ...GO, findings }).at(-1)).toBe('1 other warning stands below: missing-pair (1)');
    const lowered = found('wrong-direction', 'warning', { usually: { level: 'error', reason: 'r' } });
    expect(plain({ ...GO, findings: [lowered] })).toHaveLength(1);
  });

  it('are neither notes nor errors', () => {
    expect(plain({ ...GO, findings: [found('no-proxy', 'info'), found('wrong-direction', 'error')] })).toEqual([]);
  });

  it('are counted beside a no-go only where there is room below what is to be read with care', () => {
    const telling = ['guard-fails', 'guard-unproven', 'guard-not-measured'];
    const six = warnings(...telling, ...telling, 'missing-pair');
    expect(plain({ ...BRIGHT, findings: warnings('missing-pair') })).toEqual([]);
    expect(plain({ ...BRIGHT, findings: six }).at(-1)).toBe('1 other warning stands below: missing-pair (1)');
    const seven = [...six, ...warnings('old-evidence')];
    expect(plain({ ...BRIGHT, findings: seven }).at(-1)).toBe('and 1 more, with the warnings below');
    expect(plain({ ...GO, findings: seven }).at(-1)).toBe('1 other warning stands below: missing-pair (1)');
  });
});

describe('what the criteria make less of', () => {
  it('names warnings that are notes by the criteria', () => {
    const usually = { level: 'warning', reason: 'r' } as const;
    const lines = plain({ ...BRIGHT, findings: [found('guard-fails', 'info', { usually })] });
    expect(lines).toContain('notes by these criteria, warnings as a rule: guard-fails');
  });

  it('names the preconditions of what a provision lets through', () => {
    const undecided = result(criterion('resolved', 'task', { provisional: PROVISION }), measured(0.9));
    const [line] = plain({ results: [{ ...undecided, provisionalDaysLeft: 3, untrusted: ['agree'] }] });
    expect(line).toContain('; it rests on agree, which no more samples will mend');
  });
});

describe('beside the metric', () => {
  it('stand its guards that do not pass', () => {
    const markdown = renderMarkdown(outcome(BRIGHT), { maxBytes: 60_000 });
    expect(markdown).toMatch(/deflection \(guard `recontact` fails\) \(guard `csat` is unmeasured\)/);
    expect(jsonReport(outcome(BRIGHT)).metrics[0]?.guarded_by).toEqual(['recontact', 'csat']);
  });

  it('stands what the judge said before it was corrected', () => {
    const judged = criterion('faithful', 'task', { judge: { sensitivity: 0.9, specificity: 0.95 } });
    const corrected = { ...result(judged, measured(0.85)), value: 0.9411764705882354, uncorrectedValue: 0.85 };
    const made = outcome({ results: [corrected] });
    expect(renderMarkdown(made, { maxBytes: 60_000 })).toContain(
      'corrected from the judge&#39;s 0.85 (sensitivity 0.9, specificity 0.95)'.replace('&#39;', "'"),
    );
    expect(jsonReport(made).metrics[0]).toMatchObject({ value: 0.9411764705882354, uncorrected_value: 0.85 });
  });

  it('stands its provision in the JSON report', () => {
    const one = result(criterion('resolved', 'task', { provisional: PROVISION }), measured(0.9));
    const made = outcome({ results: [{ ...one, provisionalDaysLeft: 11 }] });
    expect(jsonReport(made).metrics[0]?.provisional).toEqual({
      until: '2026-12-02',
      reason: 'more talks by then',
      days_left: 11,
    });
  });
});

describe('preconditions', () => {
  it('stand after the layers, without a colour', () => {
    const join = result(criterion('join_rate', 'evidence'), measured(0.9));
    const markdown = renderMarkdown(outcome({ ...BRIGHT, results: [join, ...BRIGHT.results] }), { maxBytes: 60_000 });
    expect(markdown.indexOf('#### Business')).toBeLessThan(markdown.indexOf('#### Evidence: 1 pass'));
    expect(markdown.indexOf('#### Business')).toBeGreaterThan(0);
  });
});

describe('a level that the criteria set', () => {
  it('stands in the JSON report with the usual one', () => {
    const usually = { level: 'error', reason: 'r' } as const;
    const made = outcome({ ...BRIGHT, findings: [found('wrong-direction', 'warning', { usually })] });
    expect(jsonReport(made).findings[0]).toMatchObject({ level: 'warning', usually });
    expect(jsonReport(outcome(BRIGHT)).findings[0]?.usually).toBeNull();
  });
});
