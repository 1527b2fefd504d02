import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CRITERIA_CHANGE_CODES, type CriteriaChangeCode } from '../../../src/core/criteria-change-codes.ts';
import type { TextArgs } from '../../../src/core/finding.ts';
import { gateDifferences } from '../../../src/criteria/changes/gate-changes.ts';
import { CRITERIA_CHANGE_MESSAGES } from '../../../src/report/messages/criteria-changes.ts';
import { gates, pairs } from '../../criteria/random-gates.ts';

const m = { metric: 'm' };

describe('messages of changes', () => {
  it('exist for exactly the codes', () => {
    expect(Object.keys(CRITERIA_CHANGE_MESSAGES).sort()).toEqual([...CRITERIA_CHANGE_CODES].sort());
  });

  it('have a title, a reason and an example each', () => {
    for (const { title, why, example } of Object.values(CRITERIA_CHANGE_MESSAGES)) {
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(why).toMatch(/^[A-Z0-9].+\.$/);
      expect(example.trim()).not.toBe('');
    }
  });

  it('are one plain sentence, whatever is changed', () => {
    fc.assert(
      fc.property(fc.oneof(pairs, fc.tuple(gates, gates)), ([before, after]) => {
        for (const { code, args } of gateDifferences(before, after)) {
          const message = CRITERIA_CHANGE_MESSAGES[code];
          for (const sentence of [message.says(args), message.fix(args)]) {
            expect(sentence).toMatch(/^\S.*[^.?: ]$/);
            expect(sentence).not.toMatch(/undefined|null|NaN|\[object| {2}|: ?:|from (\S+) to \1$/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each<readonly [CriteriaChangeCode, TextArgs, string]>([
    [
      'target-loosened',
      { metric: 'answer_correct', before: '>= 0.9', after: '>= 0.8', move: 'lowered' },
      'The target of answer_correct is lowered from >= 0.9 to >= 0.8',
    ],
    [
      'target-loosened',
      { ...m, before: '> 1', after: '>= 1', move: null },
      'The target of m is loosened from > 1 to >= 1',
    ],
    [
      'target-tightened',
      { ...m, before: '<= 9', after: '<= 8', move: 'lowered' },
      'The target of m is lowered from <= 9 to <= 8',
    ],
    [
      'limit-loosened',
      { ...m, key: 'max-age', before: 604_800, after: 1_209_600 },
      'max-age of m is loosened from 7 d to 14 d',
    ],
    [
      'limit-loosened',
      { ...m, key: 'max-age', before: 302_400, after: null },
      'max-age of m is loosened from 84 h to nothing',
    ],
    [
      'limit-tightened',
      { ...m, key: 'confidence', before: null, after: 0.95 },
      'confidence of m is tightened from nothing to 95%',
    ],
    [
      'limit-loosened',
      { ...m, key: 'min-completed', before: 0.975, after: 0.95 },
      'min-completed of m is loosened from 97.5% to 95%',
    ],
    [
      'meaning-changed',
      { ...m, key: 'unit', before: null, after: 'ms' },
      'The unit of m is changed from nothing to ms',
    ],
    ['text-changed', { key: 'title' }, 'The text of title is changed'],
    ['text-changed', { ...m, key: 'owner' }, 'The text of owner of m is changed'],
    ['mode-lowered', { event: null, before: 'enforce', after: 'report' }, 'The mode is lowered from enforce to report'],
    [
      'mode-raised',
      { event: 'push', before: 'report', after: 'enforce' },
      'The mode under the event push is raised from report to enforce',
    ],
    [
      'applies-to-narrowed',
      { all: 'before', globs: ['a/**', 'b'] },
      'Only changes of a/** and b are judged, where every pull request was',
    ],
    ['applies-to-narrowed', { all: null, globs: ['a/**'] }, 'Changes of a/** are no longer judged'],
    [
      'evidence-moved',
      { ...m, before: null, after: 'evals', keys: [] },
      'The value of m is read from evals, where it was read from the values files',
    ],
    [
      'evidence-moved',
      { ...m, before: 's', after: 's', keys: ['value'] },
      'The value of m is read in another way from s: value',
    ],
    [
      'alert-loosened',
      { ...m, key: 'window', before: 86_400, after: 3600 },
      'The alert of m is loosened: window goes from 1 d to 1 h',
    ],
    [
      'alert-tightened',
      { ...m, key: 'for', before: 0, after: 300 },
      'The alert of m is tightened: for goes from 0 s to 5 min',
    ],
    [
      'alert-tightened',
      { ...m, key: 'events-per-hour', before: null, after: 220 },
      'The alert of m is tightened: events-per-hour goes from nothing to 220',
    ],
    [
      'alert-loosened',
      { ...m, key: 'every', before: null, after: null, parts: ['every', 'window', 'routing'] },
      'The alert of m is loosened: every, window and routing are not declared any more',
    ],
    [
      'alert-tightened',
      { ...m, key: 'window', before: null, after: null, parts: ['window'] },
      'The alert of m is tightened: window is declared now',
    ],
    ['pins-narrowed', { globs: ['prompts/**', 'model.yml'] }, 'Files of prompts/** and model.yml are no longer pinned'],
    [
      'lint-lowered',
      { lint: 'wrong-direction', before: null, after: 'warning' },
      'The lint wrong-direction is lowered from its usual level to warning',
    ],
    [
      'lint-raised',
      { lint: 'missing-pair', before: 'info', after: null },
      'The lint missing-pair is raised from info to its usual level',
    ],
    ['guard-removed', { ...m, ids: ['a', 'b'] }, 'm is no longer guarded by a and b'],
    ['precondition-added', { ...m, ids: ['a'] }, 'm counts only where a passes'],
    ['precondition-added', { ...m, ids: ['a', 'b'] }, 'm counts only where a and b pass'],
    ['precondition-removed', { ...m, ids: ['a'] }, 'm no longer depends on a'],
    [
      'provisional-later',
      { ...m, before: '2026-12-01', after: '2026-12-15' },
      'An undecided result of m does not block for longer: from 2026-12-01 to 2026-12-15',
    ],
    [
      'provisional-earlier',
      { ...m, before: '2026-12-15', after: null },
      'An undecided result of m blocks at once, where it would have from 2026-12-15 on',
    ],
    ['due-later', { ...m, before: null, after: '2026-12-15' }, 'Evidence for m need not be there until 2026-12-15'],
    [
      'override-widened',
      { rule: 'people', names: ['mona', 'acme/leads'] },
      'Everyone with the role may override, where only mona and acme/leads might',
    ],
    [
      'override-widened',
      { rule: 'expires', before: 259_200, after: 432_000 },
      'Overriding is made easier or different: the time after which the label no longer counts goes from 3 d to 5 d',
    ],
    ['override-widened', { rule: 'disabled', after: 'false' }, 'Overriding is no longer disabled'],
    ['override-narrowed', { rule: 'users', names: ['mona'] }, 'mona may no longer override'],
    [
      'criteria-invalid',
      { finding: 'unknown-key', line: 3 },
      'The criteria file of the pull request cannot be judged by, from line 3 on (unknown-key)',
    ],
    [
      'criteria-invalid',
      { finding: 'criteria-unreadable', line: null },
      'The criteria file of the pull request cannot be judged by (criteria-unreadable)',
    ],
    [
      'criteria-moved',
      { to: 'docs/gate.yml', line: null },
      'The criteria file is moved to docs/gate.yml, where the gate does not look',
    ],
  ])('%s with %j', (code, args, sentence) => {
    expect(CRITERIA_CHANGE_MESSAGES[code].says(args)).toBe(sentence);
  });
});
