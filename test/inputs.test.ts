import { describe, expect, it } from 'vitest';
import { readActionInputs } from '../src/inputs.ts';

const read = (inputs: Record<string, string>) => readActionInputs((name) => inputs[name] ?? '');

describe('readActionInputs', () => {
  it('has defaults for everything', () => {
    expect(read({})).toEqual({
      ok: true,
      inputs: {
        criteriaPath: '.github/launch-gate.yml',
        criteriaFile: '.github/launch-gate.yml',
        values: [],
        stage: null,
      },
    });
  });

  it('reads values line by line', () => {
    const result = read({ values: ' a.json \n\n  evals/*.json\r\n' });
    expect(result.ok && result.inputs.values).toEqual(['a.json', 'evals/*.json']);
  });

  it.each([
    ['stage', 'ful', 'must be shadow, limited, full, and is "ful"; did you mean full?'],
    ['stage', 'Full ', 'must be shadow, limited, full, and is "Full "; did you mean full?'],
    ['comment', 'sometimes', 'must be on-change, always, never, and is "sometimes"'],
    ['comment', 'always', 'comments on the pull request are not supported yet; remove it, and read the job summary'],
    ['baseline', 'b.json', 'comparisons with a baseline are not supported yet in this version; remove this input'],
    ['criteria', '../outside.yml', 'the path must stay inside the workspace, without `..`'],
    ['criteria', '/etc/passwd', 'the path must stay inside the workspace, without `..`'],
    ['criteria', 'C:\\gate.yml', 'the path must stay inside the workspace, without `..`'],
  ])('refuses %s: %s', (name, value, text) => {
    expect(read({ [name]: value })).toEqual({ ok: false, problems: [{ name, text }] });
  });

  it('reports all problems at once', () => {
    const result = read({
      stage: 'x',
      comment: 'y',
      'gate-id': 'z',
      'team-token': 't',
      'allowed-hosts': 'h',
      'pull-request': '1',
    });
    expect(result.ok ? [] : result.problems.map(({ name }) => name)).toEqual([
      'stage',
      'comment',
      'team-token',
      'allowed-hosts',
      'pull-request',
      'gate-id',
    ]);
  });
});
