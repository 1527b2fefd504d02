import { describe, expect, it } from 'vitest';
import type { Gate, SourceDeclaration } from '../src/core/criterion.ts';
import { credentialFindings, credentialNames } from '../src/credential-findings.ts';

/** A gate as far as its sources and who uses them are concerned. */
function gateOf(keys: SourceDeclaration['keys'], use: 'from' | 'alert' | 'nobody'): Gate {
  const from = use === 'from' ? { source: 'live' } : null;
  const alert = use === 'alert' ? { verify: { source: 'live' } } : null;
  // Only what is looked at.
  return { metrics: [{ from, alert }], sources: [{ id: 'live', keys, line: 7 }] } as unknown as Gate;
}

describe('a variable that a source names for a credential', () => {
  it.each(['from', 'alert'] as const)('is an error where it is not set (%s)', (use) => {
    const gate = gateOf({ auth: { basic: { user: 'USER', password: 'PASSWORD' } } }, use);
    expect(credentialFindings(gate, 'gate.yml', (name) => name === 'USER')).toEqual([
      {
        code: 'credential-not-set',
        args: { source: 'live', names: ['PASSWORD'] },
        level: 'error',
        at: { path: 'gate.yml', line: 7, column: null },
        metric: null,
      },
    ]);
  });

  it('is none where it is set, or where nobody uses the source', () => {
    const keys = { auth: { bearer: 'TOKEN' } };
    expect(credentialFindings(gateOf(keys, 'from'), 'gate.yml', () => true)).toEqual([]);
    expect(credentialFindings(gateOf(keys, 'nobody'), 'gate.yml', () => false)).toEqual([]);
  });

  it.each([
    [{ auth: { bearer: 'TOKEN' } }, ['TOKEN']],
    [{ auth: { header: { name: 'X-Key', value: 'KEY' } } }, ['KEY']],
    [{ connection: 'URL' }, ['URL']],
    [{ user: 'gate', password: 'PASSWORD' }, ['PASSWORD']],
    [{ url: 'https://example.org' }, []],
  ])('is found in %j', (keys, names) => {
    expect(credentialNames({ keys })).toEqual(names);
  });
});
