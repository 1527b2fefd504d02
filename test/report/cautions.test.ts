import { describe, expect, it } from 'vitest';
import type { Finding, FindingLevel } from '../../src/core/finding.ts';
import { cautionsOf } from '../../src/report/cautions.ts';
import { jsonReport } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { toPlain } from '../../src/report/prose.ts';
import { renderText } from '../../src/report/text.ts';
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
    const many = Array.from({ length: 9 }, (_, index) => found('guard-fails', 'warning', { metric: `m${index}` }));
    const lines = plain({ ...BRIGHT, findings: many });
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toBe('and 3 more, with the warnings below');
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
