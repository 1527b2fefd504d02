import { describe, expect, it } from 'vitest';
import { BASE_SHA, type GivenModel, HEAD_SHA } from '../github-server/given-model.ts';
import {
  CRITERIA,
  criteriaWith,
  edited,
  evidence,
  FILES,
  type Judged,
  judge,
  judgeOn,
  minutesAgo,
  onRepository,
  PATIENT,
  type RunGiven,
} from './gate-run.ts';
import { labelled } from './labelled.ts';

// Characters that base64, URLs, JSON, HTML and Markdown each write in another way.
const JOB = 'ghs_Job/Token+c4n4ry=&<x>_*y*';
const TEAM = 'ghp_Team/Token+c4n4ry=~`z`|w';
const SECRETS = [JOB, TEAM];

/** Ways in which a text can hold a secret. */
const WAYS: readonly (readonly [name: string, write: (secret: string) => string])[] = [
  ['raw', (secret) => secret],
  ['base64', (secret) => Buffer.from(secret).toString('base64')],
  ['base64 of more', (secret) => Buffer.from(`x-access-token:${secret}`).toString('base64')],
  ['URL-safe base64', (secret) => Buffer.from(secret).toString('base64url')],
  ['URL', (secret) => encodeURIComponent(secret)],
  ['hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
];

/** What of a secret may stand nowhere: its telling parts, in every form. */
function formsOf(secret: string): readonly string[] {
  const [core = ''] = /(Job|Team)\W*Token\+c4n4ry/.exec(secret) ?? [];
  const aligned = [0, 1, 2].map((before) => {
    const encoded = Buffer.from(' '.repeat(before) + core)
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(Math.ceil((before * 8) / 6), -2);
  });
  const forms = [core, 'c4n4ry', encodeURIComponent(core), Buffer.from(core).toString('hex'), ...aligned];
  return [...forms, ...aligned.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))];
}

interface Sink {
  readonly name: string;
  readonly text: string;
}

/** Everything that leaves the process. */
function sinksOf(run: Judged): readonly Sink[] {
  const sent = run.github.requests.filter(({ method }) => method !== 'GET');
  const asked = run.github.requests.map(({ path, query }) => `${path} ${JSON.stringify(query)}`);
  return [
    { name: 'stdout', text: run.out },
    { name: 'stderr', text: run.err },
    { name: 'summary', text: run.summary },
    { name: 'outputs', text: JSON.stringify(run.outputs) },
    { name: 'report', text: JSON.stringify(run.report) },
    { name: 'comments', text: [...run.comments, ...sent.map(({ body }) => JSON.stringify(body))].join('\n') },
    { name: 'addresses', text: asked.join('\n') },
  ];
}

function expectNoSecret(run: Judged): void {
  for (const { name, text } of sinksOf(run)) {
    for (const form of SECRETS.flatMap(formsOf)) expect(around(text, form), name).toBe('');
  }
}

/** What stands around a text in another, for the message; empty where it does not stand there. */
function around(text: string, form: string): string {
  const at = text.indexOf(form);
  return at < 0 ? '' : text.slice(Math.max(0, at - 80), at + form.length);
}

const RUN: RunGiven = { inputs: { 'github-token': JOB, 'team-token': TEAM } };
const MODEL: GivenModel = { tokens: { [TEAM]: {} } };

describe.concurrent('a secret of the run', PATIENT, () => {
  it.each(WAYS)('written as %s stands nowhere', async (_way, write) => {
    const text = SECRETS.map(write).join(' ');
    const quoted = JSON.stringify(text);
    const base = criteriaWith(
      ['title: Support assistant', `title: ${quoted}\nowner: ${quoted}`],
      ['correct: { layer: task,', `correct: { layer: task, title: ${quoted}, description: ${quoted},`],
      ['notifies: "#assist-oncall"', `notifies: ${quoted}`],
    );
    const head = edited(base, '>= 0.75', '>= 0.5').replaceAll(quoted, JSON.stringify(`new ${text}`));
    const label = `launch-gate/override:${text}`;
    const given = labelled(label);
    const files = { ...FILES, [CRITERIA]: base };
    const run = await judge(
      {
        base: files,
        head: { ...files, [CRITERIA]: head, [`.github/workflows/${text.replaceAll('/', '')}.yml`]: 'on: push\n' },
        pullRequest: {
          ...given,
          title: text,
          labels: [label, 'launch-gate/override'],
          events: [{ label, at: minutesAgo(10) }, { at: minutesAgo(10) }],
          comments: [{ body: `launch-gate override: ${text}`, created_at: minutesAgo(12) }],
        },
        model: MODEL,
      },
      { ...RUN, evidence: evidence({ correct: text, page_found: 0.1 }) },
    );
    expect(run.report.override).toMatchObject({ state: 'granted', by: 'grace' });
    expectNoSecret(run);
    const stars = (name: string) => sinksOf(run).find((sink) => sink.name === name)?.text ?? '';
    for (const name of ['stdout', 'summary', 'report', 'comments']) expect(stars(name), name).toContain('***');
  });

  it('stands nowhere where the criteria cannot be read, and an input is refused', async () => {
    const broken = `${JOB}: ${JOB}\nversion: "${TEAM}"\nmetrics: { "${JOB}": { layer: ${TEAM.replaceAll(/[`|]/g, '')} } }\n`;
    const files = { ...FILES, [CRITERIA]: broken };
    const runs = await Promise.all([
      judge({ base: files, head: files, model: MODEL }, RUN),
      judge({ model: MODEL }, { inputs: { ...RUN.inputs, stage: JOB, 'gate-id': TEAM, criteria: `${JOB}.yml` } }),
      judge({ model: MODEL }, { inputs: { ...RUN.inputs, criteria: `gates/${TEAM}.yml`, comment: 'always' } }),
    ]);
    for (const run of runs) {
      expect(run.code).toBe(2);
      for (const sink of sinksOf(run).filter(({ name }) => name !== 'addresses'))
        for (const form of SECRETS.flatMap(formsOf)) expect(around(sink.text, form), sink.name).toBe('');
    }
  });

  it('stands nowhere where GitHub says it back', async () => {
    await onRepository({ model: MODEL }, async (github) => {
      const body = { message: `Bad credentials ${JOB} ${Buffer.from(TEAM).toString('base64')}` };
      github.script({ path: /\/pulls\/12\/files/, answer: { status: 401, body, headers: { 'x-token': JOB } } });
      const run = await judgeOn(github, RUN);
      expect(run.code).toBe(2);
      expectNoSecret(run);
    });
  });

  it('goes to no other than GitHub: each token as what it is for', async () => {
    const run = await judge({ model: MODEL }, RUN);
    expect(run.code).toBe(0);
    expect(new Set(run.github.requests.map(({ authorization }) => authorization))).toEqual(new Set([JOB]));
    expect(run.report).toMatchObject({ subject: { head_sha: HEAD_SHA, base_sha: BASE_SHA } });
  });
});
