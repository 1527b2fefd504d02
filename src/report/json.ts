import type { Break, Diagnosis } from '../core/diagnosis.ts';
import type { Finding } from '../core/finding.ts';
import type { LaunchSet, LaunchSetKind } from '../core/launch-set.ts';
import type { OddsTable } from '../core/odds-table.ts';
import type { Outcome } from '../core/outcome.ts';
import type { MetricResult } from '../core/result.ts';
import { describeMarked } from './diagnosis-view.ts';
import { formatInstant } from './durations.ts';
import { alertReport } from './json-alert.ts';
import { northStarReport } from './json-north-star.ts';
import { changeReport, overrideReport, waivedIds } from './json-override.ts';
import { JSON_CAP, number, text } from './json-values.ts';
import { secureUrl } from './links.ts';
import { plainText } from './neutralise.ts';
import { oddsReport } from './odds-json.ts';
import { sentences, toPlain } from './prose.ts';
import type { Report } from './report-schema.ts';
import { resultFix, resultSays } from './source-failure.ts';
import { findingFix, findingSays } from './texts.ts';
import { LAUNCH_SET_KINDS } from './words.ts';

/** The JSON report of an outcome, as data. */
export function jsonReport(outcome: Outcome): Report {
  const { context } = outcome;
  return {
    schema_version: 1,
    feature: text(outcome.gate?.feature ?? outcome.feature),
    decision: outcome.decision,
    cause: outcome.cause,
    verdict: outcome.verdict,
    evaluated_at: formatInstant(context.evaluatedAtMs),
    mode: outcome.mode,
    stage: { asked: outcome.stage.asked, reached: outcome.stage.reached },
    subject: {
      repository: text(context.repository),
      event: text(context.event),
      pull_request: number(context.pullRequest),
      head_sha: text(context.headSha),
      base_sha: text(context.baseSha),
      run_url: text(context.runUrl),
      run_attempt: number(context.runAttempt),
    },
    criteria: {
      path: plainText(context.criteriaPath, JSON_CAP),
      ref: text(context.criteriaRef),
      sha: text(context.criteriaSha),
      digest: text(context.criteriaDigest),
      changes: outcome.changes.map(changeReport),
    },
    launch_set: launchSetReport(outcome.launchSet),
    layers: outcome.colours === null ? { model: null, task: null, product: null, business: null } : outcome.colours,
    diagnosis: diagnosisReport(outcome),
    north_star: northStarReport(outcome),
    metrics: outcome.results.map((result) => metricReport(result, outcome)),
    blocking: [...outcome.blocking],
    override: overrideReport(outcome),
    findings: outcome.findings.map(findingReport),
  };
}

/** Findings as JSON text, for `lint`, with the odds of metrics before there is data where there are any. */
export function findingsJson(path: string, findings: readonly Finding[], odds: OddsTable | null = null): string {
  const report = {
    schema_version: 1,
    path: plainText(path, JSON_CAP),
    findings: findings.map(findingReport),
    odds: odds === null ? null : oddsReport(odds),
  };
  return `${JSON.stringify(report, null, 2).replaceAll('##[', '#\\u0023[')}\n`;
}

/**
 * The JSON report as text: two spaces, keys in the order of the schema, a final newline. A `##[` inside a string is
 * written with an escape, because a runner obeys it as a command wherever it stands in a logged line.
 */
export function renderJson(outcome: Outcome): string {
  return `${JSON.stringify(jsonReport(outcome), null, 2).replaceAll('##[', '#\\u0023[')}\n`;
}

const NOTHING_JUDGED: LaunchSet = {
  stage: 'full',
  complete: false,
  missing: ['model', 'task', 'product', 'alertedLeading'],
  counts: {
    model: { need: 1, have: 0 },
    task: { need: 1, have: 0 },
    product: { need: 1, have: 0 },
    business: { need: 0, have: 0 },
    alertedLeading: { need: 1, have: 0 },
  },
};

function launchSetReport(launchSet: LaunchSet | null): Report['launch_set'] {
  const set = launchSet ?? NOTHING_JUDGED;
  const name = (kind: LaunchSetKind) => (kind === 'alertedLeading' ? 'alerted_leading' : kind);
  const count = (kind: LaunchSetKind) => ({ need: set.counts[kind].need, have: set.counts[kind].have });
  return {
    complete: set.complete,
    missing: LAUNCH_SET_KINDS.filter((kind) => set.missing.includes(kind)).map(name),
    counts: {
      model: count('model'),
      task: count('task'),
      product: count('product'),
      business: count('business'),
      alerted_leading: count('alertedLeading'),
    },
  };
}

