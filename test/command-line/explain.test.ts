import { describe, expect, it } from 'vitest';
import type { ExplanationKind } from '../../src/command-line/explanation.ts';
import { EXPLANATIONS } from '../../src/command-line/explanations.generated.ts';
import { main } from '../../src/command-line/main.ts';
import { ALERT_REASON_CODES } from '../../src/core/alert-reason-codes.ts';
import { CATALOGUE } from '../../src/core/catalogue/catalogue.ts';
import { CRITERIA_CHANGE_CODES } from '../../src/core/criteria-change-codes.ts';
import { DIAGNOSIS_CODES } from '../../src/core/diagnosis.ts';
import { FINDING_LEVELS } from '../../src/core/finding-codes.ts';
import { REFUSAL_CODES } from '../../src/core/override.ts';
import { REASON_CODES } from '../../src/core/reason-codes.ts';
import { STATUSES } from '../../src/core/result.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';
import { CRITERIA_CHANGE_MESSAGES } from '../../src/report/messages/criteria-changes.ts';
import { DIAGNOSIS_MESSAGES } from '../../src/report/messages/diagnosis.ts';
import { FINDING_MESSAGES } from '../../src/report/messages/findings.ts';
import { REASON_MESSAGES } from '../../src/report/messages/reasons.ts';
import { ALERT_REASON_MESSAGES } from '../../src/report/messages/reasons-alert.ts';
import { REFUSAL_MESSAGES } from '../../src/report/messages/refusals.ts';
import { RUN_FINDING_MESSAGES } from '../../src/report/messages/run-findings.ts';

interface Words {
  readonly title: string;
  readonly why: string;
}

async function explain(words: readonly string[], columns = 80) {
  const [out, err] = [[] as string[], [] as string[]];
  const code = await main({
    words: ['explain', ...words],
    env: { LANG: 'en_GB.UTF-8' },
    folder: '/nowhere',
    streams: {
      stdout: { write: (text: string) => out.push(text), columns },
      stderr: { write: (text: string) => err.push(text) },
    },
  });
  return { code, out: out.join(''), err: err.join('') };
}

const KINDS = {
  finding: [...Object.keys(FINDING_LEVELS), ...Object.keys(RUN_FINDING_LEVELS)],
  reason: REASON_CODES,
  alert: ALERT_REASON_CODES,
  diagnosis: DIAGNOSIS_CODES,
  refusal: REFUSAL_CODES,
  change: CRITERIA_CHANGE_CODES,
} as const;

const MESSAGES: Readonly<Record<ExplanationKind, Readonly<Record<string, Words>>>> = {
  finding: { ...FINDING_MESSAGES, ...RUN_FINDING_MESSAGES },
  reason: REASON_MESSAGES,
  alert: ALERT_REASON_MESSAGES,
  diagnosis: DIAGNOSIS_MESSAGES,
  refusal: REFUSAL_MESSAGES,
  change: CRITERIA_CHANGE_MESSAGES,
};

describe('explain of a metric', () => {
  it('says where it stands, how it misleads and what to read it with', async () => {
    const { code, out, err } = await explain(['bleu']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^BLEU {2}bleu\n/);
    expect(out).toMatch(/^layer +model only: it is no evidence of anything above$/m);
    expect(out).toMatch(/^better +higher$/m);
    expect(out).toMatch(/^range +0 to 1, or 0 to 100$/m);
    expect(out).toMatch(/^signal +leading$/m);
    expect(out).toMatch(/^measured +at every deployment$/m);
    expect(out).toContain('How it misleads\n  It rewards');
    expect(out).toContain('  Needed: answer_correctness, or resolved_without_followup');
    expect(out).toContain('    bind: commit\n    guarded-by: [answer_correctness]\n');
  });

  it.each([
    ['ticket_deflection_rate', 'max-age: 14d', 'guarded-by: [recontact_48h]', '>= 0.80'],
    ['repeat_query_rate', 'max-age: 24h', 'indicator: leading', '<= 0.10'],
    ['accuracy', 'bind: commit', 'guarded-by: [precision, recall]', '>= 0.80'],
    ['latency_p95', 'max-age: 24h', 'guarded-by: [doc_freshness]', '<= '],
    ['cache_hit_rate', 'max-age: 24h', 'unit: ratio', '0.10 .. 0.30'],
  ])('of %s shows a line for the criteria that is still to be filled in', async (id, ...lines) => {
    const { out } = await explain([id]);
    expect(out).toContain(`  ${id}:\n`);
    expect(out).toContain('target: "<fill in: such as ');
    for (const line of lines) expect(out).toContain(line);
  });

  it('says of a precondition that it stands beside the layers, and who names it', async () => {
    const { out } = await explain(['judge_human_agreement'], 200);
    expect(out).toMatch(/^layer +usually evidence: a precondition, named in valid-if of what it licenses; else task$/m);
    expect(out).toContain('  judge_human_agreement:\n    layer: evidence\n');
    expect(out).toContain('  #   valid-if: [judge_human_agreement]\n');
    expect((await explain([])).out).toMatch(/judge_human_agreement\s+\(usually\s+layer:\s+evidence\)/);
  });

  it('takes its name in several words', async () => {
    expect((await explain(['repeat', 'query', 'rate'])).out).toContain('  repeat_query_rate:\n');
  });

  it('takes every way to write its name, and writes it as the criteria may', async () => {
    expect((await explain(['Recall@5'])).out).toContain('  recall_at_5:\n    layer: model\n');
    expect((await explain(['retrieval_recall_at_k'])).out).toContain('  retrieval_recall_at_5:\n');
  });

  it.each(CATALOGUE.map(({ id }) => id))('of %s fits the terminal', async (id) => {
    const { code, out } = await explain([id], 60);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.length > 60)).toEqual([]);
  });

  it('as JSON is the entry', async () => {
    const { code, out } = await explain(['d7_retention', '--format', 'json']);
    const entry = CATALOGUE.find(({ id }) => id === 'dau_retention');
    expect([code, JSON.parse(out)]).toEqual([0, { metric: entry, codes: [], words: [] }]);
  });
});

