import type { GraphNote } from '../../core/diagnosis.ts';
import type { TextArgs } from '../../core/finding.ts';
import { listed } from '../listed.ts';
import { arg } from './message.ts';

/** The texts of the notes that may be added to any diagnosis, by code. */
export const DIAGNOSIS_NOTES: Readonly<Record<string, (args: TextArgs) => string>> = {
  'business-not-affected-yet': () =>
    'Business is not affected yet: it lags, so its green says nothing against the failure below.',
  'business-pending': (args) =>
    arg(args, 'due') === ''
      ? 'Business evidence is still to come.'
      : `Business evidence is first due ${arg(args, 'due')}.`,
};

/** What the graph of `drives` says of one metric; `name` and `drivers` are shown as they are given. */
export function graphNoteText(kind: GraphNote['kind'], name: string, drivers: readonly string[]): string {
  const names = listed(drivers);
  const one = drivers.length === 1;
  switch (kind) {
    case 'divergence':
      return `${name} fails although ${names} ${one ? 'passes' : 'pass'}: a divergence that ${one ? 'this driver does' : 'these drivers do'} not see.`;
    case 'root':
      return `${name} fails and no driver of it is declared: a failure begins here, as far as the graph knows.`;
    case 'inherited':
      return `${name} inherits its failure from ${names}.`;
    case 'unresolved':
      return `${name} fails and nothing that drives it does; measure ${names} first.`;
    case 'suspect-proxy':
      return `${name} passes although ${names}, which should drive it, ${one ? 'fails' : 'fail'}: a suspect proxy (its target may not matter), or ${name} lags.`;
    case 'compensated':
      return `${name} passes although ${names} ${one ? 'fails' : 'fail'}; other drivers make up for it.`;
    default:
      kind satisfies never;
      return '';
  }
}
