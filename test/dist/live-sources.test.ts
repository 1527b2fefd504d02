import { afterEach, describe, expect, it } from 'vitest';
import { json, text } from '../hostile-server/answers.ts';
import { type Handler, type LocalServer, startServer } from '../hostile-server/start-server.ts';
import { criteriaWith, judge, PATIENT, type RunGiven, withCriteria } from './gate-run.ts';
import { judging } from './labelled.ts';

const TOKEN = 'scores+token/5f1c09a7==';
const forms = [TOKEN, encodeURIComponent(TOKEN), Buffer.from(TOKEN).toString('base64'), JSON.stringify(TOKEN)];

/** The gate with its product metric read from a server of the team. */
function criteria(url: string, source = 'private: true'): string {
  return criteriaWith(
    [
      'sources:\n',
      `sources:\n  scores: { type: http, url: "${url}/scores", auth: { bearer: SCORES_TOKEN }, timeout: 5s, ${source} }\n`,
    ],
    [
      '    from: results\n    indicator',
      '    from: { source: scores, value: value, sample-size: n, observed-at: at }\n    indicator',
    ],
  );
}

let server: LocalServer | null = null;
afterEach(async () => server?.close());

/** The URL of a server on loopback that gives this answer. */
async function scores(handler?: Handler): Promise<LocalServer> {
  server = await startServer(handler ?? json({ value: 0.06, n: 5000, at: new Date().toISOString() }));
  return server;
}

const ENV: RunGiven = { env: { SCORES_TOKEN: TOKEN } };

describe('a live source under a pull request', PATIENT, () => {
  it('is asked with the credential of the step, and its line stands in a group of the log', async () => {
    const { url, port, requests } = await scores();
    const run = await judge(judging(criteria(url), {}), ENV);
    expect(run).toMatchObject({ code: 0, outputs: { decision: 'go', verdict: 'pass' } });
    expect(requests.map(({ method, url: asked, headers }) => [method, asked, headers.authorization])).toEqual([
      ['GET', '/scores', `Bearer ${TOKEN}`],
    ]);
    expect(run.report.metrics[2]).toMatchObject({ id: 're_ask', value: 0.06, sample_size: 5000, provenance: 'live' });
    const lines = run.out.split('\n');
    const group = lines.slice(lines.indexOf('::group::launch-gate: sources') + 1, lines.indexOf('::endgroup::'));
    expect(group.find((line) => line.startsWith('scores:'))).toMatch(
      new RegExp(`^scores: 127\\.0\\.0\\.1:${port} · 1 request · \\d+\\.\\d\\d s · 1 of 1 values read$`),
    );
    expect(lines).toContain(`::add-mask::${TOKEN.replaceAll('%', '%25')}`);
  });

  it('is refused on this machine unless it is marked as private', async () => {
    const { url, requests } = await scores();
    const run = await judge(judging(criteria(url, 'optional: true'), {}), ENV);
    expect(run).toMatchObject({ code: 2, outputs: { decision: 'no-go', blocking: '["re_ask","launch-set"]' } });
    expect(run.report.metrics[2]).toMatchObject({ status: 'error', reason: { code: 'blocked' } });
    expect(requests).toEqual([]);
  });

  it.each([
    ['another host', 'prometheus.acme.dev', 'blocked'],
    ['another port of the host', '127.0.0.1:1', 'blocked'],
    ['the host and its port', 'HOST', null],
  ])('is held to the input allowed-hosts: %s', async (_, allowed, refused) => {
    const { url, port, requests } = await scores();
    const inputs = { 'allowed-hosts': allowed.replace('HOST', `prometheus.acme.dev\n127.0.0.1:${port}`) };
    const run = await judge(judging(criteria(url), {}), { ...ENV, inputs });
    expect(run.code).toBe(refused === null ? 0 : 2);
    expect(run.report.metrics[2]?.reason.code).toBe(refused ?? 'target-met');
    expect(requests).toHaveLength(refused === null ? 1 : 0);
  });

  it('is not asked where the pull request brings the criteria', async () => {
    const { url, requests } = await scores();
    const base = withCriteria(null);
    const run = await judge({ base, head: withCriteria(criteria(url)) }, ENV);
    expect(run).toMatchObject({ code: 1, outputs: { decision: 'no-go', verdict: 'incomplete' } });
    expect(run.report.metrics[2]).toMatchObject({ status: 'unmeasured', reason: { code: 'source-not-asked' } });
    expect(requests).toEqual([]);
  });

  it('is asked as the base branch says, not as the pull request would', async () => {
    const { url, requests } = await scores();
    const other = await startServer(json({ value: 0, n: 9999, at: new Date().toISOString() }));
    const base = withCriteria(criteria(url));
    const run = await judge({ base, start: base, head: withCriteria(criteria(other.url)) }, ENV);
    await other.close();
    expect(run).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    expect(run.codes).toContain('criteria-weakened');
    expect([requests.length, other.requests.length]).toEqual([1, 0]);
  });

  it('whose credential is not set is an error that names the variable', async () => {
    const { url, requests } = await scores();
    const run = await judge(judging(criteria(url), {}), {});
    expect(run).toMatchObject({ code: 2, outputs: { verdict: 'error' } });
    const finding = run.report.findings.find(({ code }) => code === 'credential-not-set');
    expect(finding).toMatchObject({ level: 'error', line: 5 });
    expect(finding?.message).toContain('SCORES_TOKEN');
    expect(requests).toEqual([]);
  });

  it.each<[string, Handler]>([
    ['its body', text(`<html>${TOKEN}</html>`)],
    ['a value', json({ value: TOKEN, n: 1, at: TOKEN })],
    ['a name of a key', text(`{"${TOKEN}":1,"${TOKEN}":2,"value":"x"}`)],
    ['a refusal', text(TOKEN, { 'www-authenticate': `Bearer realm="${TOKEN}"` }, 401)],
    ['a redirect', text('', { location: `https://127.0.0.1:1/?token=${encodeURIComponent(TOKEN)}` }, 302)],
  ])('that echoes the credential in %s gets it nowhere', async (_, handler) => {
    const { url } = await scores(handler);
    const run = await judge(judging(criteria(url), {}), ENV);
    expect(run.code).toBe(2);
    const masks = run.out.split('\n').filter((line) => line.startsWith('::add-mask::'));
    const published = [
      run.out.split('\n').filter((line) => !masks.includes(line)),
      run.err,
      run.summary,
      run.comments,
      JSON.stringify(run.report),
      JSON.stringify(run.outputs),
    ].join('\n');
    expect(published).toContain('re_ask');
    for (const form of forms) expect(published).not.toContain(form);
  });
});
