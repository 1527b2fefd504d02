import type { TextArgs } from '../../core/finding.ts';
import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { arg, type Message } from './message.ts';
import { BETTER_WORDS } from './results-words.ts';

type Code = Extract<RunFindingCode, 'no-criteria' | 'results-recognised' | 'layers-blind'>;

/** What is said of results without criteria. */
export const RESULTS_FINDING_MESSAGES = {
  'no-criteria': {
    title: 'Results without criteria',
    says: (args) => `There are no acceptance criteria to judge ${arg(args, 'file') || 'the results'} by`,
    fix: () =>
      'Save criteria that follow from the file by adding --write, fill in what is marked there, and judge it again with launch-gate check',
    why: 'A metric says where a system stands, and only a target that was agreed before says whether that is enough. Without one nothing is a go.',
    example: 'launch-gate check evals/results.json --write',
  },
  'results-recognised': {
    title: 'Results recognised',
    says: (args) => (arg(args, 'name') === '' ? fileSays(args) : metricSays(args)),
    fix: (args) => {
      if (arg(args, 'name') !== '') return metricFix(args);
      return isByName(args)
        ? 'Let criteria say how it is read (--write saves them so), or write the numbers under metrics, as the native values format has them'
        : 'Look at each metric in its layer';
    },
    why: 'A file is recognised by its structure, and a metric by exactly its name; whatever is only alike is left to a person, because a metric in the wrong layer makes a blind stack look whole.',
    example: 'launch-gate explain answer_correctness',
  },
  'layers-blind': {
    title: 'Layers that nobody measures',
    says: (args) => {
      const layers = arg(args, 'layers') || 'some layers';
      const one = Array.isArray(args['layers']) && args['layers'].length === 1;
      return `No known metric of the file measures the ${one ? 'layer' : 'layers'} ${layers}`;
    },
    fix: (args) =>
      arg(args, 'add') === ''
        ? 'Add a metric with a target for each of them'
        : `Add a metric with a target for each of them, to begin with ${arg(args, 'add')}`,
    why: 'A lower layer is only a proxy of the one above. A system may look right in every measured layer and fail its users in the one that nobody looks at.',
    example: 'answer_correctness: { layer: task, target: ">= 0.80", unit: ratio, from: results }',
  },
} as const satisfies Record<Code, Message>;

/** True for numbers that only criteria make readable. */
function isByName(args: TextArgs): boolean {
  return arg(args, 'holds') === 'numbers' || arg(args, 'holds') === 'named-rows';
}

function fileSays(args: TextArgs): string {
  const what = arg(args, 'holds') === 'rows' ? 'column' : 'metric';
  const count = arg(args, 'count') || '0';
  const counted = `${count} ${what}${count === '1' ? '' : 's'}`;
  const file = arg(args, 'file') || 'The file';
  const known = `of which the catalogue knows ${arg(args, 'known') || '0'}`;
  return isByName(args)
    ? `${file} holds numbers by name (${arg(args, 'format')}), not in a format that a gate reads yet: ${counted}, ${known}`
    : `${file} is in the format ${arg(args, 'format') || 'values'} and has ${counted}, ${known}`;
}

function metricSays(args: TextArgs): string {
  const name = arg(args, 'name');
  const layer = arg(args, 'layer');
  const value = valueText(args);
  if (layer === '') return `The name ${name} is not known${value}`;
  const pitfall = arg(args, 'pitfall');
  return `${name} is a ${layer} metric${value}, ${betterOf(args)}${pitfall === '' ? '' : `. It misleads: ${pitfall}`}`;
}

function valueText(args: TextArgs): string {
  if (arg(args, 'value') === '') {
    const problem = arg(args, 'problem');
    return problem === '' ? '' : ` and has no usable value (${problem})`;
  }
  const samples = arg(args, 'samples');
  return `, ${arg(args, 'value')}${samples === '' ? '' : ` of ${samples} samples`}`;
}

function betterOf(args: TextArgs): string {
  const better = arg(args, 'better');
  return better === 'lower' || better === 'inside' ? BETTER_WORDS[better] : BETTER_WORDS.higher;
}

function metricFix(args: TextArgs): string {
  if (arg(args, 'layer') !== '') {
    const pairs = arg(args, 'pairs');
    return pairs === '' ? 'Agree on a target for it' : `Agree on a target for it, and read it with ${pairs}`;
  }
  const near = Array.isArray(args['near']) ? args['near'].join(' or ') : '';
  const ask = near === '' ? '' : `If it is ${near}, call it so. `;
  return `${ask}Otherwise write its layer in the criteria: model, task, product or business`;
}
