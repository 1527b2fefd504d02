import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../src/command-line/main.ts';
import { type GitHubServer, startGitHub } from '../github-server/github-server.ts';
import type { GivenModel } from '../github-server/given-model.ts';
import type { Rule } from '../github-server/scripts.ts';
import { json } from '../hostile-server/answers.ts';
import { type Handler, type LocalServer, startServer } from '../hostile-server/start-server.ts';
import { hasPostgres, startPostgres } from '../servers/postgres.ts';

const TOKEN = 'github-token-9c2e77aa41';
const READY: GivenModel = { labels: ['launch-gate/override'], requiredChecks: { rules: ['gate'], protection: [] } };
const WORKFLOW = `on:
  pull_request:
    types: [opened, reopened, synchronize, ready_for_review, edited, labeled, unlabeled]
jobs: { gate: { runs-on: ubuntu-latest, steps: [{ uses: launch-gate/launch-gate@v0 }] } }
`;

let open: (GitHubServer | LocalServer)[] = [];
let folders: string[] = [];
afterEach(async () => {
  const [closing, removing] = [open, folders];
  [open, folders] = [[], []];
  for (const server of closing) await server.close();
  for (const folder of removing) rmSync(folder, { recursive: true });
});

interface Given {
  readonly criteria: string;
  readonly github?: GivenModel;
  readonly rules?: readonly Rule[];
  readonly env?: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  /** Columns of a watched standard error. */
  readonly columns?: number;
}

/** Runs a command in a folder with criteria and a workflow, beside a loopback GitHub. */
async function ran({ criteria, github = READY, rules = [], env = {}, words = ['doctor'], columns }: Given) {
  const server = await startGitHub(github);
  open.push(server);
  for (const rule of rules) server.script(rule);
  const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-doctor-'));
  folders.push(folder);
  mkdirSync(path.join(folder, '.github/workflows'), { recursive: true });
  writeFileSync(path.join(folder, '.github/launch-gate.yml'), criteria);
  writeFileSync(path.join(folder, '.github/workflows/gate.yml'), WORKFLOW);
  let [out, err] = ['', ''];
  const code = await main({
    words,
    folder,
    env: {
      ...{ GITHUB_REPOSITORY: 'acme/assistant', GITHUB_TOKEN: TOKEN, GITHUB_API_URL: server.url },
      ...env,
    },
    streams: {
      stdout: { write: (text: string) => (out += text) },
      stderr: {
        write: (text: string) => (err += text),
        ...(columns === undefined ? {} : { isTTY: true, columns }),
      },
    },
  });
  // Where a column ends is not what is tested here.
  return { code, out, err, said: out.replace(/\s+/g, ' ') };
}

async function serving(handler: Handler): Promise<LocalServer> {
  const server = await startServer(handler);
  open.push(server);
  return server;
}

const head = (sources: string, more = '') =>
  `version: 1\nfeature: bot\nstage: shadow\n${more}sources:\n${sources}metrics:\n`;
const metric = (id: string, from: string) => `  ${id}: { layer: task, target: ">= 0.8", unit: ratio, from: ${from} }\n`;
const http = (url: string, more = '') => `  scores: { type: http, url: "${url}/scores"${more} }\n`;
const SCORE = '{ source: scores, value: value, sample-size: n, observed-at: at }';
const good: Handler = (...given) => json({ value: 0.9, n: 400, at: new Date().toISOString() })(...given);

