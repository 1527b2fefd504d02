import type { TextArgs } from '../../core/finding.ts';
import type { FindingCode } from '../../core/finding-codes.ts';
import { formatChance } from '../format-chance.ts';
import { arg, type Message } from './message.ts';
import { numeric } from './reason-numbers.ts';

/** What is found of the odds before there is data. */
export const ODDS_MESSAGES = {
  'hard-to-show': {
    title: 'Hard to show, even for a good system',
    says: (args) => {
      const samples = `With ${arg(args, 'samples')} samples`;
      const chance = numeric(args, 'chance');
      if (chance === null)
        return `${samples} not even a flawless result shows ${arg(args, 'target')} at ${arg(args, 'confidence')} % confidence.`;
      return `${samples} ${systemOf(args)} would be shown to meet ${arg(args, 'target')} only ${formatChance(chance)} of the time.`;
    },
    fix: (args) => {
      if (numeric(args, 'likely') === null)
        return 'Set the target to the worst level that you would launch with: no number of samples shows this one.';
      return `Measure at least ${arg(args, 'likely')} cases and raise min-samples to that, so that such a system passes 80 % of the time or more, or set the target to the worst level that you would launch with.`;
    },
    why: 'A target that cannot be shown with the cases at hand stops good systems along with bad ones, and teams learn to wave the gate through. Before there is data, it costs nothing to find out.',
    example:
      'answer_correct:\n  layer: task\n  target: ">= 0.80"\n  unit: ratio\n  confidence: 95%\n  min-samples: 100',
  },
} satisfies Partial<Record<FindingCode, Message>>;

function systemOf(args: TextArgs): string {
  return args['level'] === 'perfect' ? 'even a perfect system' : 'a system that is truly 10 points better';
}
