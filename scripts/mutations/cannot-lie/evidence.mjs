import { within } from './within.mjs';

/** Guards of what the evidence says about itself. */
export const EVIDENCE = [
  ...within(
    'core/guard-findings.ts',
    ['core/evidence-findings'],
    [
      ['a written guard is measured', 'return [...guardedBy, ...unwritten]', 'return unwritten'],
      ['a pair of the catalogue guards unasked', '[...guardedBy, ...unwritten].flatMap(', '[...guardedBy].flatMap('],
      [
        'of two that both fail none was bought with the other',
        'standing(results.get(id)) > standing(results.get(guard)),',
        'true,',
      ],
      [
        'a guard without a sole result is not measured',
        "if (guard === undefined) return 'guard-not-measured';",
        'if (guard === undefined) return null;',
      ],
      ['a miss that cannot be relied on fails as a guard', "if (isUntrustedMiss(guard)) return 'guard-fails';", ''],
    ],
  ),
  ...within(
    'core/paired-guards.ts',
    ['core/evidence-findings'],
    [['a precondition is no guard', "metrics.filter(({ layer }) => layer !== 'evidence')", 'metrics']],
  ),
  ...within(
    'core/signal-findings.ts',
    ['core/evidence-findings'],
    [
      [
        'right on chosen questions and unused is a sign',
        "criterion.traffic === 'curated' && isOfSystem(criterion.layer)",
        "criterion.traffic === 'live' && isOfSystem(criterion.layer)",
      ],
      [
        'busy users who get nothing done are a sign',
        "result.leaning === 'fail' || looksBad(result)",
        'looksBad(result)',
      ],
      ['a sign of no lift asks the outcomes that are driven', 'moved.length > 0 ? moved : outcomes', 'outcomes'],
      [
        'what drives by way of others drives',
        'for (const id of reached) for (const next of drives.get(id) ?? []) reached.add(next);',
        '',
      ],
      [
        'trusting evidence less makes no sign go away',
        "result.status === 'pass' || (isUntrusted(result) && !isUntrustedMiss(result))",
        "result.status === 'pass'",
      ],
    ],
  ),
  ...within(
    'core/thin-evidence.ts',
    ['core/evidence-findings'],
    [
      [
        'thin evidence is too little for a flawless result',
        'independent >= needed.least) return',
        'independent > needed.least) return',
      ],
      [
        'thin evidence counts independent cases',
        'const independent = independentItems(measurement);',
        'const independent = measurement.sampleSize;',
      ],
    ],
  ),
  ...within(
    'core/old-evidence.ts',
    ['core/evidence-findings'],
    [
      ['evidence is old after 90 days', '90 * 86_400', '91 * 86_400'],
      [
        'outcomes grow old whatever commit they name',
        "layer === 'model' || layer === 'task' : entry.cadence === 'per-deploy'",
        "layer !== 'evidence' : entry.id !== ''",
      ],
    ],
  ),
];

/** Guards of the layer that counts nowhere. */
export const EVIDENCE_LAYER = [
  ...within(
    'core/layer-colours.ts',
    ['core/preconditions', 'core/layer-colours'],
    [
      [
        'the layer evidence colours nothing',
        'criterion.required && criterion.layer === layer',
        "criterion.required && (criterion.layer === layer || criterion.layer === 'evidence')",
      ],
    ],
  ),
  ...within(
    'core/launch-set.ts',
    ['core/preconditions', 'core/launch-set'],
    [
      [
        'the layer evidence counts for no launch',
        ': criterion.layer === kind,',
        ": criterion.layer === kind || criterion.layer === 'evidence',",
      ],
    ],
  ),
  ...within(
    'criteria/build-gate.ts',
    ['criteria/build-gate'],
    [
      [
        'the layer evidence blocks from the start',
        " || keys.layer === 'evidence') return 'shadow';",
        ") return 'shadow';",
      ],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/gating.ts',
    ['criteria/checks/catalogue/composition', 'criteria/checks/catalogue/words'],
    [['the layer evidence gates nothing', " && keys.layer !== 'evidence';", ';']],
  ),
];
