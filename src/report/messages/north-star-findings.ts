import type { TextArgs } from '../../core/finding.ts';
import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { arg, type Message } from './message.ts';

/** What the evidence says of the north star. */
export const NORTH_STAR_FINDING_MESSAGES = {
  'north-star-bright': {
    title: 'Bright but wrong',
    says: (args) => `Bright but wrong: the ${northStar(args)} meets its target while ${counters(args)}.`,
    fix: () =>
      'Do not celebrate the number; look at single cases to see whether users are better off, and mend what the counter-metric shows first.',
    why: 'A north star that grows while what guards it does not hold is most likely bought at the cost of users. The counter-metric blocks as its own target says.',
    example: 'problems_resolved_per_week 412, target >= 400 · repeat_query_rate 0.41, target <= 0.10',
  },
  'north-star-dip': {
    title: 'The north star dips',
    says: (args) => {
      const over = arg(args, 'over');
      const detour = over === '' ? 'no detour is declared' : `the detour ended on ${over}`;
      return `The ${northStar(args)} misses its target, and ${detour}.`;
    },
    fix: () =>
      'Find out whether users get less than before; if the dip is wanted for a while, declare a detour with until, reason and expected.',
    why: 'The north star does not block by being it, so that a dip has to be seen: it asks whether the team still moves towards value.',
    example: 'detour: { until: 2027-03-31, reason: confidence notes slow people down, expected: adoption -5% }',
  },
  'north-star-detour': {
    title: 'A declared detour of the north star',
    says: (args) =>
      `The ${northStar(args)} misses its target during a detour that was declared${until(args)}${clause(args, ': ', 'reason')}${clause(args, '; expected: ', 'expected')}.`,
    fix: (args) =>
      hasCounters(args)
        ? `Compare the dip with what was expected; the detour excuses no counter-metric, and ${counters(args)}.`
        : 'Compare the dip with what was expected; the detour excuses no counter-metric.',
    why: 'Trust before intelligence, fewer features or infrastructure first may lower the north star for a while. Declared, dated and explained it is a decision, and not an accident.',
    example: 'detour: { until: 2027-03-31, reason: confidence notes slow people down, expected: adoption -5% }',
  },
} satisfies Partial<Record<RunFindingCode, Message>>;

function hasCounters(args: TextArgs): boolean {
  return arg(args, 'failing') !== '' || arg(args, 'unproven') !== '';
}

/** "a, b fail and c is not proven". */
function counters(args: TextArgs): string {
  const verb = (name: string, one: string, several: string) => {
    const list = args[name];
    if (!Array.isArray(list) || list.length === 0) return [];
    return [`${list.join(', ')} ${list.length === 1 ? one : several}`];
  };
  const parts = [...verb('failing', 'fails', 'fail'), ...verb('unproven', 'is not proven', 'are not proven')];
  return parts.length === 0 ? 'a counter-metric does not hold' : parts.join(' and ');
}

function northStar(args: TextArgs): string {
  const metric = arg(args, 'metric');
  return metric === '' ? 'north star' : `north star ${metric}`;
}

/** A foreign remark without its full stop, within its marks, after what leads to it; empty where there is none. */
function clause(args: TextArgs, lead: string, name: string): string {
  const remark = arg(args, name).replace(/[.\s]+(\ue001?)$/, '$1');
  return remark === '' ? '' : `${lead}${remark}`;
}

function until(args: TextArgs): string {
  const date = arg(args, 'until');
  return date === '' ? '' : ` until ${date}${daysLeft(args)}`;
}

function daysLeft(args: TextArgs): string {
  const { days } = args;
  if (days === undefined || days === null) return '';
  if (days === 0) return ' (its last day)';
  return days === 1 ? ' (1 day left)' : ` (${arg(args, 'days')} days left)`;
}
