import type { TextArgs } from '../../core/finding.ts';
import { arg, type Message } from './message.ts';
import { numeric, plain, targetWords } from './reason-numbers.ts';

/** A pass on too few cases. */
export const THIN_EVIDENCE: Message = {
  title: 'Too few cases to tell from chance',
  says: (args) =>
    `With ${seen(args)}, ${arg(args, 'metric') || 'a metric'} meets its target, ${targetWords(args)}, ${but(args)}.`,
  fix: (args) => {
    switch (args['shownBy']) {
      case 'flawless':
        return flawlessFix(args);
      case 'spread':
        return spreadFix(args);
      default:
        return `Judge ${plain(args, 'least')} cases or more${sizes(args, ', write sample_size beside the value')}, and ${minimumOf(args)}.`;
    }
  },
  why: 'A system that is right in four cases of five gets five of five right one time in three, and the mean of three values moves as easily. What chance gives so easily shows nothing, and a plain comparison does not say so.',
  example: 'answer_correctness: { layer: task, target: ">= 0.80", unit: ratio, confidence: 95%, min-samples: 100 }',
};

/** `5 of 5` where it is known how many were good, else the number of cases. */
function seen(args: TextArgs): string {
  if (numeric(args, 'successes') === null) return casesOf(args);
  return `${plain(args, 'successes')} of ${plain(args, 'samples')}`;
}

function but(args: TextArgs): string {
  const isCounted = numeric(args, 'successes') !== null;
  const least = plain(args, 'least');
  if (args['shownBy'] === 'flawless') {
    const few = isCounted ? casesOf(args) : 'so few';
    return `but on ${few} even a flawless result could be chance: at 95 % it takes ${least}`;
  }
  const tell = numeric(args, 'independent') === 1 ? 'tells' : 'tell';
  return `but ${isCounted ? `${casesOf(args)} ${tell}` : 'so few tell'} little: ${least} are the least that is worth a look`;
}

/** How many independent cases there are. */
function casesOf(args: TextArgs): string {
  const independent = numeric(args, 'independent');
  const kind = independent === numeric(args, 'samples') ? 'case' : 'independent case';
  return `${plain(args, 'independent')} ${kind}${independent === 1 ? '' : 's'}`;
}

function flawlessFix(args: TextArgs): string {
  const least = plain(args, 'least');
  const isCounted = numeric(args, 'successes') !== null;
  const counts = isCounted ? '' : 'Write successes and sample_size beside the value, ';
  // Nobody knows here which confidence is written beside the forced point, and so neither what passes at it.
  if (args['forced'] === 'point') {
    const remove = `${isCounted ? 'Remove' : 'remove'} method: point, which leaves the confidence unused`;
    return `${counts}${remove}, ${minimumOf(args)}, and judge more cases than that.`;
  }
  const add = `${isCounted ? 'Add' : 'add'} confidence: 95%`;
  const asked = numeric(args, 'minimum') === null ? ` and min-samples: ${least}` : `, raise min-samples to ${least}`;
  return `${counts}${add}${asked}, and judge more cases than that: of ${least}, only a flawless result passes.`;
}

function spreadFix(args: TextArgs): string {
  const spread = `${sizes(args, 'sample_size and ')}their spread (stddev, or an interval) beside the value`;
  const judge = `Judge ${plain(args, 'least')} cases or more, ${minimumOf(args)}`;
  return args['forced'] === 'point'
    ? `${judge}, write ${spread}, and remove method: point, which leaves the confidence unused.`
    : `${judge}, and write ${spread}, so that a confidence says how far it may be off.`;
}

function minimumOf(args: TextArgs): string {
  const least = plain(args, 'least');
  return numeric(args, 'minimum') === null ? `add min-samples: ${least}` : `raise min-samples to ${least}`;
}

/** Words for where the number of all cases is not written, without which there is no least number to ask for. */
function sizes(args: TextArgs, words: string): string {
  return numeric(args, 'samples') === null ? words : '';
}
