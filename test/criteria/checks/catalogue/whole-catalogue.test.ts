import { describe, expect, it } from 'vitest';
import { CATALOGUE, catalogueEntry } from '../../../../src/core/catalogue/catalogue.ts';
import type { CatalogueEntry, PairMember } from '../../../../src/core/catalogue/entry.ts';
import { LAYERS } from '../../../../src/core/layer.ts';
import { loadCriteria } from '../../../../src/criteria/load-criteria.ts';
import { argsOf, foundOf, withMetrics } from './found.ts';

/** A target that is possible, in the right direction, and better than nothing. */
function goodTarget({ better, scales }: CatalogueEntry): string {
  const { low, high } = scales[0] ?? { low: 0, high: 100 };
  const [bottom, range] = [low ?? 0, (high ?? 100) - (low ?? 0)];
  const at = (share: number) => String(Math.round((bottom + range * share) * 1000) / 1000);
  if (better === 'inside') return `${at(0.25)} .. ${at(0.75)}`;
  return better === 'higher' ? `>= ${at(0.8)}` : `<= ${at(0.2)}`;
}

const line = ({ id }: CatalogueEntry, keys: Readonly<Record<string, string>>) =>
  `${id}: { ${Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`;
const good = (entry: CatalogueEntry, more: Readonly<Record<string, string>> = {}) =>
  line(entry, { layer: entry.layer, target: `"${goodTarget(entry)}"`, ...more });
/** The metrics of which a code is found at a level. */
const ids = (found: readonly string[], level = 'error') =>
  found.filter((row) => row.endsWith(level)).map((row) => row.split(' ')[0]);
const idsOf = (entries: readonly CatalogueEntry[]) => entries.map(({ id }) => id);

const CODES = ['layer-misplaced', 'wrong-direction', 'unit-mismatch', 'trivial-target', 'lagging-as-leading'];