describe('explain of a code', () => {
  it.each(Object.entries(KINDS))('knows every %s, and none that is no code', (kind, codes) => {
    const known = EXPLANATIONS.filter((explanation) => explanation.kind === kind).map(({ code }) => code);
    expect([...known].sort()).toEqual([...codes].sort());
  });

  it.each(EXPLANATIONS.map((one) => [one.kind, one.code, one] as const))('%s %s says what to do', (_, code, one) => {
    for (const text of [one.title, one.means, one.todo, one.example]) expect(text.trim()).not.toBe('');
    expect(one.example).not.toContain('```');
    expect(one.page).toMatch(
      one.kind === 'change' ? /^docs\/[a-z/-]+\.md$/ : new RegExp(`^docs/[a-z/-]+\\.md#${code}$`),
    );
  });

  // The explanations are read from Markdown: not a sign may have changed on the way.
  it.each(EXPLANATIONS.map((one) => [one.kind, one.code, one] as const))(
    '%s %s has its own words',
    (kind, code, one) => {
      const message = MESSAGES[kind][code];
      expect(one.title).toBe(message?.title);
      expect(kind === 'diagnosis' || kind === 'change' ? one.means : one.why).toBe(message?.why);
    },
  );

  it.each(['missing-pair', 'MISSING_PAIR', 'Missing-Pair'])('takes %s', async (written) => {
    const { code, out } = await explain([written]);
    expect(code).toBe(0);
    expect(out).toMatch(/^missing-pair {2}finding, warning\n/);
    for (const heading of ['What it means', 'Why it matters', 'What to do', 'Example'])
      expect(out).toContain(`\n${heading}\n  `);
    expect(out).toContain('More: docs/findings/catalogue.md#missing-pair\n');
  });

  it('says what its table of messages says', async () => {
    const message = FINDING_MESSAGES['no-business-target'];
    const { out } = await explain(['no-business-target', '--format', 'json']);
    const { metric, codes } = JSON.parse(out);
    expect(metric).toBeNull();
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatchObject({
      ...{ code: 'no-business-target', kind: 'finding', level: 'warning', title: message.title },
      ...{ means: message.says(), why: message.why, todo: message.fix() },
    });
    expect(codes[0].example).toContain(`  ${message.example}`);
  });

  it('keeps what is to be copied as it is, and wraps the rest', async () => {
    const { out } = await explain(['due-too-late'], 60);
    expect(out).toContain('\n    launch-date: 2026-12-01\n    # and at the metric\n    due: 2026-12-15\n');
    const prose = out.split('\n').filter((line) => !line.startsWith('    '));
    expect(prose.filter((line) => line.length > 60)).toEqual([]);
  });

  it('explains each of the things that share a code', async () => {
    const kinds = EXPLANATIONS.filter(({ code }) => code === 'evidence-in-change').map(({ kind }) => kind);
    expect(kinds).toEqual(['finding', 'reason']);
    const { out } = await explain(['evidence-in-change']);
    expect(out).toContain('evidence-in-change  finding, warning\n');
    expect(out).toContain('evidence-in-change  reason of a status, status error\n');
  });
});

