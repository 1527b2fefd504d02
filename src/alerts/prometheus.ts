import type { AlertAnswer, AlertFacts, AlertQuestion, AlertUnanswered } from '../core/alert-facts.ts';
import { type DetectionDelay, worstCaseDelay } from '../core/detection-delay.ts';
import { readPromql } from '../sources/promql/read-promql.ts';
import type { Source } from '../sources/source.ts';
import { quoted, SourceProblem } from '../sources/source-problem.ts';
import type { Wait } from './alertmanager/delivery.ts';
import { regexTests } from './anchored-regex.ts';
import { alertLabels } from './prometheus/alert-labels.ts';
import { askAnnounced } from './prometheus/announced.ts';
import { hostOf, type Server, serverOf } from './prometheus/ask-api.ts';
import { askRules } from './prometheus/ask-rules.ts';
import { selectsSeries } from './prometheus/can-fire.ts';
import { isEvaluated } from './prometheus/evaluating.ts';
import { askNotified, type Notified } from './prometheus/notified.ts';
import { type Reads, readsOf } from './prometheus/reads.ts';
import { relabeled } from './prometheus/relabeling.ts';
import type { Rule, RuleBook } from './prometheus/rules.ts';
import { askSettings, type Settings } from './prometheus/settings.ts';
import { watchesMetric } from './prometheus/watches.ts';
import type { AlertRequest, AlertVerifier, AlertWorld } from './verifier.ts';

/** A rule whose labels can be read. */
type Labelled = Rule & { readonly labels: ReadonlyMap<string, string> };
type Answers = Readonly<Record<AlertQuestion, AlertAnswer>>;

/** Asks a server of the Prometheus family for a rule, and its Alertmanagers for silences and routes. */
export const prometheusAlerts: AlertVerifier = {
  type: 'prometheus',
  async verify(source, request, world) {
    const where = hostOf(String(source.keys['url']));
    const server = connected(source, world);
    if ('code' in server) return { kind: 'unanswered', ...server, where };
    const book = await askRules(server, request.rule);
    if (!book.ok) return { kind: 'unanswered', code: book.code, detail: book.detail, where };
    const found = findRule(book.value, request);
    if ('code' in found) return { kind: 'unanswered', ...found, where };
    const { rule } = found;
    if (rule === null) return missing(request, where);
    return factsOf(rule, book.value, { source, request, world, server, where });
  },
};

/** The server, or why the source's keys do not lead to one. */
function connected(source: Source, { network }: AlertWorld): Server | Pick<AlertUnanswered, 'code' | 'detail'> {
  try {
    return serverOf(source, network);
  } catch (error) {
    if (error instanceof SourceProblem) return { code: 'config', detail: error.message };
    throw error;
  }
}

interface Asked {
  readonly source: Source;
  readonly request: AlertRequest;
  readonly world: AlertWorld;
  readonly server: Server;
  readonly where: string;
}

/** The one alerting rule of that name and those labels; never one of several. */
function findRule(
  { alerts }: RuleBook,
  { rule: name, labels }: AlertRequest,
): { readonly rule: Labelled | null } | Pick<AlertUnanswered, 'code' | 'detail'> {
  const wanted = Object.entries(labels);
  const named = alerts.filter((rule) => rule.name === name);
  const labelled = named.filter((rule): rule is Labelled => rule.labels !== null);
  if (labelled.length < named.length) return { code: 'bad-response', detail: 'the labels of the rule cannot be read' };
  const found = labelled.filter((rule) => wanted.every(([label, value]) => rule.labels.get(label) === value));
  if (found.length <= 1) return { rule: found[0] ?? null };
  const by = wanted.length === 0 ? 'that name' : 'that name and these labels';
  const detail = `${found.length} alerting rules have ${by}; select one with verify.labels`;
  return { code: 'ambiguous', detail };
}

async function factsOf(rule: Labelled, book: RuleBook, asked: Asked): Promise<AlertFacts> {
  const { server, world, request, where } = asked;
  const [settings, announced, series] = await Promise.all([
    askSettings(server),
    askAnnounced(server),
    selectsSeries(rule.query, server),
  ]);
  const regex = regexTests();
  const outputLabels = readPromql(rule.query)?.outputLabels ?? null;
  const sent = relabeled(settings.relabelings, alertLabels(rule, outputLabels, settings), regex);
  const configured = asked.source.keys['alertmanager'];
  const alertmanager = typeof configured === 'string' ? configured : null;
  const notified = await askNotified(server, alertmanager, announced, sent, regex, world.nowMs);
  const reads = readsOf(rule.query, book.recorded);
  return {
    kind: 'answered',
    rule: rule.group === '' ? rule.name : `${rule.group} > ${rule.name}`,
    where,
    answers: {
      exists: { answer: 'yes', detail: `loaded in ${where}` },
      enabled: rule.paused ? { answer: 'no', detail: 'it is paused' } : { answer: 'yes', detail: 'loaded is enabled' },
      evaluating: evaluating(isEvaluated(rule, world.nowMs), series),
      muted: notified.muted,
      notifies: notified.notifies,
      watches: watchesMetric(reads, request.reads, book.recorded),
    },
    state: rule.state,
    delay: delayOf(rule, reads, settings, notified),
  };
}

/** A rule that is evaluated and selects nothing is as good as none. */
function evaluating(evaluated: AlertAnswer, series: AlertAnswer): AlertAnswer {
  if (evaluated.answer !== 'yes' || series.answer !== 'yes') return evaluated.answer === 'yes' ? series : evaluated;
  return { answer: 'yes', detail: `${evaluated.detail}; ${series.detail}` };
}

function delayOf(rule: Rule, reads: Reads | null, settings: Settings, { wait }: Notified): DetectionDelay | null {
  const { intervalSeconds: interval, holdSeconds: hold } = rule;
  const behind = reads?.delay ?? null;
  const told: Wait | null = wait;
  if (interval === null || hold === null || behind === null || told === null) return null;
  return worstCaseDelay({
    lag: settings.scrapeSeconds,
    refresh: 0,
    window: behind.window,
    badShare: 1,
    interval,
    hold,
    recording: behind.recording,
    group: told.group,
    route: told.route,
  });
}

function missing({ rule, labels }: AlertRequest, where: string): AlertFacts {
  const by = Object.keys(labels).length === 0 ? '' : ' with these labels';
  const none: AlertAnswer = { answer: 'unknown', because: 'no-answer', detail: 'there is no such rule' };
  const exists: AlertAnswer = { answer: 'no', detail: `no alerting rule has the name ${quoted(rule)}${by}` };
  const answers: Answers = { exists, enabled: none, evaluating: none, muted: none, notifies: none, watches: none };
  return { kind: 'answered', rule, where, answers, state: 'unknown', delay: null };
}
