import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { utf8Bytes } from '../../src/report/fit.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { nodes, parse } from './markdown-tree.ts';
import { criterion, ERRORS, invalid, measured, outcome, result } from './outcomes.ts';

const LAYERS = ['model', 'task', 'product', 'business'] as const;

/** 500 metrics of long titles; every fifth fails, every seventh is missing. */
function large(): Outcome {
  const results = Array.from({ length: 500 }, (_, index) => {
    const what = criterion(`metric_${index}`, LAYERS[index % 4] ?? 'model', {
      title: `${index} ${'😀 a very long title '.repeat(6)}`,
      description: 'What it means, at length. '.repeat(4),
    });
    if (index % 7 === 0) {
      const provenance = { source: 'evals', where: 'evals/results.json', kind: 'file' } as const;
      return result(what, { kind: 'absent', detail: 'the file has other names', provenance });
    }
    return result(what, measured(index % 5 === 0 ? 0.4 : 0.9, { sampleSize: 200 }));
  });
  return outcome({ results });
}

const LARGE = large();
const at = (maxBytes: number, of: Outcome = LARGE) => renderMarkdown(of, { maxBytes });
const blockingRows = (text: string) => text.split('\n').filter((line) => line.startsWith('| **')).length;

describe('utf8Bytes', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 2],
    ['₹', 3],
    ['😀', 4],
  ])('%s has %i', (text, bytes) => {
    expect(utf8Bytes(text)).toBe(bytes);
  });
});

describe('fitting 500 metrics', () => {
  it.each([1_000_000, 250_000, 200_000, 100_000, 60_000, 20_000, 5_000, 1_000, 400, 100, 10])(
    'stays within %i bytes and says what was cut',
    (maxBytes) => {
      const text = at(maxBytes);
      expect(utf8Bytes(text)).toBeLessThanOrEqual(maxBytes);
      expect(text).toContain('NO-GO');
      if (text.length > 400 && maxBytes < utf8Bytes(at(10_000_000))) expect(text).toMatch(/not shown/i);
    },
  );

  it('shows all where there is room', () => {
    const text = at(10_000_000);
    expect(text).not.toMatch(/not shown/i);
    expect(blockingRows(text)).toBe(LARGE.blocking.length);
  });

  it('drops passing rows before anything else', () => {
    const text = at(utf8Bytes(at(10_000_000)) - 1);
    const passing = LARGE.results.filter((one) => one.status === 'pass').length;
    expect(text).toContain(`Not shown: ${passing} passing metrics.`);
    expect(text).toContain('passing metrics not shown.');
    expect(text).not.toContain('✅\u00a0pass');
    expect(blockingRows(text)).toBe(LARGE.blocking.length);
    expect(text).toContain('What it means, at length.');
  });

  it('keeps the worst rows longest', () => {
    const text = at(20_000);
    const rows = blockingRows(text);
    expect(rows).toBeGreaterThan(5);
    expect(rows).toBeLessThan(LARGE.blocking.length);
    expect(text).toContain(`${LARGE.blocking.length - rows} of ${LARGE.blocking.length} rows of what blocks`);
    expect(text).toContain('misses the target');
    expect(text).not.toContain('has no value for this metric');
  });

  it('leaves whole rows, closed parts and whole characters at every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300_000 }), (maxBytes) => {
        const text = at(maxBytes);
        expect(utf8Bytes(text)).toBeLessThanOrEqual(Math.max(maxBytes, 'NO-GO\n'.length));
        expect(text).not.toMatch(/\p{Cs}/u);
        expect(text.split('<details>').length).toBe(text.split('</details>').length);
        for (const line of text.split('\n')) if (line.startsWith('|')) expect(line).toMatch(/ \|$/);
      }),
      { numRuns: 25 },
    );
  });

  it('is never longer with fewer bytes', () => {
    const sizes = [300_000, 150_000, 60_000, 30_000, 3_000, 300].map((bytes) => utf8Bytes(at(bytes)));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('still is a table to a parser', () => {
    const tables = nodes(parse(at(60_000))).filter((node) => node.type === 'table');
    expect(tables).toHaveLength(1);
  });
});

it('cuts findings of invalid criteria by whole lines', () => {
  const findings = Array.from({ length: 3_000 }, (_, index) => {
    const [first] = ERRORS;
    if (first === undefined) throw new Error('no findings');
    return { ...first, at: { ...first.at, line: index + 1 } };
  });
  const text = at(60_000, invalid(findings));
  expect(utf8Bytes(text)).toBeLessThanOrEqual(60_000);
  expect(text.split('\n').filter((line) => line.startsWith('- **error**')).length).toBeGreaterThan(100);
  expect(text).toMatch(/Not shown: .*\d+ of 3000 findings/);
});
