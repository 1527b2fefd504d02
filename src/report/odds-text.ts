import type { Criterion } from '../core/criterion.ts';
import type { Chance, NoOddsCode, Odds } from '../core/odds.ts';
import type { JointOdds, OddsRow, OddsTable } from '../core/odds-table.ts';
import { formatChance } from './format-chance.ts';
import { indented, tableLines } from './layout.ts';
import { NO_ODDS_WORDS } from './messages/no-odds.ts';
import { code, counted, joined, own, type Prose, say } from './prose.ts';
import { type Style, styleOf, type TextOptions } from './terminal-style.ts';

const LISTED = 8;
// From here on what it takes fits into one line beside a metric's id.
const WIDE_ENOUGH = 72;

/** The odds before there is data, for a terminal: a table by metric, and what it says of all of them together. */
export function renderOdds(table: OddsTable, options: TextOptions): string {
  const style = styleOf(options);
  const paragraph = (text: Prose) => (text.length === 0 ? [] : indented(style.text(text), style.width, 2));
  const parts = [
    [style.paint('Odds before there is data', 'bold'), ...paragraph(introduction(table))],
    rowLines(table.rows, style),
    footnotes(table).flatMap(paragraph),
    jointLines(table).flatMap(paragraph),
    paragraph(withoutLine(table)),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function introduction({ rows }: OddsTable): Prose {
  if (rows.length === 0) return own('No metric is a share of cases with both a confidence and min-samples.');
  return own(
    'What it takes to pass on exactly min-samples cases, and how often a system passes that is truly at its target, 5 points better and 10 points better. A target is the worst level to launch with, so at the target few pass; a system that you mean to launch should pass 80 % of the time or more. The last column says how many cases that takes at 5 points better.',
  );
}

function rowLines(rows: readonly OddsRow[], style: Style): readonly string[] {
  if (rows.length === 0) return [];
  const indent = 2;
  const [head = [], ...body] = tableLines(
    [
      { heading: 'metric', align: 'left', most: null },
      { heading: 'to pass', align: 'left', most: style.width < WIDE_ENOUGH ? 10 : 20 },
      { heading: 'at target', align: 'right', most: 6 },
      { heading: '+5 points', align: 'right', most: 6 },
      { heading: '+10 points', align: 'right', most: 6 },
      { heading: 'cases for 80 %', align: 'right', most: 8 },
    ],
    rows.map((row) => cells(row, style)),
    style.width - indent,
  );
  const blank = ' '.repeat(indent);
  return [
    ...head.map((line) => style.paint(`${blank}${line}`, 'dim')),
    ...body.flat().map((line) => `${blank}${line}`),
  ];
}

function cells({ criterion, odds, samples }: OddsRow, style: Style): readonly string[] {
  return [
    style.text(nameOf(criterion)),
    neededOf(odds),
    chanceCell(odds.atTarget, false),
    chanceCell(odds.better5, true),
    chanceCell(odds.better10, true),
    samples.likely5 === null ? 'none' : String(samples.likely5),
  ];
}

function nameOf({ id, required }: Criterion): Prose {
  return say`${code(id)}${own(required ? '' : ' (advisory)')}`;
}

/** `at least 87 of 100`, or that not even a flawless result would do. */
function neededOf({ needs, better, samples }: Odds): string {
  if (needs === null) return `not even ${better === 'higher' ? samples : 0} of ${samples}`;
  return `at ${better === 'higher' ? 'least' : 'most'} ${needs} of ${samples}`;
}

function chanceCell({ chance, perfect }: Chance, marked: boolean): string {
  return `${formatChance(chance)}${marked && perfect ? '*' : ''}`;
}

function footnotes({ rows }: OddsTable): readonly Prose[] {
  const isPerfect = rows.some(({ odds }) => odds.better5.perfect || odds.better10.perfect);
  const isCountedOnly = rows.some(({ criterion }) => criterion.unit !== 'ratio');
  const isJudged = rows.some(({ criterion }) => criterion.judge !== null);
  return [
    isPerfect ? own('* a perfect system: the scale ends before it could be so many points better.') : [],
    isJudged
      ? own('Where a judge scores the cases, counts are as the judge says and levels are as they truly are.')
      : [],
    isCountedOnly
      ? own(
          'Where the unit is percent, or none is written, cases are counted only if the evidence gives successes: a value with sample_size is not taken for a count.',
        )
      : [],
  ];
}

function jointLines({ joint, without }: OddsTable): readonly Prose[] {
  if (joint === null) return [];
  return [allPass(joint, without.filter(({ criterion }) => criterion.required).length), noCorrection(joint)];
}

function allPass({ metrics, better5, better10 }: JointOdds, left: number): Prose {
  const which =
    metrics === 1
      ? 'The one required metric with odds passes'
      : `All ${metrics} required metrics with odds pass together`;
  const each = metrics === 1 ? 'it is' : 'each is';
  const independent = metrics === 1 ? '' : ', were they independent of each other';
  const others = left === 0 ? '' : `; ${counted(left, 'required metric')} without odds can only lower that`;
  return own(
    `${which} ${formatChance(better5)} of the time where ${each} truly 5 points better, and ${formatChance(better10)} at 10 points${independent}${others}.`,
  );
}

function noCorrection({ metrics }: JointOdds): Prose {
  if (metrics === 1) return [];
  return own(
    'More cases raise it, and so do fewer required metrics: make what is only good to know required: false. The confidence needs no correction for their number, because all of them must pass.',
  );
}

function withoutLine({ without }: OddsTable): Prose {
  const reasons = [...new Set(without.map(({ why }) => why))];
  if (reasons.length === 0) return [];
  return say`No odds: ${joined(
    reasons.map((why) => say`${metricsWith(without, why)}${own(` (${NO_ODDS_WORDS[why]})`)}`),
    '; ',
  )}.`;
}

function metricsWith(without: OddsTable['without'], reason: NoOddsCode): Prose {
  const ids = without.filter(({ why }) => why === reason).map(({ criterion }) => code(criterion.id));
  const more = ids.length > LISTED ? ` and ${ids.length - LISTED} more` : '';
  return say`${joined(ids.slice(0, LISTED), ', ')}${own(more)}`;
}