function diagnosisReport(outcome: Outcome): Report['diagnosis'] {
  const { diagnosis, leaning, results, findings } = outcome;
  if (diagnosis === null) return null;
  const described = describeMarked(diagnosis, results, findings);
  return {
    ...diagnosisParts(diagnosis),
    text: toPlain(sentences(described.sentences)),
    monday: toPlain(described.monday),
    details: described.extra.map(toPlain),
    graph: diagnosis.graph.map(({ metric, kind, drivers, assumed }) => ({
      metric,
      kind,
      drivers: [...drivers],
      assumed,
    })),
    leaning:
      leaning === null
        ? null
        : {
            ...diagnosisParts(leaning),
            text: toPlain(sentences(describeMarked(leaning, results, findings).sentences)),
          },
  };
}

function diagnosisParts(diagnosis: Diagnosis) {
  const place = ({ code, from, to }: Break) => ({ code, from, to });
  return {
    ...place(diagnosis),
    inherited: [...diagnosis.inherited],
    unverified: [...diagnosis.unverified],
    secondary: diagnosis.secondary.map(place),
    blind: [...diagnosis.blind],
    unknown: [...diagnosis.unknown],
    measure: [...diagnosis.measure],
  };
}

function metricReport(result: MetricResult, outcome: Outcome): Report['metrics'][number] {
  const { criterion, measurement } = result;
  const measured = measurement.kind === 'measured' ? measurement : null;
  const provenance = measurement.kind === 'not-asked' ? null : measurement.provenance;
  const { alerts } = outcome;
  return {
    id: criterion.id,
    title: text(criterion.title),
    layer: criterion.layer,
    status: result.status,
    reason: {
      code: result.reason.code,
      text: toPlain(resultSays(result, outcome.findings)),
      fix: toPlain(resultFix(result, outcome.findings)),
    },
    value: number(result.value),
    uncorrected_value: number(result.uncorrectedValue),
    target: plainText(criterion.target.text, JSON_CAP),
    unit: text(criterion.unit),
    required: criterion.required,
    waived: waivedIds(outcome).has(criterion.id),
    sample_size: number(result.sampleSize),
    attempted: number(measured?.attempted ?? null),
    worst_case_value: number(result.worstCaseValue),
    interval: intervalReport(result.interval),
    confidence: number(criterion.confidence),
    method: result.method,
    samples_needed: samplesReport(result.samplesNeeded),
    observed_at: formatInstant(measured?.observedAtMs ?? null),
    observed_at_kind: measured?.observedAtKind ?? null,
    age_seconds: number(result.ageSeconds),
    source: text(provenance?.source ?? null),
    where: text(provenance?.where ?? null),
    provenance: provenance?.kind ?? null,
    indicator: criterion.indicator,
    due: text(criterion.dueText),
    guarded_by: [...criterion.guardedBy],
    valid_if: [...criterion.validIf],
    untrusted: [...result.untrusted],
    provisional: provisionalReport(result),
    bind: criterion.bind,
    notes: (measured?.notes ?? []).map((note) => plainText(note, JSON_CAP)),
    alert: Object.hasOwn(alerts, criterion.id) ? alertReport(alerts[criterion.id] ?? null) : null,
    url: secureUrl(measured?.url ?? null),
  };
}

function provisionalReport({ criterion, provisionalDaysLeft }: MetricResult): Report['metrics'][number]['provisional'] {
  const { provisional } = criterion;
  if (provisional === null) return null;
  return {
    until: plainText(provisional.untilText, JSON_CAP),
    reason: plainText(provisional.reason, JSON_CAP),
    days_left: number(provisionalDaysLeft),
  };
}

function samplesReport(needed: MetricResult['samplesNeeded']): { least: number; likely: number } | null {
  if (needed === null || !Number.isFinite(needed.least) || !Number.isFinite(needed.likely)) return null;
  return { least: needed.least, likely: needed.likely };
}

/** Both ends, or `null` where one is no finite number. */
function intervalReport(interval: MetricResult['interval']): [number, number] | null {
  if (interval === null) return null;
  return interval.every(Number.isFinite) ? [interval[0], interval[1]] : null;
}

function findingReport(finding: Finding): Report['findings'][number] {
  return {
    code: finding.code,
    level: finding.level,
    path: plainText(finding.at.path, JSON_CAP),
    line: number(finding.at.line),
    column: number(finding.at.column),
    metric: text(finding.metric),
    message: toPlain(findingSays(finding)),
    fix: toPlain(findingFix(finding)),
    usually:
      finding.usually === undefined ? null : { level: finding.usually.level, reason: text(finding.usually.reason) },
  };
}
