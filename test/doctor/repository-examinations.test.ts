import { describe, expect, it } from 'vitest';
import { examineRepository } from '../../src/doctor/repository-examinations.ts';
import type { RepositoryFacts, Unknown } from '../../src/github/repository-facts.ts';

const JOBS = [{ path: 'w.yml', check: 'gate' }];
const OVERRIDE = { label: 'launch-gate/override', disabled: false };
const known = <T>(value: T) => ({ known: true, value }) as const;
const hidden = (status: number | null, right = 'metadata: read', detail = 'd'): Unknown => ({
  ...{ known: false, status, detail, right },
});
const READY: RepositoryFacts = { label: known(true), branch: known('main'), required: [known(['gate']), known([])] };

const told = (facts: Partial<RepositoryFacts>, override = OVERRIDE) =>
  examineRepository({ ...READY, ...facts }, override, JOBS).map(({ state, code }) => `${state} ${code}`);

describe('examineRepository', () => {
  it.each<[string, Partial<RepositoryFacts>, readonly string[]]>([
    ['all is ready', {}, ['well label-exists', 'well check-required']],
    ['there is no label', { label: known(false) }, ['mend label-missing', 'well check-required']],
    ['nothing is required', { required: [known([]), known(['x'])] }, ['well label-exists', 'mend check-not-required']],
    ['the rules are hidden', { required: [hidden(403), known([])] }, ['well label-exists', 'unknown token-too-weak']],
    [
      'there are no rules to be seen',
      { required: [hidden(404), known([])] },
      ['well label-exists', 'unknown token-too-weak'],
    ],
    [
      'the rules are hidden, and the branch itself requires it',
      { required: [hidden(404), known(['gate'])] },
      ['well label-exists', 'well check-required'],
    ],
    [
      'the protection is hidden',
      { required: [known([]), hidden(403)] },
      ['well label-exists', 'unknown token-too-weak'],
    ],
    ['GitHub fails', { required: [hidden(500), known([])] }, ['well label-exists', 'unknown github-fails']],
    [
      'a limit is used up',
      { label: hidden(403, '', 'a rate limit is used up'), required: [known(['gate'])] },
      ['unknown github-fails', 'well check-required'],
    ],
    ['the token is no good', { label: null, branch: hidden(401), required: [] }, ['mend token-refused']],
    ['the repository is not seen', { label: null, branch: hidden(404), required: [] }, ['unknown token-too-weak']],
  ])('where %s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected);
  });

  it('names the right that is missing', () => {
    const [found] = examineRepository({ ...READY, label: hidden(403, 'issues: read') }, OVERRIDE, JOBS);
    expect(found?.args).toEqual({ what: 'label', status: 403, right: 'issues: read' });
  });

  it('asks for no label where overriding is switched off', () => {
    expect(told({ label: null }, { ...OVERRIDE, disabled: true })).toEqual([
      'note label-not-needed',
      'well check-required',
    ]);
  });
});
