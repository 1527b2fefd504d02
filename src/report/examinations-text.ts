import type { Examination } from '../core/examination.ts';
import { indented } from './layout.ts';
import { EXAMINATION_MESSAGES } from './messages/examinations.ts';
import { code, counted, markedArgs, own, type Prose, say, sentences, unmarked } from './prose.ts';
import { type Paint, type Style, styleOf, type TextOptions } from './terminal-style.ts';
import { reasonFix, reasonSays } from './texts.ts';

const HEADINGS: Readonly<Record<Examination['about'], string>> = {
  sources: 'Sources',
  metrics: 'Metrics',
  alerts: 'Alerts',
  workflow: 'Workflow',
  repository: 'Repository',
};
const SIGNS: Readonly<Record<Examination['state'], readonly [string, Paint]>> = {
  well: ['✓ well', 'green'],
  mend: ['✗ mend', 'red'],
  unknown: ['? unknown', 'yellow'],
  note: ['· note', 'dim'],
};

/** What `doctor` found, for a terminal: by what it is about, each with the step that mends it. */
export function renderExaminations(examinations: readonly Examination[], options: TextOptions): string {
  const style = styleOf(options);
  const lines = Object.entries(HEADINGS).flatMap(([about, heading]) => {
    const found = examinations.filter((examination) => examination.about === about);
    if (found.length === 0) return [];
    return [style.paint(heading, 'bold'), ...found.flatMap((examination) => linesOf(examination, style)), ''];
  });
  return `${[...lines, summaryOf(examinations)].join('\n')}\n`;
}

/** The same as JSON, with the same words. */
export function examinationsJson(criteriaPath: string, examinations: readonly Examination[]): string {
  const style = styleOf({ colour: false, width: 80 });
  const checks = examinations.map((examination) => ({
    about: examination.about,
    subject: style.text(code(examination.subject)),
    state: examination.state,
    code: examination.code,
    says: style.text(worded(examination, 'says')),
    fix: style.text(worded(examination, 'fix')),
  }));
  return `${JSON.stringify({ schema_version: 1, criteria: criteriaPath, checks }, null, 2)}\n`;
}

function linesOf(examination: Examination, style: Style): readonly string[] {
  const [sign, paint] = SIGNS[examination.state];
  const head = `  ${style.paint(style.own(sign.padEnd(9)), paint)}  `;
  const body = say`${code(examination.subject)}: ${worded(examination, 'says')}`;
  const [first = '', ...rest] = indented(style.text(sentences([body])), style.width, 13);
  const fix = worded(examination, 'fix');
  return [
    `${head}${first.trimStart()}`,
    ...rest,
    ...(fix.length === 0 ? [] : indented(style.text(sentences([say`${own('→ ')}${fix}`])), style.width, 13)),
  ];
}

function worded(examination: Examination, part: 'says' | 'fix'): Prose {
  const words = unmarked(EXAMINATION_MESSAGES[examination.code][part](markedArgs(examination.args)));
  if (examination.because === undefined) return words;
  if (part === 'fix') return reasonFix(examination.because);
  return say`${words}: ${reasonSays(examination.because)}`;
}

function summaryOf(examinations: readonly Examination[]): string {
  const count = (state: Examination['state']) => examinations.filter((found) => found.state === state).length;
  const [toMend, unknown] = [count('mend'), count('unknown')];
  if (toMend === 0 && unknown === 0) return 'Nothing to mend.';
  const parts = [
    ...(toMend === 0 ? [] : [`${counted(toMend, 'thing')} to mend`]),
    ...(unknown === 0 ? [] : [`${unknown} not known`]),
  ];
  return `${parts.join(', ')}.`;
}
