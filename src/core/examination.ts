import type { AlertReasonCode } from './alert-reason-codes.ts';
import type { Reason } from './finding.ts';

/** What `doctor` can find, by what it is about. */
export const EXAMINATION_CODES = [
  'source-answers',
  'source-fails',
  'source-unused',
  'credentials-missing',
  'metric-answers',
  'metric-fails',
  'metric-absent',
  'metric-not-due',
  'metric-undated',
  'metric-unsized',
  'metric-from-values',
  'as-its-source',
  'as-another',
  'remark',
  'alert-wired',
  'alert-partly-wired',
  'alert-not-wired',
  'alert-only-declared',
  'workflow-runs-gate',
  'workflow-missing',
  'workflow-not-labeled',
  'workflow-skips',
  'workflow-without-credentials',
  'workflow-unreadable',
  'repository-not-asked',
  'label-exists',
  'label-missing',
  'label-not-needed',
  'token-too-weak',
  'token-refused',
  'github-fails',
  'check-required',
  'check-not-required',
] as const;
export type ExaminationCode = (typeof EXAMINATION_CODES)[number];

/** One thing that `doctor` looked at: as it should be, to be mended, not to be told, or worth knowing. */
export interface Examination extends Reason<ExaminationCode> {
  readonly about: 'sources' | 'metrics' | 'alerts' | 'workflow' | 'repository';
  /** Id of what was looked at, such as a metric's. Untrusted text. */
  readonly subject: string;
  /** What an alert's state rests on, which has words of its own. */
  readonly because?: Reason<AlertReasonCode>;
  readonly state: 'well' | 'mend' | 'unknown' | 'note';
}
