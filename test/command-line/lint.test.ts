import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lint } from '../../src/command-line/lint.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'launch-gate-lint-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const HEAD = 'version: 1\nfeature: f\nmetrics:\n  m: { layer: task, target: ">= 0.80", unit: ratio, max-age: 7d';
const SHARE = `${HEAD}, confidence: 95%, min-samples: 100 }\n`;

/** Runs lint over a criteria file; gives the exit code and what it printed. */
async function run(text: string, flags: Readonly<Record<string, string>> = {}) {
  writeFileSync(path.join(root, 'gate.yml'), text);
  let out = '';
  const say = (more: string) => {
    out += more;
  };
  const terminal = { out: say, err: say, colour: false, unicode: true, width: 80, watched: false, errWidth: 80 };
  const args = { positional: ['gate.yml'], flags } as unknown as Parameters<typeof lint>[0]; // no other flag is given
  const invocation = { words: [], env: {}, folder: root, streams: null } as unknown as Parameters<typeof lint>[1]; // no stream is asked
  return { code: await lint(args, invocation, terminal), out };
}

describe('lint', () => {
  it('shows the odds after the findings', async () => {
    const { code, out } = await run(SHARE);
    expect(code).toBe(0);
    expect(out.indexOf('launch-set-unreachable')).toBeGreaterThanOrEqual(0);
    expect(out.indexOf('\n\nOdds before there is data\n')).toBeGreaterThan(out.indexOf('launch-set-unreachable'));
    expect(out).toMatch(/^ {2}m {7}at least 87 of 100 {3}4\.7 % {4}35 % {4}88 % {7}398$/m);
  });

  it.each([
    ['there is no confidence', `${HEAD}, min-samples: 100 }\n`, 0],
    ['there is no least number of samples', `${HEAD}, confidence: 95% }\n`, 0],
    ['the criteria have an error', SHARE.replace('layer: task', 'layer: tsk'), 2],
  ])('shows none where %s', async (_, text, expected) => {
    const { code, out } = await run(text);
    expect(code).toBe(expected);
    expect(out).not.toContain('Odds');
    expect(JSON.parse((await run(text, { format: 'json' })).out)).toMatchObject({ odds: null });
  });

  it('gives them to programs', async () => {
    const { code, out } = await run(SHARE, { format: 'json' });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema_version: 1,
      path: 'gate.yml',
      odds: { metrics: [{ metric: 'm', needs: { comparison: 'at least', successes: 87 } }], joint: { metrics: 1 } },
    });
  });
});
