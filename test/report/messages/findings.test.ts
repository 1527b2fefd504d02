import { describe, expect, it } from 'vitest';
import type { TextArgs } from '../../../src/core/finding.ts';
import { FINDING_LEVELS, isFindingCode } from '../../../src/core/finding-codes.ts';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { FINDING_MESSAGES } from '../../../src/report/messages/findings.ts';
import type { Message } from '../../../src/report/messages/message.ts';
import { KEY_ROWS } from '../../criteria/key-rows.ts';
import { MEANING_ROWS, QUIET_ROWS, WARNING_ROWS } from '../../criteria/meaning-rows.ts';
import { NORTH_STAR_ROWS, withNorthStar } from '../../criteria/north-star-rows.ts';
import { ODDS_ROWS } from '../../criteria/odds-rows.ts';
import { PRECONDITION_ROWS } from '../../criteria/precondition-rows.ts';
import { withMetric, withTop } from '../../criteria/rows.ts';
import { FINDING_SAMPLES } from '../../criteria/samples.ts';
import { SOURCE_ROWS } from '../../criteria/source-rows.ts';
import { YAML_ROWS } from '../../criteria/yaml-rows.ts';

const messages: Readonly<Record<string, Message>> = FINDING_MESSAGES;

async function textsOf(text: string): Promise<string[]> {
  const { findings } = await loadCriteria(text, 'gate.yml');
  return findings.map(({ code, args }) => `${messages[code]?.says(args)} ${messages[code]?.fix(args)}`);
}

