import { within } from './within.mjs';

/** Guards of preconditions and provisions. */
export const PRECONDITIONS = [
  ...within(
    'core/preconditions.ts',
    ['core/preconditions', 'core/verdict'],
    [
      [
        'what rests on a precondition that does not pass is untrusted',
        "result?.status === 'pass' && result",
        "result?.status !== 'fail' && result",
      ],
      ['a precondition rests on its own preconditions', ' && result.criterion.validIf.every(holds);', ';'],
      ['nothing in a circle of preconditions holds', 'known.set(id, false);', 'known.set(id, true);'],
      [
        'untrusted evidence was compared with nothing',
        "status: 'inconclusive', compared: false,",
        "status: 'inconclusive',",
      ],
      ['only a value known to meet its target waits', "result.leaning !== 'pass'", "result.leaning === 'fail'"],
    ],
  ),
  ...within(
    'core/verdict.ts',
    ['core/preconditions', 'core/verdict'],
    [
      ['an untrusted miss blocks at every stage', "if (isUntrustedMiss(result)) return 'incomplete';", ''],
      ['what is provisional does not block', "if (result.provisionalDaysLeft !== null) return 'pass';", ''],
    ],
  ),
  ...within(
    'core/provision.ts',
    ['core/preconditions'],
    [
      ['a provision ends', 'left >= 0 && left <= LONGEST_MS', 'left <= LONGEST_MS'],
      ['a provision is no longer than its limit', 'left >= 0 && left <= LONGEST_MS', 'left >= 0'],
      ['a provision excuses no miss', ' || isUntrustedMiss(result)) return result;', ') return result;'],
      ['a safety floor has no provision', 'provisional === null || !waivable ||', 'provisional === null ||'],
      [
        'a provision excuses only what is undecided',
        "result.status !== 'inconclusive' ||",
        "result.status === 'pass' ||",
      ],
    ],
  ),
  ...within(
    'core/launch-set.ts',
    ['core/preconditions', 'core/verdict', 'core/launch-set'],
    [
      [
        'a provisional metric counts for no launch',
        '!criterion.required || criterion.provisional !== null',
        '!criterion.required',
      ],
    ],
  ),
  ...within(
    'criteria/checks/waivable.ts',
    ['criteria/preconditions'],
    [
      [
        'a layer has one provision at most',
        'if (other === undefined) first.set(keys.layer, id);',
        "if (other !== '') first.set(keys.layer, id);",
      ],
      ['a provision is 30 days ahead at most', 'if (untilMs > lastMs) {', 'if (untilMs > lastMs + DAY_MS) {'],
    ],
  ),
  ...within(
    'criteria/checks/preconditions.ts',
    ['criteria/preconditions'],
    [
      [
        'nothing on the stack drives the layer evidence',
        "if (byId.get(to)?.keys.layer === 'evidence')",
        'if (byId.get(to)?.keys.layer === undefined)',
      ],
    ],
  ),
];

/** Guards of the correction of judges. */
export const JUDGE = [
  ...within(
    'core/judge-correction.ts',
    ['core/judge-correction'],
    [
      [
        'of bad answers the qualities of a judge change places',
        'const counted = countsBadAnswers(criterion) ? judge.specificity : judge.sensitivity;',
        'const counted = judge.sensitivity;',
      ],
      [
        'the others are judged by the other quality',
        'const others = countsBadAnswers(criterion) ? judge.sensitivity : judge.specificity;',
        'const others = judge.specificity;',
      ],
      [
        'a judge that guesses corrects nothing',
        'decimal(sensitivity + specificity - 1) > 0',
        'sensitivity + specificity > 0',
      ],
      [
        'a corrected share stays within its unit',
        'Math.min(1, Math.max(0, decimal(reported / one + others - 1) / gain))',
        '(decimal(reported / one + others - 1) / gain)',
      ],
      [
        'a target is moved to where the judge would see it',
        'target: movedTarget(criterion.target, toReported)',
        'target: criterion.target',
      ],
      [
        'a band asks the catalogue what it counts',
        "better === 'inside' ? catalogueEntry(id)?.better === 'lower' : better === 'lower'",
        "better === 'lower'",
      ],
    ],
  ),
  ...within(
    'core/beyond-judge.ts',
    ['core/judge-correction'],
    [
      [
        'a share beyond the judge refutes it',
        'provesAbove(proof, high, false) || provesBelow(proof, low, false)',
        'provesAbove(proof, high, false)',
      ],
      [
        'a share above what the judge reports refutes it',
        'provesAbove(proof, high, false) || provesBelow(proof, low, false)',
        'provesBelow(proof, low, false)',
      ],
      ['rounding refutes no judge', '<= roundedBy(criterion, measured)) return null;', '<= 0) return null;'],
    ],
  ),
];
