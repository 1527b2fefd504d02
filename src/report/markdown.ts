import type { Outcome } from '../core/outcome.ts';
import { isOfJudge } from './block-view.ts';
import type { DiagnosisView } from './diagnosis-view.ts';
import { type Detail, FULL_DETAIL, fitToBytes } from './fit.ts';
import { decisionIcon } from './icons.ts';
import { blockingBlock } from './markdown-blocking.ts';
import {
  alertsBlock,
  changesBlock,
  details,
  findingsBlock,
  guideBlock,
  layersBlock,
  shownChanges,
  shownGroups,
} from './markdown-details.ts';
import { footerBlock } from './markdown-footer.ts';
import { overrideBlock, overrideLead } from './markdown-override.ts';
import { markdownText } from './neutralise.ts';
import { counted, toMarkdown } from './prose.ts';
import { type ReportView, reportView } from './report.ts';

/** Largest job summary that GitHub takes is 1 MiB; a margin is left for what others add. */
export const SUMMARY_MAX_BYTES = 1_000_000;

/**
 * The report for reviewers as GitHub's Markdown, at most `maxBytes` of UTF-8: shortened by whole rows, the worst kept,
 * saying what was left out. Below some 400 bytes only the decision is left.
 */
export function renderMarkdown(outcome: Outcome, options: { readonly maxBytes: number }): string {
  const view = reportView(outcome);
  const rows = Math.max(view.blocking.length, view.findingGroups.length, view.changes.length);
  return fitToBytes((detail) => markdownAt(view, detail), rows, options.maxBytes, bareDecision(view));
}

function markdownAt(view: ReportView, detail: Detail): string {
  const [diagnosis, folded] = diagnosisBlocks(view, detail);
  const blocks = [
    headingBlock(view),
    leadBlock(view),
    ...(detail.leadOnly
      ? []
      : [diagnosis, blockingBlock(view, detail), cautionsBlock(view), launchBlock(view), northStarBlock(view)]),
    overrideBlock(view, detail),
    ...(detail.leadOnly || !detail.tables ? [] : [layersBlock(view, detail)]),
    ...(detail.leadOnly ? [] : [folded]),
    ...(detail.leadOnly || !detail.notes ? [] : [alertsBlock(view), moreBlock(view)]),
    ...(detail.leadOnly ? [] : [findingsBlock(view, detail), changesBlock(view, detail)]),
    ...(detail.leadOnly || !detail.notes ? [] : [guideBlock(view)]),
    cutBlock(view, detail),
    footerBlock(view),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function headingBlock({ headline }: ReportView): string {
  const gist = toMarkdown(headline.gist);
  return `## ${decisionIcon(headline.tone)} ${headline.decision}: ${markdownText(headline.feature)} — ${gist}`;
}

/** What a fit to a few bytes leaves. */
function bareDecision({ headline }: ReportView): string {
  return `${headline.decision}\n`;
}

function leadBlock(view: ReportView): string {
  const { headline, outcome, firstStep, unaffected } = view;
  const counts = headline.counts === '' ? '' : ` · ${headline.counts}`;
  const parts = [`Verdict **${outcome.verdict}**${counts}`, ...overrideLead(view)];
  if (unaffected !== null) parts.push(`**Not affected:** ${toMarkdown(unaffected)}`);
  const step = outcome.cause === 'override' ? 'Still to fix' : 'Fix first';
  if (firstStep !== null) parts.push(`**${step}:** ${toMarkdown(firstStep)}`);
  return parts.join('\n\n');
}

/** The diagnosis open or folded: where only the change to the judge blocks, it is not what a reader looks for first. */
function diagnosisBlocks(view: ReportView, detail: Detail): readonly [open: string, folded: string] {
  const { diagnosis, blocking } = view;
  if (diagnosis === null) return ['', ''];
  const body = diagnosisBody(diagnosis, detail);
  const title = `Diagnosis: ${toMarkdown(diagnosis.headline)}`;
  const isBeside = blocking.length > 0 && blocking.every(isOfJudge);
  return isBeside ? ['', details(title, body)] : [`### ${title}\n\n${body}`, ''];
}

function diagnosisBody(diagnosis: DiagnosisView, detail: Detail): string {
  const sentences = diagnosis.sentences.map(toMarkdown).join(' ');
  const leaning = diagnosis.leaning === null ? '' : `\n\n${toMarkdown(diagnosis.leaning)}`;
  const monday = detail.notes && diagnosis.monday.length > 0 ? `\n\n**Next:** ${toMarkdown(diagnosis.monday)}` : '';
  return `${sentences}${leaning}${monday}`;
}

/** What must not be overlooked: open, because a go is what nobody reads to its end. */
function cautionsBlock({ cautions }: ReportView): string {
  if (cautions.length === 0) return '';
  return `**Read with care:**\n${cautions.map((line) => `\n- ${toMarkdown(line)}`).join('')}`;
}

function launchBlock(view: ReportView): string {
  const stage = `**${view.stageTitle}:** ${view.stage}`;
  if (view.launchParts.length === 0) return view.outcome.gate === null ? '' : stage;
  const parts = view.launchParts.map(({ name, met, remark }) => {
    const why = remark === '' ? '' : ` (${remark})`;
    return `${name} ${met ? '✓' : '✗'}${why}`;
  });
  const met = view.outcome.launchSet?.complete === true ? 'complete' : 'not met';
  return `**Launch set ${met}:** ${parts.join(' · ')}\n\n${stage}`;
}

/** Reported beside what gates, and no part of it. */
function northStarBlock({ northStar }: ReportView): string {
  return northStar === null ? '' : `**North star:** ${toMarkdown(northStar)}`;
}

function moreBlock({ diagnosis }: ReportView): string {
  if (diagnosis === null || diagnosis.extra.length === 0) return '';
  const lines = diagnosis.extra.map((line) => `- ${toMarkdown(line)}`);
  return details('More on the diagnosis', lines.join('\n'));
}

/** What was left out to fit, in one line; empty where nothing was. */
function cutBlock(view: ReportView, detail: Detail): string {
  if (detail === FULL_DETAIL) return '';
  const passing = view.metrics.filter((metric) => metric.status === 'pass').length;
  const rows = view.blocking.length - Math.min(detail.rows, view.blocking.length);
  const findings = view.findingGroups.length - (detail.leadOnly ? 0 : shownGroups(view, detail).length);
  const changes = detail.leadOnly || (!detail.tables && !shownChanges(view, detail).complete) ? view.changes.length : 0;
  const cut = [
    ...(passing > 0 ? [counted(passing, 'passing metric')] : []),
    ...(detail.notes ? [] : ['descriptions and notes']),
    ...(detail.tables ? [] : [`the table of all ${counted(view.metrics.length, 'metric')}`]),
    ...(detail.leadOnly ? ['the diagnosis', 'the launch set'] : []),
    ...(detail.leadOnly && view.northStar !== null ? ['the north star'] : []),
    ...(rows > 0 ? [`${rows} of ${view.blocking.length} rows of what blocks`] : []),
    ...(changes > 0 ? [`some of ${counted(view.changes.length, 'change')} of the criteria`] : []),
    ...(detail.notes || view.overrideGuide.length === 0 ? [] : ['how to override']),
    ...(findings > 0 ? [`${findings} of ${counted(view.findingGroups.length, 'finding')}`] : []),
  ];
  return cut.length === 0 ? '' : `_Shortened to fit. Not shown: ${cut.join(', ')}. The JSON report has everything._`;
}
