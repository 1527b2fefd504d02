import { indented } from '../report/layout.ts';
import type { Style } from '../report/terminal-style.ts';
import type { Explanation, ExplanationKind } from './explanation.ts';

/** What a kind of code is called, one and many. */
export const KIND_WORDS: Readonly<Record<ExplanationKind, readonly [one: string, many: string]>> = {
  finding: ['finding', 'Findings'],
  reason: ['reason of a status', 'Reasons of a status'],
  alert: ["reason of an alert's state", "Reasons of an alert's state"],
  diagnosis: ['diagnosis', 'Diagnoses'],
  refusal: ['why a label does not override', 'Why a label does not override'],
  change: ['change of the criteria', 'Changes of the criteria'],
};

/** A code explained, as lines for a terminal. */
export function codeLines(explanation: Explanation, style: Style): readonly string[] {
  const { code, kind, title, level, means, why, todo, example, page } = explanation;
  const [one] = KIND_WORDS[kind];
  const section = (heading: string, text: string) =>
    text === '' ? [] : ['', style.paint(heading, 'bold'), ...textLines(text, style)];
  return [
    `${style.paint(code, 'bold')}  ${style.paint(style.own(level === null ? one : `${one}, ${level}`), 'dim')}`,
    ...indented(style.own(title), style.width, 0),
    ...section('What it means', means),
    ...section('Why it matters', why),
    ...section('What to do', todo),
    ...section('Example', example),
    '',
    style.paint(`More: ${page}`, 'dim'),
  ];
}

/** Lines of text wrapped; those that begin with two spaces are to be copied and stay whole. */
function textLines(text: string, style: Style): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [''];
    return line.startsWith('  ') ? [style.own(`  ${line}`)] : indented(style.own(line), style.width, 2);
  });
}
