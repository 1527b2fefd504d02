import { describe, expect, it } from 'vitest';
import type { Measured, Measurement } from '../../../src/core/measurement.ts';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { measureAll } from '../../../src/sources/measure.ts';
import { temporaryWorkspace } from '../temporary-workspace.ts';

const DIGEST = `sha256:${'0f'.repeat(32)}`;
const CRITERIA = `version: 1
feature: f
subject: { pins: [prompts] }
metrics:
  m: { layer: task, target: ">= 0.8", bind: pins }
`;

async function measure(subject: unknown): Promise<Measurement | undefined> {
  const { workspace } = temporaryWorkspace({ 'values.json': JSON.stringify({ subject, metrics: { m: 0.9 } }) });
  const { gate } = await loadCriteria(CRITERIA, 'gate.yml');
  if (gate === null) throw new Error('the criteria cannot be read');
  const measured = await measureAll(gate, ['values.json'], {
    workspace,
    changed: null,
    network: () => Promise.reject(new Error('no host is asked')),
    onSource: undefined,
  });
  return measured.get('m');
}

describe('the pinned files that a values file names', () => {
  it.each<[string, unknown, string]>([
    ['as digest prints it', { pins: DIGEST }, DIGEST],
    ['in capitals and with space around', { pins: ` ${DIGEST.toUpperCase()}\n` }, DIGEST],
    ['beside a commit', { commit: 'ab'.repeat(20), pins: DIGEST }, DIGEST],
  ])('%s', async (_, subject, pins) => {
    expect(await measure(subject)).toMatchObject({ kind: 'measured', pins, notes: [] });
  });

  it.each<[string, unknown]>([
    ['no subject', undefined],
    ['no pins', { commit: 'ab'.repeat(20) }],
    ['null', { pins: null }],
  ])('are none with %s', async (_, subject) => {
    const measured = await measure(subject);
    expect(measured).toMatchObject({ kind: 'measured', notes: [] });
    expect((measured as Measured).pins ?? null).toBeNull(); // held to be measured above
  });

  it.each<[string, string]>([
    ['no algorithm', '0f'.repeat(32)],
    ['another algorithm', `sha1:${'0f'.repeat(20)}`],
    ['too few digits', DIGEST.slice(0, -1)],
    ['nothing', ''],
  ])('are none, and that is said, with %s', async (_, pins) => {
    const measured = await measure({ pins });
    expect(measured).toMatchObject({ notes: [expect.stringContaining('subject.pins is not sha256:')] });
    expect((measured as Measured).pins ?? null).toBeNull(); // held to be measured above
  });
});
