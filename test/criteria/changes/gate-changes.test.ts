import { describe, expect, it } from 'vitest';
import { gateDifferences } from '../../../src/criteria/changes/gate-changes.ts';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';

async function gateOf(top: string, metric: string) {
  const text = `version: 1\nfeature: f\n${top}\nmetrics:\n  m: { layer: product, target: ">= 0.9", ${metric} }\n`;
  const { gate, findings } = await loadCriteria(text, 'gate.yml');
  if (gate === null) throw new Error(JSON.stringify(findings));
  return gate;
}

/** What changes in the file at its top, and in its metric, as `kind code`. */
async function changed(before: readonly [string, string], after: readonly [string, string]): Promise<string[]> {
  const found = gateDifferences(await gateOf(...before), await gateOf(...after));
  return found.map(({ kind, code }) => `${kind} ${code}`);
}

const PROVISION = 'provisional: { until: 2026-12-01, reason: few users yet }';

describe('evidence that is asked for more', () => {
  it.each([
    ['full', 'strengthened pins-widened'],
    ['limited', 'weakened pins-widened-early'],
  ])('by more pinned files of a metric of the full launch, at the stage %s', async (stage, code) => {
    const top = (pins: string) => `stage: ${stage}\nsubject: { pins: [${pins}] }`;
    expect(await changed([top('a.yml'), 'bind: pins'], [top('a.yml, b.yml'), 'bind: pins'])).toEqual([code]);
  });

  it.each([
    ['min-samples: 10', 'min-samples: 100'],
    ['confidence: 90%', 'confidence: 95%'],
  ])('by a limit (%s), which leaves more undecided and so opens the gate under a provision', async (less, more) => {
    expect(await changed(['', less], ['', more])).toEqual(['strengthened limit-tightened']);
    const provisional = await changed(['', `${less}, ${PROVISION}`], ['', `${more}, ${PROVISION}`]);
    expect(provisional).toEqual(['weakened limit-tightened-early']);
  });
});
