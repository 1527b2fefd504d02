import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';
import { findingsOf } from './rows.ts';

const PINS = 'subject: { pins: ["prompts/**", model.yml] }\n';

/** A file with two metrics; the keys of the first stand on line 5, further lines at the end. */
function withBind(first: string, more = '', second = ''): string {
  const metric = (id: string, keys: string) => `  ${id}: { layer: task, target: ">= 0.8"${keys} }\n`;
  return `version: 1\nfeature: f\nmetrics:\n${metric('a', second)}${metric('b', first)}${more}`;
}

async function pinsFindings(text: string): Promise<readonly string[]> {
  const found = await findingsOf(text, ['error', 'warning']);
  return found.filter((finding) => /^(pins|invalid|missing|unknown)-/.test(finding));
}

describe('pinned files in the criteria', () => {
  it.each<[string, string, readonly string[]]>([
    ['bound and named', withBind(', bind: pins', PINS), []],
    ['neither', withBind(''), []],
    ['bound to the commit only', withBind(', bind: commit'), []],
    ['bound and not named', withBind(', bind: pins'), ['pins-missing 5:39 b']],
    [
      'two bound and none named',
      withBind(', bind: pins', '', ', bind: pins'),
      ['pins-missing 4:39 a', 'pins-missing 5:39 b'],
    ],
    ['named and not bound', withBind('', PINS), ['pins-unused 6:12']],
    ['named, and bound to the commit', withBind(', bind: commit', PINS), ['pins-unused 6:12']],
    ['a bind that cannot be read', withBind(', bind: pin', PINS), ['invalid-choice 5:45 b']],
    ['a bind that is mistyped', withBind(', bnd: pins', PINS), ['unknown-key 5:39 b']],
    ['no list', withBind(', bind: pins', 'subject: { pins: "prompts/**" }\n'), ['invalid-list 6:18']],
    ['an empty list', withBind(', bind: pins', 'subject: { pins: [] }\n'), ['invalid-list 6:18']],
    [
      'pins that are mistyped',
      withBind(', bind: pins', 'subject: { pin: ["a"] }\n'),
      ['missing-key 6:1', 'unknown-key 6:12'],
    ],
    ['a subject that is mistyped', withBind(', bind: pins', 'subjects: { pins: ["a"] }\n'), ['unknown-key 6:1']],
    ['a subject without pins', withBind(', bind: pins', 'subject: {}\n'), ['missing-key 6:1']],
    [
      'globs that name nothing in the repository',
      withBind(', bind: pins', 'subject: { pins: [../a, /b, "!c", "rag/[ab", "a(b|c)", ok] }\n'),
      ['6:19', '6:25', '6:29', '6:35', '6:46'].map((at) => `invalid-glob ${at}`),
    ],
  ])('%s', async (_, text, expected) => {
    expect([...(await pinsFindings(text))].sort()).toEqual([...expected].sort());
  });

  it('are kept for the run', async () => {
    const { gate } = await loadCriteria(withBind(', bind: pins', PINS), 'gate.yml');
    expect(gate).toMatchObject({ pins: ['prompts/**', 'model.yml'], metrics: [{ bind: null }, { bind: 'pins' }] });
    expect((await loadCriteria(withBind(''), 'gate.yml')).gate?.pins).toBeNull();
  });
});
