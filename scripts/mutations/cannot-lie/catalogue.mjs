import { within } from './within.mjs';

/** Guards of what the catalogue knows: its names, its scales and what it stands in for. */
export const CATALOGUE = [
  ...within(
    'core/catalogue/catalogue.ts',
    ['core/catalogue/catalogue-entry'],
    [
      [
        'an unknown name is no entry of the catalogue',
        '  return null;\n}',
        "  return names.get(name.slice(name.indexOf('_') + 1)) ?? null;\n}",
      ],
      ['the catalogue knows every spelling of a name', "replaceAll(/[-.]/g, '_')", "replaceAll(/[.]/g, '_')"],
      ['any k of a metric is its k in the catalogue', "'_$1_k'],", "'_$1'],"],
    ],
  ),
  ...within(
    'core/catalogue/corpus-scores.ts',
    ['core/catalogue/corpus-scores'],
    [
      [
        'a score of a whole set is none of its cases',
        "if (catalogueEntry(metric)?.kind === 'corpus') return true;\n",
        "if (catalogueEntry(metric)?.kind === 'corpus') return false;\n",
      ],
      [
        'a score is one by any of its words',
        'if (words.some((word) => SCORE_WORDS.has(',
        "if (name === '' && words.some((word) => SCORE_WORDS.has(",
      ],
    ],
  ),
  ...within(
    'core/catalogue-scale.ts',
    ['core/catalogue-scale'],
    [
      [
        'a value is on the scale of its target',
        'looks === null && expected.some((scale) => holds(scale, value))',
        'scales.some((scale) => holds(scale, value))',
      ],
      ['a share below a target in percent is no percentage', 'looks === null && expected.some(', 'expected.some('],
      [
        'a target on no scale tells nothing of the value',
        'fitting.length === 0 ? scales : likeliest(fitting)',
        'likeliest(fitting)',
      ],
    ],
  ),
  ...within(
    'criteria/read-metrics.ts',
    ['criteria/checks/catalogue/defaults'],
    [
      [
        'a layer that cannot be read has no default',
        "isWritten(written, 'layer') ? read.layer : entry.layer",
        'read.layer ?? entry.layer',
      ],
    ],
  ),
];

/** Guards of the levels that criteria set. */
export const LINT_LEVELS = [
  ...within(
    'criteria/read-lint-levels.ts',
    ['criteria/lint-levels'],
    [
      ['a lint is lowered with a reason only', "isLower && (reason ?? '').trim() === ''", 'isLower && reason === null'],
      [
        'a level that cannot be set is refused',
        "isFixed ? 'lint-level-fixed' : 'unknown-lint', path, {",
        "'unknown-lint', path, {",
      ],
    ],
  ),
  ...within(
    'core/lint-levels.ts',
    ['criteria/lint-levels', 'core/lint-levels'],
    [
      [
        'errors of the text stay errors',
        "(level !== 'error' || LOWERABLE_ERRORS.has(code))",
        "(level !== 'error' || code !== '')",
      ],
      ['no rule of the criteria changes how they are judged', '!FIXED.has(code) &&', ''],
      [
        'a level that is set stands beside the usual one',
        'return { ...finding, level: set.level, usually: { level: finding.level, reason: set.reason } };',
        'return { ...finding, level: set.level };',
      ],
    ],
  ),
];
