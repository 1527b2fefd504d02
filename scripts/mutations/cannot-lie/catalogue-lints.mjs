import { within } from './within.mjs';

const [COMPOSITION, DECLARATIONS, WORDS] = ['composition', 'declarations', 'words'].map(
  (name) => `criteria/checks/catalogue/${name}`,
);
const LINTS = [COMPOSITION, DECLARATIONS, WORDS];

/** Guards of what the catalogue says of declared metrics. */
export const CATALOGUE_LINTS = [
  ...within('criteria/checks/catalogue/layer-misplaced.ts', LINTS, [
    ['a resemblance above the model is an error', "entry.modelOnly && isAbove ? 'error' : 'warning'", "'warning'"],
    ['a metric stands on its layer', 'layer === entry.layer || entry.alsoOn.includes(layer)', 'LAYERS.includes(layer)'],
  ]),
  ...within('criteria/checks/catalogue/wrong-direction.ts', LINTS, [
    [
      'a target looks in the direction that is better',
      'betterDirection(target) !== entry.better',
      'betterDirection(target) === null',
    ],
    [
      'a band does not leave out the best values',
      'return !entry.bandToo && isOneSided(entry, target, unit);',
      'return false;',
    ],
  ]),
  ...within('criteria/checks/catalogue/unit-mismatch.ts', LINTS, [
    ['a unit is one of what is measured', 'unit !== null && contradictsUnit(entry, unit)', 'unit === entry.id'],
    ['a target is possible on the scale', 'if (meant.length === 0) {', 'if (meant === null) {'],
    ['a share of 1 is no percentage', "unit === 'percent' && isShareOfOne(target, entry)", "unit === 'percents'"],
    ['an alert is on the scale of its target', '!meant.some((scale) => fits(when, scale))', 'meant.length === 0'],
  ]),
  ...within('criteria/checks/catalogue/trivial-target.ts', LINTS, [
    [
      'a target asks for more than the prevalence',
      'isAbove(baseline, target.bound, false);',
      'isAbove(baseline, target.bound, true);',
    ],
    [
      'a target asks for more than chance',
      'const share = entry === null ? undefined : CHANCE[entry.id];',
      'const share = undefined;',
    ],
    [
      'a target is missed by the worst value of the scale',
      'if (met === undefined) return;',
      'if (met !== null) return;',
    ],
    ['an error rate is held against the rarer kind', 'Math.min(prevalence, 1 - prevalence)', 'prevalence'],
  ]),
  ...within('criteria/checks/catalogue/prevalence.ts', LINTS, [
    [
      'prevalence is refused where it says nothing',
      'keys.prevalence === undefined || usesPrevalence(entry)',
      'usesPrevalence(entry) || id !== null',
    ],
  ]),
  ...within('criteria/checks/catalogue/lagging-as-leading.ts', LINTS, [
    ['what lags gives no early warning', "entry?.indicator !== 'lagging'", "entry?.indicator !== 'leading'"],
  ]),
  ...within(
    'criteria/checks/catalogue/missing-pair.ts',
    [COMPOSITION],
    [
      ['a pair has all of its members', 'members.every((member) =>', 'members.some((member) =>'],
      ['a metric is no pair of itself', 'metrics.filter(({ id }) => id !== metric.id)', 'metrics.slice()'],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/weigh-guards.ts',
    [COMPOSITION],
    [
      ['activity guards nothing', "if (guard.entry?.activity === true) return 'activity';", ''],
      ['a metric under another name guards nothing', "if (guard.entry?.id === entry.id) return 'same';", ''],
      [
        'the model guards no layer above it',
        "return guard.keys.layer === 'model' && metric.keys.layer !== 'model' ? 'below' : null;",
        'return null;',
      ],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/unmapped-proxy.ts',
    [COMPOSITION],
    [
      [
        'a model metric says what it moves',
        "|| isWritten(writtenKeys(metric, reading), 'drives')) continue;",
        '|| outcome !== null) continue;',
      ],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/no-proxy.ts',
    [COMPOSITION],
    [
      [
        'an outcome is moved from a lower layer',
        'LAYERS.indexOf(lower) < LAYERS.indexOf(upper)',
        'LAYERS.indexOf(lower) <= LAYERS.indexOf(upper)',
      ],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/single-proxy.ts',
    [COMPOSITION],
    [
      [
        'one layer does not decide alone',
        'if (gating.some(({ keys }) => keys.layer !== layer)) return;',
        'if (gating.length > 1) return;',
      ],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/testset-only.ts',
    [COMPOSITION],
    [
      [
        'a task is not known from a curated set alone',
        "tasks.some(({ keys }) => keys.traffic !== 'curated')",
        'tasks.length > 0',
      ],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/traffic-not-said.ts',
    [COMPOSITION],
    [
      [
        'somebody says whose questions a task is tried on',
        "tasks.some((metric) => isWritten(writtenKeys(metric, reading), 'traffic'))",
        'reading !== null',
      ],
    ],
  ),
  ...within('criteria/checks/catalogue/judge-unlicensed.ts', LINTS, [
    [
      'a judge is licensed by its agreement with people',
      'ids.some((id) => isAgreement(id) || !metricIds.has(id))',
      'ids.length > 0',
    ],
    ['a score of the catalogue that a judge gives needs a licence', 'hasJudge || entry?.judged === true', 'hasJudge'],
  ]),
  ...within(
    'criteria/checks/catalogue/feedback-loop.ts',
    [COMPOSITION],
    [
      [
        'what steers what is shown is watched',
        'isGating(metric) && isOneOf(metric, STEERING)',
        'isGating(metric) && metric.entry === null',
      ],
    ],
  ),
  ...within(
    'criteria/checks/catalogue/no-drift-watch.ts',
    [COMPOSITION],
    [
      [
        'an age limit above the model watches no model',
        "keys.layer === 'model' && isGating(metric) && isWritten",
        'isWritten',
      ],
      [
        'an alert on business outcomes watches no model',
        "keys.layer !== 'business' && keys.layer !== 'evidence' &&",
        '',
      ],
    ],
  ),
  ...within('criteria/checks/catalogue/not-in-catalogue.ts', LINTS, [
    ['silence of the catalogue is said', 'if (unknown.length === 0) return;', 'if (unknown.length >= 0) return;'],
  ]),
];
