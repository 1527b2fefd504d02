import { describe, expect, it } from 'vitest';
import type { SourceAnswered } from '../../src/core/source-news.ts';
import { askingLine, sourceLines } from '../../src/report/source-line.ts';

const values: SourceAnswered = {
  source: 'prod',
  kind: 'values',
  hosts: ['prometheus.acme.dev:443'],
  attempts: 3,
  milliseconds: 210,
  asked: 2,
  answered: 1,
  failures: ['no-data'],
};
const alerts: SourceAnswered = {
  ...{ ...values, kind: 'alerts', attempts: 2, milliseconds: 340, asked: 1, answered: 1, failures: [] },
  hosts: ['prometheus.acme.dev:443', 'alertmanager.acme.dev:443'],
};

function written(use: (lines: ReturnType<typeof sourceLines>) => void): readonly string[] {
  const all: string[] = [];
  use(sourceLines((line) => all.push(line)));
  return all;
}

describe('sourceLines', () => {
  const both =
    'prod: prometheus.acme.dev:443, alertmanager.acme.dev:443 · 5 requests · 0.34 s · 1 of 2 values read (no-data), 1 of 1 alerts answered';

  it.each([
    ['values first', [values, alerts], both],
    [
      'alerts first',
      [alerts, values],
      'prod: prometheus.acme.dev:443, alertmanager.acme.dev:443 · 5 requests · 0.34 s · 1 of 1 alerts answered, 1 of 2 values read (no-data)',
    ],
  ])('is one line per source: %s', (_, news, expected) => {
    const lines = written(({ say }) => {
      say({ kind: 'asking', sources: [{ source: 'prod', parts: 2 }] });
      for (const one of news) say(one);
    });
    expect(lines).toEqual([expected]);
  });

  it('does not wait for what will not come', () => {
    expect(written(({ say }) => say(values))).toHaveLength(1);
    const lines = written(({ say, end }) => {
      say({ kind: 'asking', sources: [{ source: 'prod', parts: 2 }] });
      say(values);
      end();
      end();
    });
    expect(lines).toEqual(['prod: prometheus.acme.dev:443 · 3 requests · 0.21 s · 1 of 2 values read (no-data)']);
  });

  it('says of files that they are files', () => {
    expect(written(({ say }) => say({ ...values, hosts: [], failures: [] }))).toEqual([
      'prod: files · 0.21 s · 1 of 2 values read',
    ]);
  });

  it('holds nothing that a runner obeys', () => {
    const lines = written(({ say }) => say({ ...values, source: 'a', hosts: ['::error::x\n::set-output::'] }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/::|\n/);
  });
});

describe('askingLine', () => {
  it('names who is asked', () => {
    expect(askingLine([{ source: 'prod' }, { source: 'warehouse' }])).toBe('asking prod, warehouse …');
  });
});