function isPlain(code: string, args: TextArgs): void {
  if (!isFindingCode(code)) throw new Error(code);
  const message: Message = FINDING_MESSAGES[code];
  for (const sentence of [message.says(args), message.fix(args)]) {
    expect(sentence).toMatch(/^\S.*[.?]$/s);
    expect(sentence).not.toMatch(/undefined|null|[^.]NaN|\[object|\.\.$|\?\.|\. \.|^ | {2}/);
  }
}

describe('messages of findings', () => {
  it('exist for exactly the codes', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(FINDING_LEVELS).sort());
  });

  it('are plain full sentences, whatever was found', async () => {
    const tables = [YAML_ROWS, KEY_ROWS, MEANING_ROWS, SOURCE_ROWS, WARNING_ROWS, QUIET_ROWS];
    const rows = tables.concat(NORTH_STAR_ROWS, PRECONDITION_ROWS, ODDS_ROWS).flatMap((table) => Object.values(table));
    const samples = Object.values(FINDING_SAMPLES).flatMap((sample) => ('text' in sample ? [sample] : []));
    for (const { text } of [...rows, ...samples]) {
      for (const { code, args } of (await loadCriteria(text, 'gate.yml')).findings) isPlain(code, args);
    }
  });

  it.each([-400, -1, 0, 1, 29, 30, 31, 180, 181, 4000])(
    'are, %i days before the days that are written',
    async (days) => {
      const nowMs = Date.UTC(2026, 10, 22) - days * 86_400_000;
      const written = [
        withMetric('target: ">= 1"\nprovisional: { until: 2026-11-22, reason: more by then. }'),
        withNorthStar({
          detour: '{ until: 2026-11-22, reason: confidence notes., expected: "-5 %." }',
          'review-by': '2026-11-22',
        }),
      ];
      for (const text of written) {
        for (const { code, args } of (await loadCriteria(text, 'gate.yml', undefined, nowMs)).findings)
          isPlain(code, args);
      }
    },
  );

  it('are, of what the docs show', () => {
    for (const [code, sample] of Object.entries(FINDING_SAMPLES)) if ('args' in sample) isPlain(code, sample.args);
  });

  it('have a title, a reason and an example each', () => {
    for (const { title, why, example } of Object.values(messages)) {
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(why).toMatch(/^[A-Z0-9].+\.$/);
      expect(example.trim()).not.toBe('');
    }
  });

  it.each([
    ['target: 0.9', 'write it as a comparison, such as ">= 0.9"'],
    ['target: ">= 1"\nmax-age: 7', 'such as 7d or 7h'],
    ['target: ">= 1"\nconfidence: 0.95', '95%'],
    ['target: ">= 1"\nmin-completed: 95', '95%'],
    ['target: ">= 1"\nmax_age: 7d', 'did you mean max-age?'],
    ['target: ">= 90"\nunit: ratio', '90%'],
    ['target: ">= 1"\nunit: Ratio', 'metrics.m.unit "Ratio" is free text to the gate; did you mean ratio?'],
    ['target: ">= 1"\nunit: "ratio "', 'holds a space, an invisible character or a foreign letter'],
    ['target: ">= 1"\nunit: "%"', 'write exactly ratio (values from 0 to 1) or percent (values from 0 to 100).'],
    ['target: ">= 1"\ntitle: "  "', 'metrics.m.title must be text; what is written there shows as nothing.'],
    ['target: ">= 1"\nrequired: yes', 'true or false'],
    ['target: ">= 1"\nindicator: leadin', 'did you mean leading?'],
    ['target: ">= 1"\ndrives: [other]', 'There is no metric other.'],
    ['target: >= 10%', 'the comparison >= 10% is not in quotes'],
    ['target: > 10', 'write it in quotes: "> 10".'],
    ['alert: { when: >= 10%, within: 24h }\ntarget: "<= 1"', 'write it in quotes: ">= 10%".'],
    ['target: "<= 1"\nalert: { notifies: #oncall }', '#oncall is read as a comment'],
    ['target: "<= 1"\nalert: { notifies: #oncall, within: 24h }', 'write it in quotes: "#oncall".'],
    ['target: "<= 1"\nowner: @team', 'those that begin with # or @'],
    ['target: "<= 1"\n owner: x', '# starts a comment, and texts that begin with #, @, ">=" or "<=" need quotes.'],
    [
      'target: "<= 1"\nowner: #team',
      'nothing but a comment was found. A # starts a comment: put the text in quotes, "#team".',
    ],
    ['target: ">= 1"\nmethod: wilsn', 'must be one of exact, wilson, point, t;'],
    ['target: ">= 1"\nbind: comit', 'must be one of commit, pins; "comit" was found; did you mean commit?'],
    ['target: "≥ 4.2"', 'write target: ">= 4.2".'],
    ['target: "4,2"', 'write target: ">= 4.2" or target: "<= 4.2", with a decimal point'],
    ['target: "= 4.2"', 'write target: ">= 4.2" or target: "<= 4.2" or target: "4 .. 4.4"'],
    ['target: "<= 3 EUR"', `write target: "<= 3" and move EUR to the metric's unit, as in unit: "EUR".`],
    ['target: "better"', 'write it as a comparison, such as ">= 0.9"'],
    ['target: ">= 1"\nalert: { when: "15" }', 'write when: "> 15" or when: "< 15".'],
    ['target: ">= 1"\nalert: { when: "often" }', 'write when the alert fires, such as'],
    [
      'target: ">= 1"',
      'model 0/1, product 0/1 declared; no task or product metric has indicator: leading and an alert',
    ],
    [
      'target: ">= 1"\nalert: { when: "< 1", within: 3d }',
      'm has an alert but no indicator: leading, alert.notifies, alert.within of at most 48h',
    ],
    [
      'target: ">= 1"\nalert: { when: "< 1", within: 3d }',
      'and add indicator: leading, alert.notifies, alert.within of at most 48h to m',
    ],
  ])('%j says %s', async (keys, words) => {
    expect((await textsOf(withMetric(keys))).join('\n').toLowerCase()).toContain(words.toLowerCase());
  });

  it('name the layers and their questions, and never one that is refused', async () => {
    const text = withMetric('target: ">= 1"');
    expect((await textsOf(text.replace('layer: task', 'unit: x'))).join('\n')).toContain(
      'Add layer: model (does the output resemble the reference?), task',
    );
    const wrong = (await textsOf(text.replace('layer: task', 'layer: tsk'))).join('\n');
    expect(wrong).toContain(
      'must be one of model, task, product, business, evidence; "tsk" was found; did you mean task?',
    );
    const source = withTop('sources:\n  s: { type: grafan, url: "https://g.example.com" }');
    const types = /must be one of ([a-z, ]+);/.exec((await textsOf(source)).join('\n'))?.[1]?.split(', ');
    expect(types?.toSorted()).toEqual(['file', 'http', 'mlflow', 'postgres', 'prometheus']);
  });

  it('never repeat what may be a secret', async () => {
    for (const lines of [
      'auth: { bearer: #hunter2 }',
      'connection: #hunter2',
      'x: { password: #hunter2, a: b }',
      'url: @hunter2',
    ]) {
      const texts = (await textsOf(`version: 1\nsources:\n  s:\n    type: postgres\n    ${lines}\nz: x\n`)).join('\n');
      expect(texts).not.toBe('');
      expect(texts).not.toContain('hunter2');
    }
  });
});
