import { describe, expect, it } from 'vitest';
import { connectionOf } from '../../../src/sources/transport/connection.ts';

const from = (keys: Readonly<Record<string, unknown>>) => connectionOf({ id: 'evals', keys });

describe('the keys of a source that say how to connect', () => {
  it('have defaults', () => {
    expect(from({})).toEqual({ source: 'evals', timeoutMs: 20_000, concurrency: null, private: false, auth: null });
    expect(connectionOf({ id: 'db', keys: {} }, 60).timeoutMs).toBe(60_000);
    expect(connectionOf({ id: 'db', keys: { timeout: '5s' } }, 60).timeoutMs).toBe(5000);
  });

  it.each([
    [{ timeout: '20s' }, { timeoutMs: 20_000 }],
    [{ timeout: '2m' }, { timeoutMs: 120_000 }],
    [{ timeout: '1h' }, { timeoutMs: 3_600_000 }],
    [{ concurrency: 2 }, { concurrency: 2 }],
    [{ private: true }, { private: true }],
    [{ private: 'true' }, { private: false }],
    [{ auth: { bearer: 'TOKEN' } }, { auth: { kind: 'bearer', token: 'TOKEN' } }],
    [{ auth: { basic: { user: 'U', password: 'P' } } }, { auth: { kind: 'basic', user: 'U', password: 'P' } }],
    [
      { auth: { header: { name: 'X-API-Key', value: 'KEY' } } },
      { auth: { kind: 'header', name: 'X-API-Key', value: 'KEY' } },
    ],
  ])('%j', (keys, connection) => {
    expect(from(keys)).toMatchObject(connection);
  });

  it.each([
    { timeout: '0s' },
    { timeout: 'soon' },
    { timeout: 20 },
    { auth: {} },
    { auth: null },
    { auth: 'TOKEN' },
    { auth: { bearer: 'TOKEN', basic: { user: 'U', password: 'P' } } },
    { auth: { bearer: '' } },
    { auth: { basic: { user: 'U' } } },
    { auth: { header: { name: 'X-API-Key' } } },
    { auth: { digest: 'TOKEN' } },
  ])('%j is refused rather than guessed', (keys) => {
    expect(() => from(keys)).toThrowError(expect.objectContaining({ name: 'SourceProblem', code: 'config' }));
  });
});
