import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { renderJson } from '../../src/report/json.ts';
import { secureUrl } from '../../src/report/links.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import { factsFromEnvironment } from '../../src/world.ts';
import { ROOT, runAction } from '../dist/run-dist.ts';
import { HOSTILE, UNSEEN } from '../report/hostile.ts';
import { nodes, parse } from '../report/markdown-tree.ts';
import { type Attack, judgeAttack, readyCriteria } from './ready-gate.ts';

/** The text wherever criteria and evidence may hold free text, JSON being YAML. */
function everywhere(text: string): Attack {
  const quoted = JSON.stringify(text);
  const shown = text.trim() === '' || text.length > 200 ? '"t"' : quoted;
  return {
    sources: 's: { type: file, path: r.json }',
    keys: [
      'target: ">= 0.75"',
      `title: ${shown}`,
      `description: ${shown}`,
      `owner: ${shown}`,
      `runbook: ${shown}`,
      `from: { source: s, select: ${shown} }`,
    ].join('\n'),
    metrics: `m: { layer: task, target: ">= 0.5", from: s }\nn: { layer: task, target: ">= 0.5", from: others }`,
    files: {
      'r.json': `{${quoted}: ${quoted}, "subject": {"commit": ${quoted}}, "metrics": {${quoted}: 0.1, "m": {"value": 0.1, ${quoted}: ${quoted}, "url": ${quoted}}}}`,
    },
  };
}

/** Kinds of Markdown nodes that our own layout has; anything else came out of a foreign text. */
const OWN_NODES = new Set([
  'root',
  'heading',
  'paragraph',
  'text',
  'strong',
  'emphasis',
  'inlineCode',
  'list',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'html',
  'break',
  'thematicBreak',
]);
const OWN_HTML = /^(?:<details>\n<summary>[A-Za-z ]+(?: \(\d+(?: metrics?)?\))?<\/summary>|<\/details>|<br>|<\/?sub>)$/;

