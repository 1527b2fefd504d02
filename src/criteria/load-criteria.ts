import type { Gate } from '../core/criterion.ts';
import type { Finding, FindingLevel } from '../core/finding.ts';
import { buildGate } from './build-gate.ts';
import { checkAlertDelay } from './checks/alert-delay.ts';
import { checkAlerts } from './checks/alerts.ts';
import { checkCatalogue } from './checks/catalogue-lints.ts';
import { checkDrives } from './checks/drives.ts';
import { checkDue } from './checks/due.ts';
import { checkMaxAge, checkUnusedSources } from './checks/evidence.ts';
import { checkExpressions } from './checks/expressions.ts';
import { checkScopeLabels } from './checks/labels.ts';
import { checkBusinessTarget, checkLaunchSet } from './checks/launch-set.ts';
import { checkNorthStar } from './checks/north-star.ts';
import { checkSupport, supportOf } from './checks/not-supported-yet.ts';
import { checkOdds } from './checks/odds.ts';
import { checkPins } from './checks/pins.ts';
import { checkPreconditions } from './checks/preconditions.ts';
import { checkQueries } from './checks/queries.ts';
import { checkReferences } from './checks/references.ts';
import { checkResponseSchemas } from './checks/response-schemas.ts';
import { checkSources } from './checks/sources.ts';
import { checkVerify } from './checks/verify.ts';
import { checkProvisional, checkWaivable } from './checks/waivable.ts';
import type { Check, Draft } from './draft.ts';
import { fileSchema } from './file-schema.ts';
import { startFindings } from './findings.ts';
import { isPlainMap } from './plain-value.ts';
import { checkId } from './read-entries.ts';
import { readLintLevels } from './read-lint-levels.ts';
import { type Reading, readMap, report, startReading } from './read-map.ts';
import { readMetrics } from './read-metrics.ts';
import { readSources } from './read-sources.ts';
import { readYaml } from './yaml-document.ts';

/** A criteria file, read: a gate exactly where no finding is an error. */
export interface LoadedCriteria {
  readonly gate: Gate | null;
  /** The feature's id where that much could be read, so that the report of an invalid file can name it. */
  readonly feature: string | null;
  /** Everything found, by place. */
  readonly findings: readonly Finding[];
}

/** Adding a rule is a file in `checks` and a line here. */
const CHECKS: readonly Check[] = [
  checkReferences,
  checkDrives,
  checkLaunchSet,
  checkBusinessTarget,
  checkDue,
  checkWaivable,
  checkProvisional,
  checkPreconditions,
  checkPins,
  checkAlerts,
  checkAlertDelay,
  checkCatalogue,
  checkOdds,
  checkNorthStar,
  checkScopeLabels,
  checkMaxAge,
  checkUnusedSources,
  checkSources,
  checkVerify,
  checkSupport,
];

/**
 * Reads criteria from YAML text, or finds everything that is wrong with it; `bytes` is the file's size where known, and
 * `nowMs` the time at which dates are in the past, in milliseconds since the epoch; `lapsed` is the level of what only the
 * passing of time made wrong.
 */
export async function loadCriteria(
  text: string,
  path: string,
  bytes?: number,
  nowMs: number | null = null,
  lapsed: FindingLevel = 'error',
): Promise<LoadedCriteria> {
  const findings = startFindings(path);
  const document = readYaml(text, bytes, findings);
  if (document === null) return { gate: null, feature: null, findings: findings.sorted() };
  const reading = startReading(document, findings, supportOf(document.root), nowMs, lapsed);
  const draft = readDraft(reading);
  findings.setLevels(readLintLevels(draft.file.lints, reading));
  for (const check of CHECKS) check(draft, reading);
  await checkExpressions(draft, reading);
  await checkQueries(draft, reading);
  await checkResponseSchemas(draft, reading);
  const gate = findings.hasErrors() ? null : buildGate(draft, reading);
  if (gate === null && !findings.hasErrors()) report(reading, 'missing-key', [], { key: 'metrics', parent: '' }, 'key');
  return { gate, feature: draft.file.feature ?? null, findings: findings.sorted() };
}

function readDraft(reading: Reading): Draft {
  const { root } = reading.document;
  const used = new Set(['version', 'feature', 'metrics', ...(isPlainMap(root) ? Object.keys(root) : [])]);
  const { feature, ...rest } = readMap(fileSchema(used), root, [], reading);
  const usable = feature !== undefined && checkId(feature, 'feature', ['feature'], reading);
  const written = isPlainMap(root) ? root : {};
  const sources = readSources(written['sources'], reading);
  const metrics = readMetrics(written['metrics'], sources, reading);
  const ids = isPlainMap(written['metrics']) ? Object.keys(written['metrics']) : [];
  return { file: usable ? { feature, ...rest } : rest, sources, metricIds: new Set(ids), metrics };
}
