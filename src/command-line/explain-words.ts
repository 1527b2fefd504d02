import { indented } from '../report/layout.ts';
import { STATUS_WORDS, VERDICT_WORDS } from '../report/messages/statuses.ts';
import type { Style } from '../report/terminal-style.ts';
import type { DescribedKey } from './explain-keys.ts';

/** A word of the criteria file or of reports, explained: what it means, by where it stands. */
export interface ExplainedWord {
  readonly word: string;
  readonly kind: 'status' | 'verdict' | 'key';
  readonly says: readonly { readonly where: string; readonly means: string }[];
  /** Path of the page in the docs. */
  readonly page: string;
}

/** Statuses of a metric and verdicts: what reports say first. */
export const REPORT_WORDS: readonly ExplainedWord[] = [
  ...Object.entries(STATUS_WORDS).map(([word, { means, effect }]): ExplainedWord => {
    const says = [
      { where: 'What it means', means: plain(means) },
      { where: 'What it does to the verdict, where the metric is required', means: `${plain(effect)}.` },
    ];
    return { word, kind: 'status', says, page: `docs/statuses.md#status-${word}` };
  }),
  ...Object.entries(VERDICT_WORDS).map(([word, means]): ExplainedWord => {
    return { word, kind: 'verdict', says: [{ where: 'What it means', means }], page: 'docs/statuses.md' };
  }),
];

function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** The key of the criteria file that is asked for, by its name or the end of its path; places that mean the same are one. */
export function explainedKey(asked: string, keys: readonly DescribedKey[]): readonly ExplainedWord[] {
  const places = new Map<string, Set<string>>();
  for (const { path, means } of keys) {
    if (!`.${keyName(path)}`.endsWith(`.${asked}`)) continue;
    places.set(means, (places.get(means) ?? new Set()).add(path));
  }
  if (places.size === 0) return [];
  const says = [...places].map(([means, paths]) => ({ where: [...paths].join(', '), means }));
  return [{ word: asked, kind: 'key', says, page: 'docs/reference/criteria-keys.md' }];
}

/** A key in the letters in which names are compared. */
export function keyName(path: string): string {
  return path.toLowerCase().replaceAll('_', '-');
}

const KINDS = { status: 'status of a metric', verdict: 'verdict', key: 'key of the criteria file' } as const;

/** A word explained, as lines for a terminal. */
export function wordLines({ word, kind, says, page }: ExplainedWord, style: Style): readonly string[] {
  return [
    `${style.paint(word, 'bold')}  ${style.paint(KINDS[kind], 'dim')}`,
    ...says.flatMap(({ where, means }) => [
      '',
      ...indented(where, style.width, 0).map((line) => style.paint(line, 'bold')),
      ...indented(style.own(means), style.width, 2),
    ]),
    '',
    style.paint(`More: ${page}`, 'dim'),
  ];
}