describe('explain of a word', () => {
  it.each([
    [['guarded-by'], 'metrics.<id>.guarded-by\n  Ids of counter-metrics'],
    [['valid-if:'], 'metrics.<id>.valid-if\n  Ids of preconditions'],
    [['Launch', 'set'], 'launch-set\n  Raises the minimum of judged metrics'],
    [['min_samples'], 'metrics.<id>.min-samples\n  Fewer samples'],
    [['launch-set.model'], 'launch-set.model\n  Least number of judged model metrics'],
    [['within'], 'metrics.<id>.alert.within\n  Worst-case time'],
    [['level'], 'lints.<id>.level\n  The level.'],
    [['pull_request'], 'mode.pull_request\n  Mode under the event pull_request.'],
  ])('%s, a key', async (asked, shown) => {
    const { code, out } = await explain(asked, 160);
    expect([code, out.split('\n')[0]]).toEqual([0, expect.stringContaining('  key of the criteria file')]);
    expect(out).toContain(shown);
    expect(out).toContain('More: docs/reference/criteria-keys.md\n');
  });

  it.each([
    ...['guarded-by', 'valid-if', 'provisional', 'due', 'drives', 'from-stage', 'indicator', 'confidence', 'bind'],
    ...['min-samples', 'pins', 'stage', 'launch-set', 'traffic', 'judge', 'north-star', 'applies-to', 'until', 'where'],
  ])('%s is known', async (asked) => expect((await explain([asked])).code).toBe(0));

  it('names every place of a key that means the same there in one line', async () => {
    expect((await explain(['confidence'], 160)).out).toContain('\ndefaults.confidence, metrics.<id>.confidence\n');
  });

  it.each(STATUSES)('%s, a status', async (status) => {
    const { code, out } = await explain([status]);
    expect(code).toBe(0);
    expect(out).toContain(`${status}  status of a metric\n`);
    expect(out).toContain(`More: docs/statuses.md#status-${status}\n`);
    expect(out).not.toContain('`');
  });

  it.each(['pass', 'incomplete', 'fail', 'error'])('%s, a verdict', async (verdict) => {
    expect((await explain([verdict])).out).toContain(`${verdict}  verdict\n`);
  });

  it('is part of the JSON', async () => {
    const { out } = await explain(['stale', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ metric: null, codes: [], words: [{ word: 'stale', kind: 'status' }] });
  });
});

describe('explain of what is not known', () => {
  it.each([
    ['my_accuracy', 'did you mean accuracy?'],
    ['acuracy', 'did you mean accuracy?'],
    ['mising-pair', 'did you mean missing-pair?'],
    ['garded-by', 'did you mean guarded-by?'],
    ['inconclusve', 'did you mean inconclusive?'],
    ['zebra-crossings', 'launch-gate explain lists what is known'],
    ['__proto__', 'launch-gate explain lists what is known'],
    ['', 'launch-gate explain lists what is known'],
  ])('%s ends with 2 and a hint', async (asked, hint) => {
    const { code, out, err } = await explain([asked]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(hint);
  });

  it('never shows control characters of what was typed', async () => {
    const { err } = await explain(['a\u001b[31mb\u0007']);
    expect(err).not.toContain('\u001b');
    expect(err).not.toContain('\u0007');
  });

  it('suggests metrics and codes', async () => {
    const { err } = await explain(['no-metric_coverage']);
    expect(err).toContain('did you mean coverage');
  });
});

describe('explain without an argument', () => {
  it('lists every metric and every code within the width', async () => {
    const { code, out } = await explain([], 60);
    expect(code).toBe(0);
    const words = new Set(out.split(/[\s,]+/));
    for (const { id } of CATALOGUE) expect(words).toContain(id);
    for (const explanation of EXPLANATIONS) expect(words).toContain(explanation.code);
    for (const status of STATUSES) expect(words).toContain(status);
    expect(out.split('\n').filter((line) => line.length > 60)).toEqual([]);
    expect(out).toContain('Metrics of the task layer (21)\n');
  });

  it('lists them as JSON', async () => {
    const { out } = await explain(['--format', 'json']);
    const { metrics, codes } = JSON.parse(out);
    expect(metrics).toHaveLength(CATALOGUE.length);
    expect(metrics[0]).toEqual({ id: 'accuracy', layer: 'model', title: 'Accuracy' });
    expect(codes).toHaveLength(EXPLANATIONS.length);
    expect(Object.keys(codes[0])).toEqual(['code', 'kind', 'level', 'title']);
  });

  it('refuses another format', async () => {
    const { code, err } = await explain(['--format', 'markdown']);
    expect(code).toBe(2);
    expect(err).toContain('--format must be text, json');
  });

  it('paints only where asked', async () => {
    expect((await explain(['bleu'])).out).not.toContain('\u001b');
    expect((await explain(['bleu', '--colour', 'always'])).out).toContain('\u001b[1mBLEU');
  });
});
