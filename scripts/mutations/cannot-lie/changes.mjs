import { within } from './within.mjs';

/** Guards of changes to the keys by which criteria cannot lie. */
export const CHANGES = [
  ...within(
    'criteria/changes/metric-changes.ts',
    ['criteria/criteria-changes', 'criteria/changes/gate-changes'],
    [
      [
        'a guard that goes is a weakening',
        "names('guarded-by', { weakened: 'guard-removed', strengthened: 'guard-added' })",
        'unchanged',
      ],
      [
        'a precondition that goes is a weakening',
        "names('valid-if', { weakened: 'precondition-removed', strengthened: 'precondition-added' })",
        'unchanged',
      ],
      [
        'another judge is a weakening',
        "isSame(before, after) ? null : 'weakened', 'judge-changed'",
        "isSame(before, after) ? null : 'other', 'judge-changed'",
      ],
      [
        'a later provision is a weakening',
        'provision === null ? Number.POSITIVE_INFINITY : -provision.untilMs',
        'provision === null ? Number.POSITIVE_INFINITY : provision.untilMs',
      ],
      [
        'a new provision is a weakening',
        'provision === null ? Number.POSITIVE_INFINITY : -provision.untilMs',
        'provision === null ? Number.NEGATIVE_INFINITY : -provision.untilMs',
      ],
      [
        'a prevalence that is taken down is a weakening',
        'byStrictness(before ?? Number.NEGATIVE_INFINITY, after ?? Number.NEGATIVE_INFINITY)',
        'byStrictness(after ?? Number.NEGATIVE_INFINITY, before ?? Number.NEGATIVE_INFINITY)',
      ],
      [
        'evidence bound otherwise is a weakening',
        "before === after ? null : before === null ? 'strengthened' : 'weakened';\n  const args = { key: 'bind'",
        "before === after ? null : after !== null ? 'strengthened' : 'weakened';\n  const args = { key: 'bind'",
      ],
      [
        'a limit under a provision opens the gate',
        'const absenceBlocks = staleBlocks && criterion.provisional === null;',
        'const absenceBlocks = staleBlocks;',
      ],
    ],
  ),
  ...within(
    'criteria/changes/gate-changes.ts',
    ['criteria/criteria-changes', 'criteria/changes/gate-changes'],
    [
      [
        'a lint that is lowered is a weakening',
        'byStrictness(setStrictness(code, before), setStrictness(code, after))',
        'byStrictness(setStrictness(code, after), setStrictness(code, before))',
      ],
      [
        'fewer pinned files are a weakening',
        "removed.length > 0 ? 'weakened' : null, codes, path, { globs: removed }),\n    ...(added",
        "removed.length > 99 ? 'weakened' : null, codes, path, { globs: removed }),\n    ...(added",
      ],
      [
        'more pinned files open a gate before the stage of their metric',
        "bind === 'pins' && !reaches(gate.stage, fromStage)",
        "bind === 'pins' && reaches(gate.stage, fromStage) === null",
      ],
      [
        'a north star with less against it is a weakening',
        'if (loosened.length > 0) return',
        'if (loosened.length > 99) return',
      ],
    ],
  ),
  ...within(
    'criteria/changes/alert-changes.ts',
    ['criteria/criteria-changes'],
    [
      [
        'parts of a delay that are said to be shorter are a weakening',
        "const sign = more === 'longer' ? 1 : -1;",
        "const sign = more === 'longer' ? -1 : 1;",
      ],
      [
        'parts that are taken away are a weakening',
        "const kind = after === null ? 'weakened' : 'strengthened';\n    return part(kind, declared",
        "const kind = after === null ? 'strengthened' : 'strengthened';\n    return part(kind, declared",
      ],
    ],
  ),
];