describe('doctor', () => {
  it('tells the cause that a source has for all its metrics once', async () => {
    const { url } = await serving(json({ error: 'no' }, {}, 403));
    const { code, out, said } = await ran({ criteria: head(http(url)) + metric('a', SCORE) + metric('b', SCORE) });
    expect(code).toBe(1);
    expect(out.match(/forbidden/g)).toHaveLength(1);
    expect(said).toContain('scores: refuses to answer (forbidden');
    expect(said).toContain('docs/sources/http.md names it exactly');
    expect(said).toContain('· note a: as its source scores.');
    expect(said).toContain('1 thing to mend.');
  });

  it('tells of a variable that is not set once', async () => {
    const { url } = await serving(good);
    const source = http(url, ', auth: { bearer: SCORES_TOKEN }');
    const { said } = await ran({ criteria: head(source) + metric('a', SCORE) + metric('b', SCORE) });
    expect(said).toContain('scores: names environment variables that are not set here: SCORES_TOKEN');
    // The other one is the workflow that does not hand it on.
    expect(said).toContain('2 things to mend.');
  });

  it('does not ask a workflow for the credentials of a source that nothing reads', async () => {
    const { url } = await serving(good);
    const unused = '  old: { type: http, url: "https://api.acme.dev/x", auth: { bearer: OLD_TOKEN } }\n';
    const { code, said } = await ran({ criteria: head(http(url) + unused) + metric('a', SCORE) });
    expect(code).toBe(0);
    expect(said).toContain('old: is read by no metric and no alert');
    expect(said).not.toContain('OLD_TOKEN');
  });

  it('needs no label where overriding is switched off', async () => {
    const { url } = await serving(good);
    const criteria = head(http(url), 'override: { disabled: true }\n') + metric('a', SCORE);
    const { code, said } = await ran({ criteria, github: { ...READY, labels: [] } });
    expect(code).toBe(0);
    expect(said).toContain('note launch-gate/override: is not needed');
  });

  it.each([403, 404])('does not know what a branch requires where its rules answer %d', async (status) => {
    const { url } = await serving(good);
    const rules = [{ path: /\/rules\/branches\//, answer: { status, body: { message: TOKEN } } }];
    const { code, said } = await ran({
      ...{ criteria: head(http(url)) + metric('a', SCORE), rules },
      github: { ...READY, requiredChecks: { rules: [], protection: [] } },
    });
    expect(code).toBe(1);
    expect(said).toContain(
      `? unknown main: whether the branch requires the gate is not known: GitHub answers ${status}`,
    );
    expect(said).toContain('metadata: read');
    expect(said).toContain('1 not known.');
  });

  it('names the right that the label needs', async () => {
    const { url } = await serving(good);
    const { said } = await ran({
      criteria: head(http(url)) + metric('a', SCORE),
      github: { ...READY, permissions: { issues: 'none', 'pull-requests': 'none' } },
    });
    expect(said).toContain('? unknown launch-gate/override: whether the override label exists is not known');
    expect(said).toContain('issues: read or pull-requests: read');
  });

  it('says once that the token is no good', async () => {
    const { url } = await serving(good);
    const rules = [{ path: /^/, answer: { status: 401, body: { message: `Bad credentials ${TOKEN}` } } }];
    const { said } = await ran({ criteria: head(http(url)) + metric('a', SCORE), rules });
    expect(said).toContain('GitHub does not take the token (401)');
    expect(said).toContain('1 thing to mend.');
  });

  it.each(['text', 'json'])('never shows the token, wherever it stands: %s', async (format) => {
    const { url } = await serving(json({ value: TOKEN, n: 1, at: TOKEN }));
    const criteria =
      head(`  ${TOKEN}: { type: http, url: "${url}/${TOKEN}" }\n`) + metric('a', `{ source: ${TOKEN}, value: value }`);
    for (const env of [
      {},
      { GITHUB_REPOSITORY: `acme/${TOKEN}` },
      { GITHUB_REPOSITORY: TOKEN },
      { GITHUB_TOKEN: '', GH_TOKEN: TOKEN },
    ]) {
      const { out, err } = await ran({ criteria, env, words: ['doctor', '--format', format], columns: 80 });
      expect(out.length).toBeGreaterThan(100);
      expect(out + err).not.toContain(TOKEN);
    }
  });

  it.runIf(hasPostgres())('knows a database that answers from a query that is wrong', { timeout: 60_000 }, async () => {
    const server = await startPostgres();
    if (server === null) throw new Error('PostgreSQL did not start');
    try {
      await server.query(
        'create table scores (value float8, n int, at timestamptz); insert into scores values (0.9, 10, now())',
      );
      const source = `  db: { type: postgres, host: ${server.host}, port: ${server.port}, database: ${server.database}, user: ${server.user}, password: PGPASS, tls: off }\n`;
      const wrong = metric('a', '{ source: db, query: "select nothing as value from scores" }');
      const right = metric('b', '{ source: db, query: "select value, n as sample_size from scores" }');
      const env = { PGPASS: server.password };
      const alone = await ran({ criteria: head(source) + wrong, env });
      expect(alone.said).toContain('✓ well db: answers (postgres, 0 of 1 metrics).');
      expect(alone.said).toMatch(/✗ mend a: has no usable value \(config: [^)]*column/);
      expect(alone.said).toContain('docs/sources/postgres.md');
      const beside = await ran({ criteria: head(source) + wrong + right, env });
      expect(beside.said).toContain('✓ well db: answers (postgres, 1 of 2 metrics).');
      expect(beside.said).toMatch(/· note b: the role is a superuser/);
    } finally {
      await server.stop();
    }
  });
});

describe('what is asked, on a watched terminal', () => {
  it.each(['doctor', 'check'])('%s: is named at once, and then told in lines that fit', async (command) => {
    const { url, port } = await serving(good);
    const { err, out } = await ran({ criteria: head(http(url)) + metric('a', SCORE), words: [command], columns: 40 });
    const lines = err.trimEnd().split('\n');
    expect(lines[0]).toBe('asking scores …');
    expect(lines.filter((line) => line.startsWith('scores: '))).toHaveLength(1);
    expect(lines.slice(1).join(' ')).toContain(`127.0.0.1:${port} · 1 request`);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
    expect(out).not.toContain('asking');
  });

  it('is named before anybody answers', async () => {
    let answer: () => void = () => {};
    const waiting = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { url } = await serving(async (...given) => {
      await waiting;
      return good(...given);
    });
    const seen: string[] = [];
    const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-doctor-'));
    folders.push(folder);
    writeFileSync(path.join(folder, 'gate.yml'), head(http(url)) + metric('a', SCORE));
    const ended = main({
      ...{ words: ['doctor', 'gate.yml'], folder, env: {} },
      streams: {
        stdout: { write: () => true },
        stderr: {
          isTTY: true,
          columns: 80,
          write(text: string) {
            seen.push(text);
            answer();
          },
        },
      },
    });
    await ended;
    expect(seen[0]).toBe('asking scores …\n');
    expect(seen).toHaveLength(2);
  });

  it('is not told where nobody watches, nor of files', async () => {
    const { url } = await serving(good);
    expect((await ran({ criteria: head(http(url)) + metric('a', SCORE) })).err).toBe('');
    const files = head('  evals: { type: file, path: e.json }\n') + metric('a', 'evals');
    expect((await ran({ criteria: files, columns: 80 })).err).toBe('');
  });
});
