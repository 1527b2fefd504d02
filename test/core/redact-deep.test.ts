import { describe, expect, it } from 'vitest';
import { redactDeep, redactor } from '../../src/core/redact.ts';

const TOKEN = 'ghs_A1b2C3d4E5f6G7h8';
const redact = redactor([TOKEN, 'product', 'target', 'measured', 'context']);
const id = `metric-${TOKEN.toLowerCase()}`;
const byId = redactor([TOKEN, TOKEN.toLowerCase()]);

describe('data without secrets', () => {
  it('has none in any text, and the same shape', () => {
    const before = {
      text: `a ${TOKEN}`,
      list: ['x', `b ${TOKEN}`, [null, { deep: TOKEN }]],
      number: 12,
      nothing: null,
      missing: undefined,
      flag: true,
    };
    expect(redactDeep(before, redact)).toEqual({
      text: 'a ***',
      list: ['x', 'b ***', [null, { deep: '***' }]],
      number: 12,
      nothing: null,
      missing: undefined,
      flag: true,
    });
    expect(before.text).toBe(`a ${TOKEN}`);
    expect(redactDeep(TOKEN, redact)).toBe('***');
    expect(redactDeep(null, redact)).toBeNull();
  });

  it('finds an entry of a map by the id that stands in the list', () => {
    const data = { results: [{ criterion: { id } }], alerts: { [id]: { state: 'declared', where: `at ${TOKEN}` } } };
    const shown = redactDeep(data, byId);
    const found = shown.alerts[shown.results[0]?.criterion.id ?? ''];
    expect(found).toEqual({ state: 'declared', where: 'at ***' });
    expect(JSON.stringify(shown).toLowerCase()).not.toContain(TOKEN.toLowerCase());
  });

  it('keeps all entries of a map whose keys become alike', () => {
    const shown = redactDeep({ alerts: { [`${TOKEN}`]: 1, [TOKEN.toLowerCase()]: 2 } }, byId);
    expect(shown.alerts).toEqual({ '***': 1, '*** (2)': 2 });
  });

  it('has no secrets in the keys of foreign maps at any depth, and none that do harm', () => {
    const keys = JSON.parse(`{"where": {"${TOKEN}": ["${TOKEN}"]}, "__proto__": {"polluted": "${TOKEN}"}}`);
    const shown = redactDeep({ from: { source: 's', keys } }, redact);
    expect(JSON.stringify(shown)).toBe(
      '{"from":{"source":"s","keys":{"where":{"***":["***"]},"__proto__":{"polluted":"***"}}}}',
    );
    expect(Object.getPrototypeOf(shown.from.keys)).toBe(Object.prototype);
  });

  it('keeps the words that reports look texts up by', () => {
    const data = {
      context: { criteriaPath: 'the context' },
      decision: 'no-go',
      kind: 'measured',
      reason: { code: 'target-missed', args: { target: '>= product', layer: 'product', kind: 'measured' } },
      missing: ['product', 'alertedLeading'],
      colours: { product: 'red' },
      code: `not-${TOKEN}`,
    };
    expect(redactDeep(data, redact)).toEqual({
      context: { criteriaPath: 'the ***' },
      decision: 'no-go',
      kind: 'measured',
      reason: { code: 'target-missed', args: { target: '>= ***', layer: 'product', kind: '***' } },
      missing: ['product', 'alertedLeading'],
      colours: { product: 'red' },
      code: 'not-***',
    });
  });

  it('keeps what is one object one, also where it holds itself', () => {
    const criterion = { title: TOKEN };
    const shown = redactDeep({ metrics: [criterion], results: [{ criterion }] }, redact);
    expect(shown.results[0]?.criterion).toBe(shown.metrics[0]);
    const ring: { title: string; self?: unknown } = { title: TOKEN };
    ring.self = ring;
    const cut = redactDeep(ring, redact);
    expect([cut.title, cut.self]).toEqual(['***', cut]);
  });
});
