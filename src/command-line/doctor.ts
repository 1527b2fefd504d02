import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Gate } from '../core/criterion.ts';
import type { Examination } from '../core/examination.ts';
import { readGate } from '../criteria/read-gate.ts';
import { choice } from '../inputs.ts';
import { renderFindings } from '../report/findings-text.ts';
import { keepSecrets } from '../secrets.ts';
import { localWorld, readCriteriaFile, type World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from './invocation.ts';
import { progressOn } from './progress.ts';
import { formatNamed, writeOut } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

/**
 * `launch-gate doctor`: asks each source and alert once without judging, looks at workflow, label and required check,
 * and says what to mend; returns 0 where there is nothing to mend, 1 where there is, and 2 for invalid criteria.
 */
export async function doctor(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const { flags } = args;
  const format = formatNamed(flags.format, ['text', 'json']);
  if (format === null) return usageError(`--format ${choice(flags.format ?? '', ['text', 'json'])}`, terminal);
  const criteriaPath = args.positional[0] ?? '.github/launch-gate.yml';
  const read = await readCriteriaFile(path.resolve(invocation.folder, criteriaPath));
  const { gate, findings } = await readGate(read, criteriaPath, Date.now());
  const style = { colour: terminal.colour, width: terminal.width, unicode: terminal.unicode };
  if (gate === null) {
    terminal.err(renderFindings(findings, style));
    return COULD_NOT_JUDGE;
  }
  const secrets = keepSecrets(invocation.env);
  const workspaceRoot = path.resolve(invocation.folder, flags.workspace ?? '.');
  const progress = await progressOn(terminal, secrets);
  const world = localWorld({
    ...{ workspaceRoot, nowMs: Date.now(), commit: null, secrets },
    env: invocation.env,
    onSource: progress?.say,
  });
  const asked = await askAll(gate, args.values, world);
  progress?.end();
  const examinations = [...asked, ...(await examineGitHub(gate, workspaceRoot, invocation.env))];
  const { examinationsJson, renderExaminations } = await import('../report/examinations-text.ts');
  const { redactDeep, redactor } = await import('../core/redact.ts');
  const { redactJson } = await import('../core/redact-json.ts');
  const redact = redactor(secrets.all());
  const shown = redactDeep(examinations, redact);
  const text =
    format === 'json'
      ? redactJson(examinationsJson(criteriaPath, shown), redact)
      : redact(renderExaminations(shown, { ...style, colour: style.colour && flags.out === undefined }));
  if (flags.out === undefined) terminal.out(text);
  else if (!(await writeOut(text, flags.out, invocation.folder, terminal))) return COULD_NOT_JUDGE;
  return examinations.some(({ state }) => state === 'mend' || state === 'unknown') ? 1 : 0;
}

/** Every source and alert, asked once. */
async function askAll(gate: Gate, values: readonly string[], world: World): Promise<readonly Examination[]> {
  const { measureAll } = await import('../sources/measure.ts');
  const { alertStates, askAboutAlerts } = await import('../alert-states.ts');
  const { examineEvidence } = await import('../doctor/source-examinations.ts');
  const { onSource, isSet } = world;
  const opened = world.network({ underPullRequest: false, allowedHosts: null });
  const network = () => opened;
  const [measurements, reports] = await Promise.all([
    measureAll(gate, values, { workspace: world.workspace, changed: null, network, onSource }),
    askAboutAlerts(gate, { network, nowMs: world.nowMs, onSource }),
  ]);
  const alerts = alertStates(gate, reports);
  const asked = await opened;
  const attempts = (source: string) => asked.journal(source).attempts;
  return examineEvidence({ gate, measurements, alerts, nowMs: world.nowMs, isSet, attempts });
}

async function examineGitHub(
  gate: Gate,
  workspaceRoot: string,
  env: Invocation['env'],
): Promise<readonly Examination[]> {
  const { examineWorkflows } = await import('../doctor/workflow-examinations.ts');
  const { usedCredentials } = await import('./used-credentials.ts');
  const { examinations, jobs } = examineWorkflows(await workflowFiles(workspaceRoot), usedCredentials(gate));
  const repository = /^([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+)$/.exec(env['GITHUB_REPOSITORY'] ?? '');
  const token = env['GITHUB_TOKEN'] || env['GH_TOKEN'] || '';
  if (repository === null || token === '') {
    // Only a name is shown: a variable that holds something else may hold a secret by mistake.
    const subject = repository?.[0] ?? 'the repository on GitHub';
    return [...examinations, { about: 'repository', subject, state: 'note', code: 'repository-not-asked', args: {} }];
  }
  const [, owner = '', repo = ''] = repository;
  const { openApi } = await import('../github/octokit-api.ts');
  const { readRepositoryFacts } = await import('../github/repository-facts.ts');
  const { examineRepository } = await import('../doctor/repository-examinations.ts');
  const { label, disabled } = gate.override;
  const api = openApi({ token, repository: { owner, repo }, env });
  const facts = await readRepositoryFacts(api, disabled ? null : label);
  return [...examinations, ...examineRepository(facts, gate.override, jobs)];
}

/** The workflow files of the checkout. */
async function workflowFiles(root: string) {
  const folder = path.join(root, '.github/workflows');
  const names = await readdir(folder).catch(() => []);
  const { parse } = await import('yaml');
  return Promise.all(
    names
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map(async (name) => {
        const read = await readCriteriaFile(path.join(folder, name));
        return { path: `.github/workflows/${name}`, content: read.ok ? mapIn(read.text, parse) : null };
      }),
  );
}

function mapIn(text: string, parse: (text: string) => unknown): Readonly<Record<string, unknown>> | null {
  try {
    const value = parse(text);
    // Checked to be a map: YAML gives maps as plain objects.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
