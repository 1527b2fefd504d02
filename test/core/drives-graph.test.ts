import { describe, expect, it } from 'vitest';
import { noteDrives } from '../../src/core/drives-graph.ts';
import { sample, wikiAssistant } from './diagnosis-samples.ts';

describe('noteDrives', () => {
  it('places the breaks of the wiki assistant', () => {
    const notes = noteDrives(wikiAssistant());
    expect(notes.filter(({ kind }) => kind === 'divergence')).toEqual([
      {
        metric: 'answer_cites_current_policy',
        kind: 'divergence',
        drivers: ['retrieval_recall_at_5', 'query_chunk_cosine'],
        assumed: false,
      },
      { metric: 'answer_resolves_query', kind: 'divergence', drivers: ['answer_bleu'], assumed: false },
    ]);
    expect(notes.filter(({ kind }) => kind === 'inherited').map(({ metric }) => metric)).toEqual([
      'repeat_query_rate',
      'helpdesk_fallback_rate',
      'day_14_retention',
      'ticket_deflection_rate',
      'cost_per_resolution',
    ]);
    expect(notes).toHaveLength(7);
  });

  it('assumes every edge between neighbouring layers where none is declared', () => {
    const notes = noteDrives([
      sample('m1', 'model', 'pass'),
      sample('m2', 'model', 'pass'),
      sample('t', 'task', 'fail', { drives: ['p'] }),
      sample('p', 'product', 'fail'),
      sample('p2', 'product', 'fail'),
    ]);
    expect(notes).toEqual([
      { metric: 't', kind: 'divergence', drivers: ['m1', 'm2'], assumed: true },
      { metric: 'p2', kind: 'root', drivers: [], assumed: false },
      { metric: 'p', kind: 'inherited', drivers: ['t'], assumed: false },
    ]);
  });

  it('keeps to declared drivers of a lower layer, also across a layer', () => {
    const notes = noteDrives([
      sample('m', 'model', 'pass', { drives: ['p'] }),
      sample('t', 'task', 'fail'),
      sample('p', 'product', 'fail'),
    ]);
    expect(notes).toEqual([
      { metric: 't', kind: 'divergence', drivers: ['m'], assumed: true },
      { metric: 'p', kind: 'divergence', drivers: ['m'], assumed: false },
    ]);
  });

  it('adds the assumed drivers to a declared one of the same layer', () => {
    const notes = noteDrives([
      sample('m', 'model', 'fail'),
      sample('t1', 'task', 'pass', { drives: ['t2'] }),
      sample('t2', 'task', 'fail'),
    ]);
    expect(notes.find(({ metric }) => metric === 't2')).toEqual({
      metric: 't2',
      kind: 'inherited',
      drivers: ['m'],
      assumed: true,
    });
  });

  it('asks to measure undecided drivers where none is red', () => {
    const notes = noteDrives([
      sample('a', 'model', 'pass', { drives: ['t'] }),
      sample('b', 'model', 'stale', { drives: ['t'] }),
      sample('c', 'model', 'error', { drives: ['t'] }),
      sample('t', 'task', 'fail'),
    ]);
    expect(notes).toEqual([{ metric: 't', kind: 'unresolved', drivers: ['b', 'c'], assumed: false }]);
  });

  it.each([
    [['fail', 'fail'], 'suspect-proxy', ['a', 'b']],
    [['fail', 'pass'], 'compensated', ['a']],
    [['fail', 'stale'], null, []],
    [['pass', 'pass'], null, []],
  ] as const)('reads a green metric above %j as %s', ([a, b], kind, drivers) => {
    const notes = noteDrives([
      sample('a', 'model', a, { drives: ['t'] }),
      sample('b', 'model', b, { drives: ['t'] }),
      sample('t', 'task', 'pass'),
    ]);
    const found = notes.find(({ metric }) => metric === 't') ?? null;
    expect(found).toEqual(kind === null ? null : { metric: 't', kind, drivers, assumed: false });
  });

  it('begins with the lowest origin, then the one with most red descendants', () => {
    const notes = noteDrives([
      sample('p3', 'product', 'fail', { drives: [] }),
      sample('m1', 'model', 'fail', { drives: ['t1'] }),
      sample('m2', 'model', 'fail', { drives: ['t2', 't3'] }),
      sample('t1', 'task', 'fail', { drives: ['p1'] }),
      sample('t2', 'task', 'fail', { drives: ['p1', 'p2'] }),
      sample('t3', 'task', 'fail', { drives: ['p2'] }),
      sample('p1', 'product', 'fail'),
      sample('p2', 'product', 'fail'),
    ]);
    expect(notes.slice(0, 3).map(({ metric, kind }) => [metric, kind])).toEqual([
      ['m2', 'root'],
      ['m1', 'root'],
      ['p3', 'root'],
    ]);
  });

  it('leaves out advisory metrics, unknown ids and a metric that drives itself', () => {
    const notes = noteDrives([
      sample('a', 'model', 'pass', { drives: ['t'], required: false }),
      sample('b', 'model', 'fail', { drives: ['b', 'nowhere', 'constructor'] }),
      sample('t', 'task', 'fail'),
    ]);
    expect(notes).toEqual([
      { metric: 'b', kind: 'root', drivers: [], assumed: false },
      { metric: 't', kind: 'inherited', drivers: ['b'], assumed: true },
    ]);
  });

  it('ends on a cycle', () => {
    const notes = noteDrives([
      sample('a', 'task', 'fail', { drives: ['b'] }),
      sample('b', 'task', 'fail', { drives: ['a'] }),
      sample('c', 'task', 'fail'),
    ]);
    expect(notes.map(({ metric, kind }) => [metric, kind])).toEqual([
      ['c', 'root'],
      ['a', 'inherited'],
      ['b', 'inherited'],
    ]);
  });

  it('notes five hundred failing metrics without a declared edge', () => {
    const layers = ['model', 'task', 'product', 'business'] as const;
    const results = layers.flatMap((layer) =>
      Array.from({ length: 125 }, (_, i) => sample(`${layer}${i}`, layer, 'fail')),
    );
    const notes = noteDrives(results);
    expect(notes).toHaveLength(500);
    expect(notes.at(-1)).toMatchObject({ metric: 'business124', kind: 'inherited', assumed: true });
    expect(notes.at(-1)?.drivers).toHaveLength(125);
  });
});
