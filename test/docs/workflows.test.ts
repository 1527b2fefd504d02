import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { validate } from '@actions/languageservice';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { starterWorkflow, USUAL_RESULTS } from '../../src/command-line/starter-workflow.ts';
import { OWN, SAMPLES } from '../workflows/samples.ts';
import { BLOCKS, ROOT, textOf, WORKFLOWS } from './pages.ts';

type TextDocument = Parameters<typeof validate>[0];
// The language service's own kind of document, which it does not export.
const { TextDocument } = createRequire(path.join(ROOT, 'node_modules/@actions/languageservice/dist/index.js'))(
  'vscode-languageserver-textdocument',
) as { TextDocument: { create(uri: string, language: string, version: number, text: string): TextDocument } };

const ACTION = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8'));
const PULL_REQUEST_TYPES = ['opened', 'reopened', 'synchronize', 'ready_for_review', 'edited', 'labeled', 'unlabeled'];

interface Workflow {
  readonly name: string;
  readonly text: string;
}

const named = ({ path: name, text }: (typeof SAMPLES)[number]): Workflow => ({ name, text });
const STARTER = starterWorkflow({ results: [USUAL_RESULTS], values: null, credentials: [] });
const NEEDS = {
  results: [USUAL_RESULTS, { path: 'reports/evals', isFolder: true }],
  values: null,
  credentials: ['PROM_TOKEN', 'DATABASE_URL'],
};
const SHOWN: readonly Workflow[] = [
  ...SAMPLES.map(named),
  ...WORKFLOWS.map(({ page, line, text }) => ({ name: `${page}:${line}`, text })),
  { name: 'what init writes', text: STARTER },
  { name: 'what init writes beside live sources', text: starterWorkflow({ ...NEEDS, results: [] }) },
  { name: 'what init writes beside files and live sources', text: starterWorkflow(NEEDS) },
];

const inputs = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { description: name }]));
/** The inputs of other actions that the samples use. */
const ACTIONS: Readonly<Record<string, object>> = {
  'launch-gate/launch-gate': ACTION,
  'actions/checkout': { name: 'checkout', inputs: inputs('persist-credentials') },
  'actions/upload-artifact': { name: 'upload-artifact', inputs: inputs('name', 'path', 'if-no-files-found') },
  'actions/download-artifact': { name: 'download-artifact', inputs: inputs('name', 'path', 'run-id', 'github-token') },
};

let documents = 0;

/** What GitHub's own language service says of a file. It remembers files by address, so that each gets its own. */
async function diagnosticsOf(file: string, text: string): Promise<string[]> {
  documents += 1;
  const document = TextDocument.create(`file:///${documents}/${file}`, 'yaml', 0, text);
  const found = await validate(document, {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name }) => ACTIONS[`${owner}/${name}`] as typeof ACTION, // read from action.yml
    },
  });
  return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}

interface Job {
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly [key: string]: unknown }[];
  readonly [key: string]: unknown;
}

function jobsOf(text: string): readonly (readonly [string, Job])[] {
  return Object.entries<Job>(parse(text).jobs);
}

/** The step of a job that runs the gate, if it has one. */
function gateOf({ steps }: Job) {
  return steps.find(({ uses }) => uses?.startsWith('launch-gate/launch-gate@'));
}

