import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALERT_VERIFIERS } from '../../src/alerts/index.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { SOURCE_TYPES } from '../../src/sources/index.ts';
import { SOURCE_SCHEMAS } from '../../src/sources/schemas/index.ts';

const TYPES = [...SOURCE_SCHEMAS.keys()];

async function codesOf(text: string): Promise<readonly string[]> {
  const { findings } = await loadCriteria(text, 'gate.yml');
  return findings.map(({ code }) => code);
}

/** Criteria with a source of the type, and an alert that is verified there. */
function criteriaWith(type: string): string {
  const verify = '{ source: s, rule: r, exists: x }';
  return `version: 1\nfeature: f\nsources:\n  s: { type: ${type} }\nmetrics:\n  m: { layer: task, target: "<= 1", alert: { verify: ${verify} } }\n`;
}

describe('a type of source', () => {
  it.each(TYPES)('%s is refused exactly where nothing asks it yet', async (type) => {
    expect((await codesOf(criteriaWith(type))).includes('not-supported-yet')).toBe(!SOURCE_TYPES.has(type));
  });

  it.each([...SOURCE_TYPES.keys()])('%s can verify alerts exactly where something does', async (type) => {
    expect((await codesOf(criteriaWith(type))).includes('cannot-verify')).toBe(!ALERT_VERIFIERS.has(type));
  });
});

describe('the gate of live sources', async () => {
  const text = readFileSync(new URL('../../fixtures/criteria/good/live-sources.yml', import.meta.url), 'utf8');
  const { gate } = await loadCriteria(text, 'live-sources.yml');
  const alertOf = (id: string) => gate?.metrics.find((metric) => metric.id === id)?.alert;

  it('holds where an alert is asked about, with the labels that select it', () => {
    expect(alertOf('re_asked')?.verify).toEqual({
      source: 'prom',
      rule: 'ReAsked',
      labels: { team: 'search' },
      keys: {},
    });
    expect(alertOf('resolved')?.verify).toMatchObject({
      ...{ source: 'form', rule: 'Unresolved', labels: {} },
      keys: { query: { name: 'Unresolved' }, exists: 'rule', 'delay-seconds': 'rule.delay' },
    });
  });

  it('holds the keys of each source but for its type and what the gate itself acts on', () => {
    const [api] = gate?.sources ?? [];
    expect(api).toMatchObject({ id: 'api', type: 'http', optional: true });
    expect(Object.keys(api?.keys ?? {})).not.toContain('type');
    expect(api?.keys['auth']).toEqual({ header: { name: 'X-API-Key', value: 'EVAL_KEY' } });
  });
});