describe('hostile text of files, through the whole gate', () => {
  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('%s obeys nobody', async (_, text) => {
    const outcome = await judgeAttack(everywhere(text));
    expect(outcome.decision).toBe('no-go');

    const markdown = renderMarkdown(outcome, { maxBytes: 60_000 });
    const tree = nodes(parse(markdown));
    // A source may name the page of its evidence: linked by our own word, and only where it is https and plain.
    const isEvidence = ({ type, url, children }: (typeof tree)[number]) =>
      type === 'link' && url === text && secureUrl(text) === text && children?.[0]?.value === 'evidence';
    const foreign = tree.filter((node) => !OWN_NODES.has(node.type) && !isEvidence(node));
    expect(foreign.map(({ type }) => type)).toEqual([]);
    expect(tree.filter((node) => node.type === 'html' && !OWN_HTML.test(node.value ?? ''))).toEqual([]);

    const log = renderText(outcome, { colour: false, width: 80, unicode: true });
    for (const line of log.split('\n')) {
      expect(line).not.toMatch(UNSEEN);
      expect(line).not.toMatch(/^\s*::|##\[/);
    }
    for (const annotation of annotationsOf(outcome)) {
      expect(`${annotation.title}${annotation.text}`).not.toMatch(UNSEEN);
      expect(annotation.text).not.toMatch(/::|##\[/);
    }
    const json = renderJson(outcome);
    expect(JSON.parse(json).decision).toBe('no-go');
    expect(json.replaceAll('\n', '')).not.toMatch(UNSEEN);
  });
});

describe("the action's outputs", () => {
  const workspace = (attack: Attack) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'launch-gate-outputs-'));
    writeFileSync(path.join(folder, 'launch-gate.yml'), readyCriteria(attack));
    writeFileSync(path.join(folder, 'others.json'), '{"metrics": {"recall": 0.9, "re_ask_share": 0.06}}');
    for (const [name, text] of Object.entries(attack.files ?? {})) writeFileSync(path.join(folder, name), text);
    return folder;
  };

  it('hold words, ids and a path, whatever the files say', async () => {
    const text =
      'x\ndecision<<EOF\ngo\nEOF\ndecision=go\n::set-output name=decision::go\nghadelimiter_0\n```\n<!-- launch-gate -->';
    const run = await runAction({ criteria: 'launch-gate.yml' }, workspace(everywhere(text)));
    expect(run.code).not.toBe(0);
    const { report, blocking, 'comment-url': comment, ...words } = run.outputs;
    expect(Object.keys(run.outputs).sort()).toEqual(
      ['blocking', 'cause', 'comment-url', 'decision', 'diagnosis', 'report', 'verdict'].sort(),
    );
    for (const word of Object.values(words)) expect(word).toMatch(/^[a-z-]*$/);
    for (const id of JSON.parse(blocking ?? '')) expect(id).toMatch(/^[a-z0-9:._-]+$/);
    expect(report).toMatch(/^[\w./-]+\/report\.json$/);
    expect(comment).toMatch(/^https:\/\/github\.com\/acme\/assistant\/pull\/12#issuecomment-\d+$/);
    expect(words['decision']).toBe('no-go');
    expect(run.summary).not.toContain('<!-- launch-gate');
    // The gate's own commands: annotations, and one group of the log for the sources.
    const commands = run.out.split('\n').filter((line) => /^\s*(::(?!error |warning )|##\[)/.test(line));
    expect(commands).toEqual(['::group::launch-gate: sources', '::endgroup::']);
  });

  it('are the same where an input is hostile', async () => {
    const folder = workspace({});
    for (const value of ['x\n::error::y', 'shadow\nfull', '$(id)', '"; exit 0', '../../x', 'go\u0000']) {
      if (value.includes('\u0000')) continue;
      const run = await runAction({ criteria: 'launch-gate.yml', stage: value }, folder);
      expect(run.code).toBe(2);
      expect(run.outputs).toMatchObject({ decision: 'no-go', verdict: 'error' });
      expect(run.out).not.toMatch(/^::error::y/m);
    }
  });
});

describe('links', () => {
  it.each([
    ['GITHUB_SERVER_URL', 'javascript:alert(1)'],
    ['GITHUB_SERVER_URL', 'https://github.com/x](https://evil.example)'],
    ['GITHUB_SERVER_URL', 'https://user:secret@github.com'],
    ['GITHUB_SERVER_URL', 'https://github.com\n'],
    ['GITHUB_REPOSITORY', 'acme/x](https://evil.example)'],
    ['GITHUB_REPOSITORY', 'acme/x?y'],
    ['GITHUB_REPOSITORY', 'acme'],
    ['GITHUB_RUN_ID', '42/../../x'],
    ['GITHUB_RUN_ID', '٤٢'],
  ])('lead nowhere for %s=%j', (name, value) => {
    const env = {
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/assistant',
      GITHUB_RUN_ID: '42',
    };
    expect(factsFromEnvironment(env).runUrl).toBe('https://github.com/acme/assistant/actions/runs/42');
    expect(factsFromEnvironment({ ...env, [name]: value }).runUrl).toBeNull();
  });
});

describe('examples of workflows', () => {
  /** Markdown and YAML that users copy from. */
  const examples = ['README.md', 'action.yml']
    .concat(list('docs', /\.md$/), list('.github/workflows', /\.ya?ml$/), list('src/command-line', /starter.*\.ts$/))
    .filter((file) => readable(file) !== null);

  function list(folder: string, ending: RegExp): string[] {
    try {
      return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => ending.test(file))
        .map((file) => path.posix.join(folder, file));
    } catch {
      return [];
    }
  }

  function readable(file: string): string | null {
    try {
      return readFileSync(path.join(ROOT, file), 'utf8');
    } catch {
      return null;
    }
  }

  /** Lines of `run:` steps, one-line and block ones. */
  function commands(text: string): readonly string[] {
    const found: string[] = [];
    let block: number | null = null;
    for (const line of text.split('\n')) {
      const indent = line.search(/\S/);
      if (block !== null && indent >= 0 && indent <= block) block = null;
      if (block !== null) found.push(line);
      const run = /^(\s*(?:- )?)run:\s*(.*)$/.exec(line);
      if (run === null) continue;
      found.push(run[2] ?? '');
      if (/^[|>]/.test(run[2] ?? '')) block = (run[1] ?? '').length;
    }
    return found;
  }

  it('finds commands in blocks and on one line', () => {
    expect(commands('- run: a\n- run: |\n    b\n    c\n  env: x\n')).toEqual(['a', '|', '    b', '    c']);
  });

  it.each(examples)('%s hands no expression to a shell', (file) => {
    const unsafe = commands(readable(file) ?? '').filter((line) => line.includes('${{'));
    expect(unsafe).toEqual([]);
  });
});
