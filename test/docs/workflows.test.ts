import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { validate } from '@actions/languageservice';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { starterWorkflow } from '../../src/command-line/starter-criteria.ts';
import { ROOT, WORKFLOWS } from './pages.ts';

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

const OWN: readonly Workflow[] = readdirSync(path.join(ROOT, '.github/workflows')).map((file) => ({
  name: `.github/workflows/${file}`,
  text: readFileSync(path.join(ROOT, '.github/workflows', file), 'utf8'),
}));
const SHOWN: readonly Workflow[] = [
  ...WORKFLOWS.map(({ page, line, text }) => ({ name: `${page}:${line}`, text })),
  { name: 'what init writes', text: starterWorkflow() },
];

const inputs = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, { description: name }]));
/** The inputs of other actions that the samples use. */
const ACTIONS: Readonly<Record<string, object>> = {
  'launch-gate/launch-gate': ACTION,
  'actions/checkout': { name: 'checkout', inputs: inputs('persist-credentials') },
  'actions/upload-artifact': { name: 'upload-artifact', inputs: inputs('name', 'path', 'if-no-files-found') },
  'actions/download-artifact': { name: 'download-artifact', inputs: inputs('name', 'path') },
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

describe('workflows', () => {
  it('are shown in the README and on the page of releases', () => {
    const names = SHOWN.map(({ name }) => name.replace(/:\d+$/, ''));
    expect(names.filter((name) => name === 'README.md')).toHaveLength(2);
    expect(names).toContain('docs/release.md');
  });

  it.each([...SHOWN, ...OWN])('$name: GitHub understands it', async ({ text }) => {
    expect(await diagnosticsOf('.github/workflows/launch-gate.yml', text)).toEqual([]);
  });

  it('would be told of mistakes', async () => {
    const wrong = starterWorkflow().replace('criteria: .github', 'criterai: .github').replace('labeled', 'labelled');
    expect(await diagnosticsOf('.github/workflows/launch-gate.yml', wrong)).toHaveLength(2);
  });

  it.each(SHOWN)('$name: has no condition that could skip the gate, and the least rights', ({ text }) => {
    const { jobs, permissions } = parse(text);
    expect(permissions).toEqual({});
    expect(jobs.gate.if).toBeUndefined();
    expect(jobs.gate['continue-on-error']).toBeUndefined();
    for (const job of Object.values<Record<string, unknown>>(jobs)) {
      expect(job['if']).toBeUndefined();
      expect(job['permissions']).toEqual({ contents: 'read' });
      expect(job['timeout-minutes']).toBeTypeOf('number');
    }
    const steps: readonly Record<string, unknown>[] = jobs.gate.steps;
    const gate = steps.find(({ uses }) => String(uses).startsWith('launch-gate/launch-gate@'));
    expect(gate).toBeDefined();
    expect(gate).not.toHaveProperty('if');
    expect(gate).not.toHaveProperty('continue-on-error');
  });

  it.each(SHOWN)('$name: pins what it uses', ({ text }) => {
    for (const [, uses] of text.matchAll(/uses: (\S+)/g))
      expect(uses).toMatch(/@[0-9a-f]{40}$|^launch-gate\/launch-gate@v0$/);
  });

  it.each(SHOWN.filter(({ text }) => /^ {2}pull_request/m.test(text)))(
    '$name: reports on every event of a pull request and in the merge queue',
    ({ text }) => {
      const { on } = parse(text);
      expect(Object.keys(on)).toEqual(['pull_request', 'merge_group']);
      expect(on.pull_request).toEqual({ types: PULL_REQUEST_TYPES });
      expect(on.merge_group).toBeNull();
    },
  );

  it.each(SHOWN.filter(({ text }) => /^ {2}deploy:/m.test(text)))('$name: deploys only after the gate', ({ text }) => {
    expect(parse(text).jobs.deploy.needs).toBe('gate');
  });
});

describe('action.yml', () => {
  it('is understood by GitHub', async () => {
    const text = readFileSync(path.join(ROOT, 'action.yml'), 'utf8');
    expect(await diagnosticsOf('action.yml', text)).toEqual([]);
    expect(await diagnosticsOf('action.yml', text.replace('using: node24', 'using: node99'))).not.toEqual([]);
  });
});