describe('workflows', () => {
  it('are shown in the README and on the page of releases', () => {
    const names = SHOWN.map(({ name }) => name.replace(/:\d+$/, ''));
    expect(names.filter((name) => name === 'README.md')).toHaveLength(2);
    expect(names).toContain('docs/release.md');
  });

  it.each([...SHOWN, ...OWN.map(named)])('$name: GitHub understands it', async ({ text }) => {
    expect(await diagnosticsOf('.github/workflows/launch-gate.yml', text)).toEqual([]);
  });

  it('would be told of mistakes', async () => {
    const wrong = STARTER.replace('criteria: .github', 'criterai: .github').replace('labeled', 'labelled');
    expect(await diagnosticsOf('.github/workflows/launch-gate.yml', wrong)).toHaveLength(2);
  });

  it.each(SHOWN)('$name: has no condition that could skip a job, and nothing that cancels one', ({ text }) => {
    expect(parse(text)).not.toHaveProperty('concurrency');
    for (const [, job] of jobsOf(text)) {
      for (const key of ['if', 'continue-on-error', 'concurrency']) expect(job).not.toHaveProperty(key);
      expect(job['timeout-minutes']).toBeTypeOf('number');
    }
  });

  it.each(SHOWN)('$name: lets no step stand between the gate and its failure', ({ text }) => {
    const gates = jobsOf(text).flatMap(([, job]) => gateOf(job) ?? []);
    expect(gates).toHaveLength(text.includes('name: evaluate\n') ? 0 : 1);
    for (const gate of gates) for (const key of ['if', 'continue-on-error']) expect(gate).not.toHaveProperty(key);
  });

  it.each([...SHOWN, ...OWN.map(named)])('$name: gives each job the least rights', ({ text }) => {
    expect(parse(text).permissions).toEqual({});
    for (const [, job] of jobsOf(text)) {
      const written = Object.entries(job.permissions ?? {}).filter(([, level]) => level !== 'read');
      // Only the gate comments, and only where the workflow's own check is not the pull request's, it posts a status.
      const allowed = gateOf(job)
        ? { 'pull-requests': 'write', ...(/^ {2}workflow_run:/m.test(text) && { statuses: 'write' }) }
        : {};
      expect(allowed).toMatchObject(Object.fromEntries(written));
      expect(job.permissions).toHaveProperty('contents', 'read');
    }
  });

  it.each([...SHOWN, ...OWN.map(named)])(
    '$name: puts no expression into a script, and keeps no credentials',
    ({ text }) => {
      for (const { run, uses, with: given } of jobsOf(text).flatMap(([, { steps }]) => steps)) {
        expect(run ?? '').not.toContain('${{');
        if (uses?.startsWith('actions/checkout@')) expect(given).toEqual({ 'persist-credentials': false });
      }
    },
  );

  const aboutPullRequests = /^ {2}(pull_request|pull_request_target|merge_group|push|release|workflow_run):/m;

  it.each(SHOWN.filter(({ text }) => aboutPullRequests.test(text)))(
    '$name: lets the gate read pull requests',
    ({ text }) => {
      for (const [, job] of jobsOf(text).filter(([, one]) => gateOf(one)))
        expect(job.permissions?.['pull-requests']).toMatch(/^(read|write)$/);
    },
  );

  it.each([...SHOWN, ...OWN.map(named)])('$name: pins what it uses', ({ text }) => {
    for (const [, uses] of text.matchAll(/\buses: (\S+)/g))
      expect(uses).toMatch(/@[0-9a-f]{40}$|^launch-gate\/launch-gate@v0$|^\.\/$/);
  });

  it.each(SHOWN.filter(({ text }) => /^ {2}pull_request(_target)?:/m.test(text)))(
    '$name: reports on every event of a pull request, without a filter',
    ({ text }) => {
      const { on } = parse(text);
      expect(on.pull_request ?? on.pull_request_target).toEqual({ types: PULL_REQUEST_TYPES });
      // Elsewhere the merge queue has a workflow of its own.
      if (!text.includes('name: evaluate\n')) expect(on).toHaveProperty('merge_group', null);
    },
  );

  it.each(SHOWN.filter(({ text }) => /^ {2}(pull_request_target|workflow_run):/m.test(text)))(
    '$name: runs with rights, so it fetches no code',
    ({ text }) => {
      expect(text).not.toMatch(/actions\/checkout|head_ref|\.title|\.body|git (fetch|clone|checkout)/);
    },
  );

  it.each(SHOWN.filter(({ text }) => /^ {2}deploy:/m.test(text)))('$name: deploys only after the gate', ({ text }) => {
    expect(parse(text).jobs.deploy.needs).toBe('release-gate');
  });

  it.each(SHOWN.filter(({ text }) => !/^ {2}(pull_request|pull_request_target|workflow_run|merge_group):/m.test(text)))(
    '$name: has no job with the name of a required check, which its run could stand in for',
    ({ text }) => {
      const names = jobsOf(text).map(([id]) => id);
      expect(names.filter((id) => id === 'gate' || id === 'evaluate')).toEqual([]);
    },
  );
});

describe('workflows to copy', () => {
  const shown = BLOCKS.filter(({ rest }) => rest.startsWith('docs/workflows/'));

  it.each(shown)('$page:$line is the file that it names', ({ rest, text }) => {
    expect(text).toBe(textOf(rest));
  });

  it('are all on a page', () => {
    expect(shown.map(({ rest }) => rest).sort()).toEqual(SAMPLES.map(({ path: file }) => file));
  });

  it('have, for each check that is to be required, a job or status of that name wherever it is waited for', () => {
    const jobs = (file: string) => jobsOf(textOf(`docs/workflows/${file}`)).map(([id]) => id);
    expect([jobs('pull-request.yml'), jobs('forks-merge-queue.yml')]).toEqual([
      ['evaluate', 'gate'],
      ['evaluate', 'gate'],
    ]);
    expect([...jobs('forks-evaluate.yml'), ...jobs('forks-judge.yml')]).toEqual(['evaluate', 'judge']);
    expect(textOf('docs/workflows/forks-judge.yml')).toContain('-f context=gate ');
  });
});

describe('action.yml', () => {
  it('is understood by GitHub', async () => {
    const text = readFileSync(path.join(ROOT, 'action.yml'), 'utf8');
    expect(await diagnosticsOf('action.yml', text)).toEqual([]);
    expect(await diagnosticsOf('action.yml', text.replace('using: node24', 'using: node99'))).not.toEqual([]);
  });
});
