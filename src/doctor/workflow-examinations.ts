import type { Examination } from '../core/examination.ts';

/** A workflow file of the repository, parsed from YAML. */
export interface WorkflowFile {
  readonly path: string;
  /** `null` where it is no YAML map. */
  readonly content: Readonly<Record<string, unknown>> | null;
}

/** A job that runs the gate, and the name under which its check is shown. */
export interface GateJob {
  readonly path: string;
  readonly check: string;
}

/** What the repository's workflows say about running the gate, and the names of the checks that it makes. */
export function examineWorkflows(
  files: readonly WorkflowFile[],
  credentials: readonly string[],
): { readonly examinations: readonly Examination[]; readonly jobs: readonly GateJob[] } {
  const unreadable = files
    .filter(({ content }) => content === null)
    .map(({ path }) => examination(path, 'unknown', 'workflow-unreadable'));
  const found = files.flatMap((file) => gateJobs(file).map((job) => ({ file, ...job })));
  if (found.length === 0) {
    const missing = examination('.github/workflows', 'mend', 'workflow-missing');
    return { examinations: [...unreadable, missing], jobs: [] };
  }
  const judgesPullRequests = found.filter(
    ({ file }) => triggersOf(file).has('pull_request') || triggersOf(file).has('pull_request_target'),
  );
  const missing = judgesPullRequests.length === 0 ? [examination('.github/workflows', 'mend', 'workflow-missing')] : [];
  const examined = found.flatMap((job) => examineJob(job.file, job, credentials));
  return {
    examinations: [...unreadable, ...missing, ...examined],
    jobs: judgesPullRequests.map(({ file, check }) => ({ path: file.path, check })),
  };
}

interface Job {
  readonly check: string;
  readonly job: Readonly<Record<string, unknown>>;
  readonly step: Readonly<Record<string, unknown>>;
}

function examineJob(file: WorkflowFile, { job, step }: Job, credentials: readonly string[]): readonly Examination[] {
  const found: Examination[] = [];
  const triggers = triggersOf(file);
  for (const event of ['pull_request', 'pull_request_target']) {
    const types = triggers.get(event);
    if (types === undefined) continue;
    const lacks = ['labeled', 'unlabeled'].filter((type) => !types.includes(type));
    if (lacks.length > 0) found.push(examination(file.path, 'mend', 'workflow-not-labeled', { event, types: lacks }));
  }
  if (job['if'] !== undefined || step['if'] !== undefined) found.push(examination(file.path, 'mend', 'workflow-skips'));
  const names = new Set([file.content, job, step].flatMap((holder) => Object.keys(mapOf(holder?.['env']))));
  const missing = credentials.filter((name) => !names.has(name));
  if (missing.length > 0)
    found.push(examination(file.path, 'mend', 'workflow-without-credentials', { names: missing }));
  return found.length > 0 ? found : [examination(file.path, 'well', 'workflow-runs-gate')];
}

/** The jobs with a step that runs this action, by its name or, in its own repository, from the checkout. */
function gateJobs(file: WorkflowFile): readonly Job[] {
  return Object.entries(mapOf(file.content?.['jobs'])).flatMap(([id, value]) => {
    const job = mapOf(value);
    const steps = Array.isArray(job['steps']) ? job['steps'].map(mapOf) : [];
    const step = steps.find(({ uses }) => typeof uses === 'string' && /(^|\/)launch-gate(@|$|\/)/.test(uses));
    if (step === undefined) return [];
    return [{ check: typeof job['name'] === 'string' ? job['name'] : id, job, step }];
  });
}

/** Events with the activity types that they name; all that run by default where they name none. */
function triggersOf({ content }: WorkflowFile): ReadonlyMap<string, readonly string[]> {
  // YAML 1.1 readers make `true` of an unquoted `on`; this one does not.
  const on = content?.['on'];
  if (typeof on === 'string') return new Map([[on, DEFAULT_TYPES]]);
  if (Array.isArray(on)) return new Map(on.map((event) => [String(event), DEFAULT_TYPES]));
  return new Map(
    Object.entries(mapOf(on)).map(([event, value]) => {
      const types = mapOf(value)['types'];
      if (typeof types === 'string') return [event, [types]];
      return [event, Array.isArray(types) ? types.map(String) : DEFAULT_TYPES];
    }),
  );
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request */
const DEFAULT_TYPES: readonly string[] = ['opened', 'synchronize', 'reopened'];

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  // Checked to be a map: YAML gives maps as plain objects.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function examination(
  subject: string,
  state: Examination['state'],
  code: Examination['code'],
  args: Examination['args'] = {},
): Examination {
  return { about: 'workflow', subject, state, code, args };
}
