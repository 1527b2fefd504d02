import { describe, expect, it } from 'vitest';
import { CADENCE_MAX_AGE, CATALOGUE, catalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import type { CatalogueEntry, PairMember, Scale } from '../../../src/core/catalogue/entry.ts';
import { LAYERS } from '../../../src/core/layer.ts';
import { ROWS } from './rows.ts';

const entries = CATALOGUE.map((entry) => [entry.id, entry] as const);
const membersOf = (entry: CatalogueEntry): readonly PairMember[] => entry.pairs.flatMap(({ anyOf }) => anyOf.flat());

const SIGNS = { higher: '↑', lower: '↓', inside: '◎' } as const;

function scaleText({ low, high }: Scale): string {
  return `${low ?? ''}..${high ?? ''}`;
}

function pairsText(entry: CatalogueEntry, strength: 'needed' | 'advised'): string {
  const member = (one: PairMember) => (typeof one === 'string' ? one : `any ${one.layer}`);
  return entry.pairs
    .filter((pair) => pair.strength === strength)
    .map(({ anyOf }) => anyOf.map((members) => members.map(member).join(' + ')).join(' / '))
    .join(' & ');
}

/** An entry in the form of the table that was written by hand. */
function rowOf(entry: CatalogueEntry): string {
  return [
    entry.id,
    [entry.layer, ...entry.alsoOn, ...(entry.modelOnly ? ['only'] : [])].join(' '),
    `${SIGNS[entry.better]}${entry.bandToo && entry.better !== 'inside' ? '◎' : ''}`,
    entry.indicator ?? 'either',
    entry.kind,
    entry.scales.map(scaleText).join(' ') || 'any',
    pairsText(entry, 'needed'),
    pairsText(entry, 'advised'),
  ]
    .join(' | ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

describe('the catalogue', () => {
  const byId = new Map(entries);

  it.each(ROWS.map((row) => [row.split(' ')[0] ?? '', row] as const))('%s is as in the table', (id, row) => {
    const entry = byId.get(id);
    expect(entry && rowOf(entry)).toBe(row);
  });

  it('holds what the table holds, each once', () => {
    expect(CATALOGUE.map(({ id }) => id).sort()).toEqual(ROWS.map((row) => row.split(' ')[0]).sort());
  });

  it('goes by layer from the model up', () => {
    const layers = CATALOGUE.map(({ layer }) => LAYERS.indexOf(layer));
    expect(layers).toEqual(layers.toSorted((a, b) => a - b));
  });

  it.each(entries)('%s is well-formed', (id, entry) => {
    for (const name of [id, ...entry.aliases]) expect(name).toMatch(/^[a-z0-9][a-z0-9_]{0,63}$/);
    expect(entry.title).toMatch(/^(?:[A-Z0-9]|chrF)/);
    expect(entry.reference.length).toBeGreaterThan(3);
    expect(entry.pitfall.length).toBeGreaterThan(15);
    expect(entry.pitfall).not.toMatch(/[.!?]$/);
    for (const { low, high } of entry.scales) if (low !== null && high !== null) expect(low).toBeLessThan(high);
    expect(entry.alsoOn).not.toContain(entry.layer);
    expect(entry.bandToo || entry.better !== 'inside').toBe(true);
    if (entry.modelOnly) expect([entry.layer, ...entry.alsoOn]).toEqual(['model']);
    if (entry.unit === 'ratio') expect(entry.scales[0]).toEqual({ low: 0, high: 1 });
    expect(Object.hasOwn(CADENCE_MAX_AGE, entry.cadence)).toBe(true);
  });

  it.each(entries)('what %s is paired with is known, is another metric, and is never an empty choice', (id, entry) => {
    for (const { anyOf } of entry.pairs) {
      expect(anyOf.length).toBeGreaterThan(0);
      for (const members of anyOf) expect(members.length).toBeGreaterThan(0);
    }
    for (const member of membersOf(entry)) {
      if (typeof member !== 'string') expect(LAYERS).toContain(member.layer);
      else {
        expect(byId.has(member)).toBe(true);
        expect(member).not.toBe(id);
      }
    }
  });

  it('gives no name to two entries', () => {
    const names = CATALOGUE.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(entries)('finds %s by each of its names', (_, entry) => {
    for (const name of [entry.id, ...entry.aliases]) expect(catalogueEntry(name)).toBe(entry);
  });

  it('says how old evidence may be, by how often it is measured', () => {
    expect(CADENCE_MAX_AGE).toEqual({
      'per-deploy': null,
      'real-time': '24h',
      daily: '48h',
      weekly: '14d',
      monthly: '62d',
    });
  });

  it.each([
    ['bleu', 'per-deploy'],
    ['cosine_similarity', 'per-deploy'],
    ['retrieval_recall_at_5', 'per-deploy'],
    ['repeat_query_rate', 'real-time'],
    ['cites_current_policy', 'daily'],
    ['helpdesk_fallback_rate', 'daily'],
    ['dau_retention', 'daily'],
    ['human_judged_correct', 'weekly'],
    ['ticket_deflection_rate', 'weekly'],
    ['cost_per_resolution', 'monthly'],
  ])('%s is measured %s', (id, cadence) => {
    expect(catalogueEntry(id)?.cadence).toBe(cadence);
  });

  it('knows which metrics are only activity', () => {
    const activity = ['adoption_rate', 'ctr', 'dau', 'dwell_time', 'engagement'];
    expect(
      CATALOGUE.filter((entry) => entry.activity)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(activity);
  });

  it('knows which scores a model usually gives', () => {
    const judged = ['answer_relevancy', 'context_precision', 'context_recall', 'elo_rating', 'end_to_end_success'];
    expect(
      CATALOGUE.filter((entry) => entry.judged)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...judged, 'faithfulness', 'hallucination_rate', 'judge_score', 'unsafe_output_rate']);
  });
});
