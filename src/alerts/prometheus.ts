import type { AlertAnswer, AlertFacts, AlertUnanswered } from '../core/alert-facts.ts';
import { type DelayParts, leastDelay, worstCaseDelay } from '../core/detection-delay.ts';
import type { Source } from '../sources/source.ts';
import { SourceProblem } from '../sources/source-problem.ts';
import { regexTests } from './anchored-regex.ts';
import { nextTurn, TIME_IS_UP } from './next-turn.ts';
import { askAnnounced } from './prometheus/announced.ts';
import { hostOf, type Server, serverOf } from './prometheus/ask-api.ts';
import { askRules } from './prometheus/ask-rules.ts';
import { selectsSeries } from './prometheus/can-fire.ts';
import { isEvaluated } from './prometheus/evaluating.ts';
import { firesAt } from './prometheus/fires-at.ts';
import { type Labelled, missing } from './prometheus/missing-rule.ts';
import type { Notified } from './prometheus/notified.ts';
import { notifiedOf } from './prometheus/notified-of-rule.ts';
import { type Reads, readsOf } from './prometheus/reads.ts';
import type { Rule, RuleBook } from './prometheus/rules.ts';
import { askSettings, type Settings } from './prometheus/settings.ts';
import { watchesMetric } from './prometheus/watches.ts';
import { weakSpots } from './prometheus/weak-spots.ts';
import type { AlertRequest, AlertVerifier, AlertWorld } from './verifier.ts';

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
    if (rule === null) return missing(request, found.named, book.value, where);
    const facts = await factsOf(rule, book.value, { source, request, world, server, where });
    return facts ?? { kind: 'unanswered', code: 'timeout', detail: TIME_IS_UP, where };
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
): { readonly rule: Labelled | null; readonly named: readonly Labelled[] } | Pick<AlertUnanswered, 'code' | 'detail'> {
  const wanted = Object.entries(labels);
  const named = alerts.filter((rule) => rule.name === name);
  const labelled = named.filter((rule): rule is Labelled => rule.labels !== null);
  if (labelled.length < named.length) return { code: 'bad-response', detail: 'the labels of the rule cannot be read' };
  const found = labelled.filter((rule) => wanted.every(([label, value]) => rule.labels.get(label) === value));
  if (found.length <= 1) return { rule: found[0] ?? null, named: labelled };
  const by = wanted.length === 0 ? 'that name' : 'that name and these labels';
  const detail = `${found.length} alerting rules have ${by}; select one with verify.labels`;
  return { code: 'ambiguous', detail };
}

/** All answers; `null` where the time was up before they were worked out. */
async function factsOf(rule: Labelled, book: RuleBook, asked: Asked): Promise<AlertFacts | null> {
  const { server, world, request, where } = asked;
  const [settings, announced, series] = await Promise.all([
    askSettings(server),
    askAnnounced(server, world.nowMs),
    selectsSeries(rule.query, server),
  ]);
  const regex = regexTests();
  const configured = asked.source.keys['alertmanager'];
  const alertmanager = typeof configured === 'string' ? configured : null;
  const way = { server, alertmanager, announced, settings, regex, nowMs: world.nowMs };
  const notified = await notifiedOf(rule, book.recorded, way);
  if (!(await nextTurn(world.network.signal))) return null;
  const reads = readsOf(rule.query, book.recorded);
  if (!(await nextTurn(world.network.signal))) return null;
  const fires = firesAt(rule.query, request.reads, book.recorded);
  if (!(await nextTurn(world.network.signal))) return null;
  const notes = weakSpots(rule, reads, book);
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
      watches: watchesMetric(reads, request.reads, book.recorded, regex, fires?.sameQuantity === true),
    },
    state: rule.state,
    fires,
    ...(fires === null ? { firesUntold: true } : {}),
    ...delayOf(rule, reads, settings, notified),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** A rule that is evaluated and selects nothing is as good as none. */
function evaluating(evaluated: AlertAnswer, series: AlertAnswer): AlertAnswer {
  if (evaluated.answer !== 'yes' || series.answer !== 'yes') return evaluated.answer === 'yes' ? series : evaluated;
  return { answer: 'yes', detail: `${evaluated.detail}; ${series.detail}` };
}

/** The delay, where it rests on a way that is only possible the least it may be, and without a part the sum of the others. */
function delayOf(
  rule: Rule,
  reads: Reads | null,
  settings: Settings,
  { wait, quickest }: Notified,
): Pick<AlertFacts, 'delay' | 'delayAtLeast'> {
  const { intervalSeconds: interval, holdSeconds: hold } = rule;
  const behind = reads?.delay ?? null;
  const known: DelayParts = {
    lag: settings.scrapeSeconds,
    refresh: 0,
    window: behind?.window ?? reads?.delayAtLeast ?? 0,
    badShare: 1,
    interval: interval ?? 0,
    hold: hold ?? 0,
    recording: behind?.recording ?? 0,
    group: wait?.group ?? 0,
    route: wait?.route ?? 0,
  };
  const isWhole = settings.withheld === null && interval !== null && hold !== null && behind !== null && wait !== null;
  if (!isWhole) return { delay: null, delayAtLeast: leastDelay(known) };
  const delay = worstCaseDelay(known);
  const delayAtLeast = leastDelay({ ...known, ...(quickest ?? { group: 0, route: 0 }) });
  const isLess = delay !== null && delayAtLeast !== null && delayAtLeast < delay.seconds;
  return isLess ? { delay, delayAtLeast } : { delay };
}
