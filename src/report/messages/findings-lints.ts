import type { FindingCode } from '../../core/finding-codes.ts';
import { arg, type Message } from './message.ts';

const EXAMPLE = 'lints:\n  missing-pair: { level: error }\n  no-proxy: { level: warning }';

/** What is found of the levels that the criteria set. */
export const LINT_MESSAGES = {
  'unknown-lint': {
    title: 'An unknown lint',
    says: (args) => `There is no lint ${arg(args, 'lint')}.`,
    fix: (args) => {
      const suggestion = arg(args, 'suggestion');
      return suggestion === ''
        ? 'Write the code of a lint as launch-gate lint prints it, or remove the entry.'
        : `Did you mean ${suggestion}?`;
    },
    why: 'A level for something that does not exist changes nothing, and looks as if it did.',
    example: EXAMPLE,
  },
  'lint-level-fixed': {
    title: 'A level that cannot be set',
    says: (args) => `${arg(args, 'lint')} always has the same level.`,
    fix: () => 'Remove the entry; what the finding says must be mended.',
    why: 'Levels can be set for judgements about criteria, not for faults that leave the gate without anything to judge by.',
    example: EXAMPLE,
  },
  'lint-needs-reason': {
    title: 'A lint lowered without a reason',
    says: (args) =>
      `${arg(args, 'lint')} is lowered from ${arg(args, 'usual')} to ${arg(args, 'level')} without a reason.`,
    fix: () => 'Add reason: in one sentence for the reviewers, who see it beside the finding.',
    why: 'Whoever reads the report must see why a finding weighs less here than anywhere else.',
    example: 'lints:\n  wrong-direction: { level: warning, reason: "here a refusal is what the user asked for" }',
  },
} satisfies Partial<Record<FindingCode, Message>>;
