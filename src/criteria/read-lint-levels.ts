import type { Gate, LintLevel } from '../core/criterion.ts';
import { isCode, LINT_LEVELS, strictnessOf } from '../core/lint-levels.ts';
import type { FileKeys } from './file-schema.ts';
import { clip } from './findings.ts';
import { type Reading, report } from './read-map.ts';

/** The levels of lints that the criteria set; what cannot be set, or is lowered without a reason, is a finding. */
export function readLintLevels(written: FileKeys['lints'], reading: Reading): Gate['lints'] {
  const levels: Record<string, LintLevel> = {};
  for (const [code, { level, reason }] of Object.entries(written ?? {})) {
    const path = ['lints', code];
    const usual = LINT_LEVELS.get(code);
    if (usual === undefined) {
      reportUnknown(code, path, reading);
      continue;
    }
    const isLower = strictnessOf(level) < strictnessOf(usual);
    if (isLower && (reason ?? '').trim() === '') {
      report(reading, 'lint-needs-reason', path, { lint: code, level, usual }, 'key');
      continue;
    }
    levels[code] = { level, reason: reason ?? null };
  }
  return levels;
}

function reportUnknown(code: string, path: readonly string[], reading: Reading): void {
  const known = [...LINT_LEVELS.keys()];
  const isFixed = isCode(code);
  const suggestion = isFixed ? null : reading.suggest(code, known);
  report(reading, isFixed ? 'lint-level-fixed' : 'unknown-lint', path, { lint: clip(code), suggestion }, 'key');
}
