import { describe, expect, it } from 'vitest';
import { readActionInputs } from '../src/inputs.ts';

const read = (inputs: Record<string, string>) =>
  readActionInputs((name) => ({ 'github-token': 'token-of-the-job', ...inputs })[name] ?? '');

const GATE_ID = 'must be 1 to 64 letters, digits, `.`, `_` or single hyphens, and begin with a letter or digit';

const hostProblem = (host: string) =>
  `must name one host per line, such as prometheus.acme.dev or prometheus.acme.dev:9090, and has "${host}"`;

describe('readActionInputs', () => {
  it('has defaults for everything', () => {
    expect(read({})).toEqual({
      ok: true,
      inputs: {
        criteriaPath: '.github/launch-gate.yml',
        criteriaFile: '.github/launch-gate.yml',
        values: [],
        stage: null,
        pullRequest: null,
        allowedHosts: null,
        comment: 'on-change',
        gateId: null,
        githubToken: 'token-of-the-job',
        teamToken: null,
      },
    });
  });

  it.each([
    ['./gate.yml', 'gate.yml'],
    ['a//b/././gate.yml', 'a/b/gate.yml'],
    ['..gate/.hidden.yml', '..gate/.hidden.yml'],
  ])('reads the path %s as the repository has it', (written, path) => {
    const result = read({ criteria: written });
    expect(result.ok && [result.inputs.criteriaPath, result.inputs.criteriaFile]).toEqual([path, path]);
  });

  it('takes what distinguishes gates and pull requests', () => {
    const result = read({ 'gate-id': 'a-b_c.1', 'pull-request': '12', 'team-token': 't', comment: 'never' });
    expect(result.ok && result.inputs).toMatchObject({
      gateId: 'a-b_c.1',
      pullRequest: 12,
      teamToken: 't',
      comment: 'never',
    });
  });

  it('reads hosts line by line, letter case aside', () => {
    const result = read({ 'allowed-hosts': ' Prometheus.Acme.dev \n\n127.0.0.1:9090\r\n[::1]:443\nlocalhost.' });
    expect(result.ok && result.inputs.allowedHosts).toEqual([
      'prometheus.acme.dev',
      '127.0.0.1:9090',
      '[::1]:443',
      'localhost.',
    ]);
  });

  it('reads values line by line', () => {
    const result = read({ values: ' a.json \n\n  evals/*.json\r\n' });
    expect(result.ok && result.inputs.values).toEqual(['a.json', 'evals/*.json']);
  });

  it.each([
    ['stage', 'ful', 'must be shadow, limited, full, and is "ful"; did you mean full?'],
    ['stage', 'Full ', 'must be shadow, limited, full, and is "Full "; did you mean full?'],
    ['comment', 'sometimes', 'must be on-change, always, never, and is "sometimes"'],
    ['comment', 'Always', 'must be on-change, always, never, and is "Always"; did you mean always?'],
    ['pull-request', '0', 'must be the number of a pull request, such as 12, and is "0"'],
    ['pull-request', '#12', 'must be the number of a pull request, such as 12, and is "#12"'],
    ['pull-request', '1234567890', 'must be the number of a pull request, such as 12, and is "1234567890"'],
    ['gate-id', 'a--b', GATE_ID],
    ['gate-id', 'a->b', GATE_ID],
    ['gate-id', `a${'b'.repeat(64)}`, GATE_ID],
    ['github-token', '', 'a token is needed to read the criteria; leave the input out to use the token of the job'],
    ['allowed-hosts', 'https://h.dev', hostProblem('https://h.dev')],
    ['allowed-hosts', '*.acme.dev', hostProblem('*.acme.dev')],
    ['allowed-hosts', 'acme.dev:0', hostProblem('acme.dev:0')],
    ['allowed-hosts', 'acme.dev/metrics', hostProblem('acme.dev/metrics')],
    ['allowed-hosts', 'user@acme.dev', hostProblem('user@acme.dev')],
    ['allowed-hosts', 'a.dev, b.dev', hostProblem('a.dev, b.dev')],
    ['criteria', 'gates/', 'the path must stay inside the workspace, without `..`'],
    ['criteria', './', 'the path must stay inside the workspace, without `..`'],
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
      'gate-id': '-z',
      'github-token': '',
      'allowed-hosts': 'https://h',
      'pull-request': '-1',
    });
    expect(result.ok ? [] : result.problems.map(({ name }) => name)).toEqual([
      'stage',
      'comment',
      'gate-id',
      'pull-request',
      'allowed-hosts',
      'github-token',
    ]);
  });
});