describe('every entry of the catalogue', () => {
  it('there are some eighty', () => expect(CATALOGUE.length).toBeGreaterThanOrEqual(80));

  it('has nothing said of it where it is written as it is meant', async () => {
    const { findings } = await loadCriteria(withMetrics(CATALOGUE.map((entry) => good(entry))), 'gate.yml');
    const wrong = findings.filter(({ code, level }) => CODES.includes(code) || level === 'error');
    expect(wrong.map(({ code, metric, args }) => ({ code, metric, args }))).toEqual([]);
  });

  it('gives its layer where none is written', async () => {
    const { gate } = await loadCriteria(
      withMetrics(CATALOGUE.map((entry) => line(entry, { target: `"${goodTarget(entry)}"` }))),
      'gate.yml',
    );
    expect(gate?.metrics.map(({ id, layer }) => [id, layer])).toEqual(CATALOGUE.map(({ id, layer }) => [id, layer]));
    expect(gate?.metrics.map(({ indicator }) => indicator)).toEqual(
      CATALOGUE.map(({ indicator }) => indicator ?? 'lagging'),
    );
  });

  it('is found with a target in the wrong direction', async () => {
    const directed = CATALOGUE.filter(({ better }) => better !== 'inside');
    const turned = directed.map((entry) => {
      const target = goodTarget(entry).replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
      return line(entry, { target: `"${target}"` });
    });
    expect(ids(await foundOf('wrong-direction', turned))).toEqual(idsOf(directed));
  });

  it('takes any direction where both ends are bad', async () => {
    const inside = CATALOGUE.filter(({ better }) => better === 'inside');
    const lines = inside.flatMap((entry) => [line(entry, { target: '">= 0.5"' })]);
    expect(inside.length).toBeGreaterThan(3);
    expect(await foundOf('wrong-direction', lines)).toEqual([]);
  });

  it('is found with a number that is on none of its scales', async () => {
    const limited = CATALOGUE.filter(({ scales }) => scales.length > 0);
    const beyond = limited.map((entry) => {
      const highs = entry.scales.map(({ high }) => high ?? Number.POSITIVE_INFINITY);
      const lows = entry.scales.map(({ low }) => low ?? Number.NEGATIVE_INFINITY);
      const number = Number.isFinite(Math.max(...highs)) ? Math.max(...highs) + 0.001 : Math.min(...lows) - 0.001;
      return line(entry, { target: `"${entry.better === 'lower' ? '<=' : '>='} ${number}"` });
    });
    expect(ids(await foundOf('unit-mismatch', beyond))).toEqual(idsOf(limited));
  });

  it('is found where the worst value of a scale meets its target', async () => {
    const ended = CATALOGUE.filter(({ scales, better }) =>
      scales.some(({ low, high }) => (better === 'higher' ? low !== null : better === 'lower' && high !== null)),
    );
    const worst = ended.map((entry) => {
      const { low, high } = entry.scales[0] ?? { low: null, high: null };
      return line(entry, { target: entry.better === 'higher' ? `">= ${low}"` : `"<= ${high}"` });
    });
    expect(ids(await foundOf('trivial-target', worst))).toEqual(idsOf(ended));
  });

  it.each(LAYERS)('is found on the layer %s where it does not belong', async (layer) => {
    const elsewhere = CATALOGUE.filter((entry) => entry.layer !== layer && !entry.alsoOn.includes(layer));
    const found = await foundOf(
      'layer-misplaced',
      CATALOGUE.map((entry) => good(entry, { layer })),
    );
    expect(ids(found)).toEqual(idsOf(elsewhere.filter(({ modelOnly }) => modelOnly)));
    expect(ids(found, 'warning')).toEqual(idsOf(elsewhere.filter(({ modelOnly }) => !modelOnly)));
  });

  it('is nowhere wrong as a precondition', async () => {
    const lines = CATALOGUE.map((entry) => good(entry, { layer: 'evidence' }));
    expect(await foundOf('layer-misplaced', lines)).toEqual([]);
    expect(await foundOf('missing-pair', lines)).toEqual([]);
  });

  it('is found as leading where it lags', async () => {
    const lines = CATALOGUE.map((entry) => good(entry, { indicator: 'leading' }));
    const lagging = CATALOGUE.filter(({ indicator }) => indicator === 'lagging');
    expect(ids(await foundOf('lagging-as-leading', lines))).toEqual(idsOf(lagging));
  });
});

/** A metric that is the member of a pair. */
function member(of: PairMember): string {
  if (typeof of !== 'string') return `any_${of.layer}_metric: { layer: ${of.layer}, target: ">= 1" }`;
  const entry = catalogueEntry(of);
  if (entry === null) throw new Error(`no entry ${of}`);
  return good(entry);
}
const of = (found: readonly string[], id: string) => found.filter((row) => row.startsWith(`${id} `));

describe('every pair of the catalogue', () => {
  const paired = CATALOGUE.filter(({ pairs }) => pairs.length > 0);

  it.each(paired.map((entry) => [entry.id, entry] as const))('%s', async (id, entry) => {
    const missing = async (members: readonly PairMember[]) =>
      of(await foundOf('missing-pair', [good(entry), ...members.map(member)]), id);
    expect(await missing([])).toEqual([`${id} ${id} warning`]);
    const strongest = entry.pairs.some(({ strength }) => strength === 'needed') ? 'needed' : 'advised';
    expect((await argsOf('missing-pair', [good(entry)]))?.['strength']).toBe(strongest);
    for (const [index, pair] of entry.pairs.entries()) {
      const others = entry.pairs.filter((_, other) => other !== index).flatMap(({ anyOf }) => anyOf[0] ?? []);
      expect(await missing(others)).toEqual([`${id} ${id} warning`]);
      for (const members of pair.anyOf) {
        expect(await missing([...others, ...members])).toEqual([]);
        if (members.length > 1) expect(await missing([...others, ...members.slice(1)])).toHaveLength(1);
      }
    }
  });
});
