import { within } from './within.mjs';

/** Guards of the north star, which is reported and never gated. */
export const NORTH_STAR = [
  ...within(
    'criteria/checks/north-star-activity.ts',
    ['criteria/north-star', 'criteria/checks/north-star-activity'],
    [
      [
        'a north star stands for users or the organisation',
        'if (isProxy(layer)) report(',
        'if (layer === undefined) report(',
      ],
      [
        'a proxy by the catalogue is one on any layer',
        'usual !== null && isProxy(usual) && !belongs',
        'usual === undefined',
      ],
      ['activity is bearable with two guards', 'names.length >= GUARDS_OF_ACTIVITY', 'names.length >= 1'],
      ['one activity guards no other', ' && !isActivity(metric);', ';'],
      [
        'what it is divided by is not what grows',
        "ACTIVITY.test(name.replace(/_per_.*$/, '_'))",
        'ACTIVITY.test(name)',
      ],
    ],
  ),
  ...within(
    'criteria/checks/north-star-words.ts',
    ['criteria/north-star'],
    [
      [
        'growth of value is answered',
        "if (line === '') return 'empty';\n  if ([...line].length < VALUE_LEAST) return 'short';",
        '',
      ],
      ['an answer is not the question', 'isAsked(line) || isRestated(line, names)', 'isRestated(line, names)'],
      ['an answer is not the name of the metric', 'isAsked(line) || isRestated(line, names)', 'isAsked(line)'],
      [
        'somebody says how it could grow without value',
        "if (wayList === 'missing' || wayList === 'empty') {",
        "if (wayList === 'empty') {",
      ],
      ['a way that nobody knows is none', "if (isUncertain(words)) return 'uncertain';", ''],
    ],
  ),
  ...within(
    'criteria/checks/north-star-guards.ts',
    ['criteria/north-star'],
    [
      [
        'a north star has counter-metrics',
        "if (counterList === 'missing' || counterList === 'empty') {",
        "if (counterList === 'empty') {",
      ],
      ['a counter-metric blocks', "if (keys.required === false) return 'advisory';", ''],
      ['a counter-metric is none of the layer evidence', "if (keys.layer === 'evidence') return 'evidence';", ''],
      [
        'a counter-metric is not provisional',
        "return keys.provisional === undefined ? null : 'provisional';",
        'return null;',
      ],
      ['the model alone counters nothing', "metric?.keys.layer !== 'model'", "metric?.keys.layer !== 'evidence'"],
      ['a north star guards itself not', "guard.id === id ? 'self' :", 'guard.id === null ? null :'],
      [
        'what is the same in the catalogue guards nothing',
        'isSameEntry(one, other) || isSameValue(one.from, other.from)',
        'isSameValue(one.from, other.from)',
      ],
      [
        'what asks the same guards nothing',
        'isSameEntry(one, other) || isSameValue(one.from, other.from)',
        'isSameEntry(one, other)',
      ],
    ],
  ),
  ...within(
    'criteria/checks/north-star-gating.ts',
    ['criteria/north-star'],
    [
      [
        'a north star is reported and not gated',
        'if (metric === null || !isRequired(metric, reading)) return;',
        'if (metric !== null) return;',
      ],
      [
        'what leads nowhere near the north star is said',
        'if (orphans.length === 0) return;',
        'if (orphans.length >= 0) return;',
      ],
    ],
  ),
  ...within(
    'criteria/checks/north-star-dates.ts',
    ['criteria/north-star'],
    [
      ['a detour ends', 'if (untilMs < nowMs) {', 'if (untilMs < 0) {'],
      [
        'a detour is no longer than half a year',
        '} else if (ahead > DETOUR_DAYS) {',
        '} else if (ahead > DETOUR_DAYS * 2) {',
      ],
      [
        'a north star is looked at again',
        'reviewMs === null || reviewMs >= nowMs',
        'reviewMs === null || reviewMs !== nowMs',
      ],
    ],
  ),
  ...within(
    'core/north-star-findings.ts',
    ['core/north-star-findings'],
    [
      [
        'a north star does not shine over its counter-metrics',
        'failing.length + unproven.length === 0 ? []',
        'failing.length === 0 ? []',
      ],
      ['the guard of a way to grow is a counter-metric', '...northStar.couldGrow.map(({ guard }) => guard)', ''],
      ['a detour that is over excuses no dip', 'detour.untilMs >= nowMs ?', 'detour.untilMs !== nowMs ?'],
    ],
  ),
];
