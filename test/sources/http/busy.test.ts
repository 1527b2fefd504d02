import { describe, expect, it, onTestFinished } from 'vitest';
import { httpAlerts } from '../../../src/alerts/http.ts';
import { inTurn, text } from '../../hostile-server/answers.ts';
import { type Handler, startServer } from '../../hostile-server/start-server.ts';
import { localNetwork, measured } from './requests.ts';

const rows = (count: number, more = '') => text(`{"v": 0.9, "s": [${'{"x":1,"y":"b"},'.repeat(count)}{"x":1}]${more}}`);
const filter = "length(s[?x > `0` && y == 'b'])";

async function serving(handler: Handler) {
  const server = await startServer(handler);
  onTestFinished(server.close);
  return server;
}

const many = (count: number, keys: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`m${at}`, keys]));

describe('much to do on a large response', () => {
  it('is bounded for all expressions of a source together', async () => {
    const server = await serving(text(`{"v": 0.9, "z": [${'0,'.repeat(1_000_000)}0]}`));
    const { network } = localNetwork();
    const sum = 'sum(z)';
    const all = Object.values(await measured({ url: server.url }, many(60, { value: sum }), { network }));
    const answered = all.filter(({ kind }) => kind === 'measured');
    expect(answered.length).toBeGreaterThan(10);
    expect(answered.length).toBeLessThan(40);
    expect(all.at(-1)).toMatchObject({
      kind: 'failed',
      code: 'too-large',
      detail: expect.stringContaining('together'),
    });

    // Also for the conditions, the times and the alerts of that source, in the same run only.
    const later = { m: { value: 'v', 'fail-if': filter } };
    expect((await measured({ url: server.url }, later, { network }))['m']).toMatchObject({ code: 'too-large' });
    const world = { network, nowMs: Date.UTC(2026, 10, 22) };
    const request = { metric: 'm', rule: 'r', labels: {}, keys: { exists: `${sum} == \`0\`` }, reads: null };
    const facts = await httpAlerts.verify({ id: 'api', keys: { url: server.url } }, request, world);
    expect(JSON.stringify(facts)).toContain('have too much to do together');
    const fresh = await measured({ url: server.url }, { m: { value: sum } });
    expect(fresh['m']).toMatchObject({ value: 0 });
  });

  it('stops at the deadline of the gate, for which timers have their turn', async () => {
    const server = await serving(rows(100_000));
    const { network } = localNetwork({}, 700);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    onTestFinished(() => clearInterval(timer));
    const seen: number[] = [];
    network.signal.addEventListener('abort', () => seen.push(turns));
    // Each asks for itself, so that all come at the same time.
    const metrics = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`m${at}`, { value: filter, 'ready-if': `v != \`${at + 2}\`` }]),
    );
    const all = Object.values(await measured({ url: server.url }, metrics, { network }));
    expect(all).toHaveLength(40);
    expect(all.at(-1)).toMatchObject({ kind: 'failed', code: expect.stringMatching(/^(timeout|not-ready)$/) });
    expect(seen[0]).toBeGreaterThan(3);
  });

  it('is not taken from results that become ready after a long time', async () => {
    const server = await serving(
      inTurn(...Array(15).fill(rows(50_000, ', "ready": false')), rows(1, ', "ready": true')),
    );
    const heavy = { value: 'v', 'ready-if': `(${filter} > \`0\`) && ready` };
    const steps = Array.from({ length: 3 }, (_, at) => [`m${at}`, heavy] as const);
    const all = await measured({ url: server.url, timeout: '60s' }, Object.fromEntries(steps), { everyMs: 1 });
    for (const one of Object.values(all)) expect(one).toMatchObject({ kind: 'measured', value: 0.9 });
  });

  it('checks a response against its schema once, whoever reads it', async () => {
    const server = await serving(rows(100_000));
    const schema = {
      properties: {
        s: {
          items: {
            anyOf: Array(20)
              .fill({ required: ['z'] })
              .concat({}),
          },
        },
      },
    };
    const metrics = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`m${at}`, { value: 'v', 'ready-if': `v != \`${at + 2}\`` }]),
    );
    const started = performance.now();
    const all = Object.values(await measured({ url: server.url, schema }, metrics));
    for (const one of all) expect(one).toMatchObject({ kind: 'measured', value: 0.9 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
