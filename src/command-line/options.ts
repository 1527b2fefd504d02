/** One flag of the command line. */
export interface Flag {
  /** What stands for its value in the help; `null` for a switch. */
  readonly takes: string | null;
  readonly repeats: boolean;
  readonly says: string;
}

/** Every flag, in the order of the help: the help, the parser and the reference in the docs are made from this table. */
export const FLAGS = {
  values: {
    takes: 'FILE',
    repeats: true,
    says: 'Values file or glob, for metrics without `from`; may be given several times.',
  },
  format: {
    takes: 'FORMAT',
    repeats: false,
    says: 'Report as `text` (default), `markdown` or `json`; `lint` and `doctor` know `text` and `json`.',
  },
  out: { takes: 'FILE', repeats: false, says: 'Write the report to FILE instead of standard output.' },
  now: {
    takes: 'RFC3339',
    repeats: false,
    says: 'Judge files as at this time, such as 2026-11-21T12:00:00Z, so that a verdict can be replayed. Live sources always give what they have now: their values cannot be replayed.',
  },
  workspace: {
    takes: 'DIR',
    repeats: false,
    says: 'Folder that evidence paths are relative to (default: the current one).',
  },
  commit: { takes: 'SHA', repeats: false, says: "Commit under test, 40 digits (default: the workspace's HEAD)." },
  stage: {
    takes: 'STAGE',
    repeats: false,
    says: '`shadow`, `limited` or `full`: who will see the feature; may only raise the stage of the criteria.',
  },
  write: {
    takes: null,
    repeats: false,
    says: 'Given a result file and no criteria: save the criteria that follow from it, with open places to fill in.',
  },
  template: {
    takes: 'NAME',
    repeats: false,
    says: 'Start from the criteria of a kind of feature: `rag`, `support-bot`, `agent`, `classifier` or `recommender`.',
  },
  colour: { takes: 'WHEN', repeats: false, says: 'Colour in text: `auto` (default), `always` or `never`.' },
  help: { takes: null, repeats: false, says: 'Show this help, or that of a command.' },
  version: { takes: null, repeats: false, says: 'Show the version.' },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;

/** An exit code and what it means. */
type ExitCode = readonly [code: number, says: string];

/** What the exit codes of a decision mean, for the help and the docs. */
export const EXIT_CODES: readonly ExitCode[] = [
  [0, 'go'],
  [1, 'no-go: a target or the launch set is not met'],
  [2, 'could not judge: invalid criteria, unreadable evidence, wrong usage'],
];

/** One command: what it does, what it takes, and examples that work from a clone of this project. */
export interface Command {
  readonly usage: string;
  readonly summary: string;
  readonly text: readonly string[];
  readonly flags: readonly FlagName[];
  readonly examples: readonly (readonly [command: string, does: string])[];
  readonly exitCodes: readonly ExitCode[];
}

export const COMMANDS = {
  check: {
    usage: 'check [criteria | results-file] [flags]',
    summary: 'Judge the evidence against the criteria and decide: go or no-go.',
    text: [
      'Reads the acceptance criteria (default: .github/launch-gate.yml), gets the latest value of each metric, judges it against its target and says at which layer the stack diverges and what to fix first.',
      'Given a result file instead (of an eval tool, or a values file), recognises it, places the metrics that are known in their layers and says which layers nobody measures. Without criteria that is never a go; --write saves criteria to fill in.',
      'The report goes to standard output, everything else to standard error.',
    ],
    flags: ['values', 'format', 'out', 'now', 'workspace', 'commit', 'stage', 'write', 'colour'],
    examples: [
      ['launch-gate check', 'judge .github/launch-gate.yml in the current folder'],
      ['launch-gate check gate.yml --values results.json', 'values from a file, for metrics without `from`'],
      ['launch-gate check results.json', 'see what a result file covers, without criteria'],
      ['launch-gate check --format markdown --out report.md', 'the report that reviewers see, as a file'],
      ['launch-gate check --now 2026-11-21T12:00:00Z', 'replay a verdict over files at a fixed time'],
    ],
    exitCodes: EXIT_CODES,
  },
  lint: {
    usage: 'lint [criteria] [flags]',
    summary: 'Load the criteria and report what is wrong with them; judge nothing.',
    text: ['Reports all findings at once, each with path, line and column, what is wrong and what to do.'],
    flags: ['format', 'out', 'colour'],
    examples: [
      ['launch-gate lint', 'check .github/launch-gate.yml'],
      ['launch-gate lint gate.yml --format json', 'findings for an editor or a script'],
    ],
    exitCodes: [
      [0, 'the criteria can be used; there may be warnings'],
      [2, 'the criteria cannot be used, or wrong usage'],
    ],
  },
  doctor: {
    usage: 'doctor [criteria] [flags]',
    summary: 'Ask each source and alert once, look at workflow and repository, and say what to mend.',
    text: [
      'Judges nothing. Says for each source whether it answers, for each metric whether its value carries the time and the sample size that its criterion asks for, for each alert whether it is wired, and whether the workflow starts on labels, the override label exists and the branch requires the check.',
      'Sources are asked with the credentials of this environment. GITHUB_REPOSITORY (owner/name) says which repository to look at, and GITHUB_TOKEN needs metadata, contents and issues (or pull-requests) of it, to read.',
    ],
    flags: ['values', 'format', 'out', 'workspace', 'colour'],
    examples: [
      ['launch-gate doctor', 'look at .github/launch-gate.yml and all that it names'],
      ['launch-gate doctor gate.yml --format json', 'the same for a script'],
    ],
    exitCodes: [
      [0, 'nothing to mend'],
      [1, 'something to mend, or something that is not known'],
      [2, 'nothing was looked at or written: invalid criteria, wrong usage'],
    ],
  },
  explain: {
    usage: 'explain [metric | code | key]',
    summary: 'Explain a well-known metric, a code that the gate prints, or a key of the criteria.',
    text: [
      'Of a metric: its layer, direction and range, how it misleads and what it is read together with. Of a code (a finding, a reason, a diagnosis): what it means, why it matters and what to do. Of a key of the criteria file, a status or a verdict: what it means. Without an argument: the list of metrics and codes.',
    ],
    flags: ['format', 'colour'],
    examples: [
      ['launch-gate explain bleu', 'why BLEU belongs to the model layer, and what to pair it with'],
      ['launch-gate explain missing-pair', 'what a code means and what to do'],
      ['launch-gate explain launch set', 'what a key of the criteria file means'],
    ],
    exitCodes: [
      [0, 'explained'],
      [2, 'no known metric, code or key, or wrong usage'],
    ],
  },
  digest: {
    usage: 'digest [criteria] [flags]',
    summary: 'Print the digest of the files that the criteria pin, for whoever produces evidence.',
    text: [
      'With `bind: pins` a metric counts only where its evidence carries the digest of the files under `subject: { pins: [...] }`, as they are at the commit under test. Write what this prints into the values file as subject.pins.',
    ],
    flags: ['format', 'workspace', 'commit', 'colour'],
    examples: [
      ['launch-gate digest', 'the digest of the pinned files as they are in this folder'],
      ['launch-gate digest gate.yml --format json', 'with the files and their object ids'],
    ],
    exitCodes: [
      [0, 'printed'],
      [2, 'the criteria pin nothing, no file matches, or wrong usage'],
    ],
  },
  demo: {
    usage: 'demo [flags]',
    summary: 'Judge the built-in example, an AI wiki assistant; no files needed.',
    text: [
      'A bank launched a wiki assistant on green model metrics, and users asked every question twice. The demo shows what this gate would have said. It ends with exit code 1, because the decision is no-go.',
    ],
    flags: ['format', 'out', 'colour'],
    examples: [
      ['launch-gate demo', 'see a no-go decision and its diagnosis'],
      ['launch-gate demo --format json', 'the same as the JSON report'],
    ],
    exitCodes: [
      [1, 'no-go, as always: the example misses its targets'],
      [2, 'the report could not be written, or wrong usage'],
    ],
  },
  init: {
    usage: 'init [results-file]',
    summary: 'Write a starter criteria file and a workflow into .github/.',
    text: [
      'Writes .github/launch-gate.yml and .github/workflows/launch-gate.yml and never overwrites either. Given a result file (of an eval tool, or a values file), lists its metrics for you to place in layers.',
      'Next to criteria that exist it writes the workflow that they need: the environment variables that their sources name, and an evaluation only where files are read.',
      'What it writes cannot go green before a person has filled it in: every open place is marked <fill in: …>.',
    ],
    flags: ['template', 'workspace'],
    examples: [
      ['launch-gate init', 'start from a commented template'],
      ['launch-gate init --template rag', 'start from the metrics, pairs and alerts of a RAG assistant'],
      ['launch-gate init evals/results.json', "start from a result file's metrics"],
    ],
    exitCodes: [
      [0, 'both files are there, written now or before'],
      [2, 'a file could not be written, the result file cannot be read, or wrong usage'],
    ],
  },
} as const satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;
