import type { ResultPath } from './start/found-results.ts';

/** What the criteria need of the workflow that judges them. */
export interface WorkflowNeeds {
  /** The files or folders that the evaluation writes; none where the criteria read no file. */
  readonly results: readonly ResultPath[];
  /** The values file that is given to the gate by name, for metrics without `from`; `null` where there is none. */
  readonly values: string | null;
  /** Environment variables that the sources name. */
  readonly credentials: readonly string[];
}

/** Where the starter workflow lets the evaluation write its results, unless a result file is known. */
export const USUAL_RESULTS: ResultPath = { path: 'evals/results.json', isFolder: false };

/**
 * A workflow that runs the gate on every pull request and in the merge queue. Where the criteria read files there are
 * two jobs, because the evaluation that writes them runs the pull request's own code; where they read none, there is
 * only the gate.
 */
export function starterWorkflow({ results, values, credentials }: WorkflowNeeds): string {
  const places = plain(results);
  const evaluates = places.length > 0;
  return `# Judges .github/launch-gate.yml on every pull request and in the merge queue. Make ${evaluates ? 'both jobs required checks' : 'the job a required check'}.
# No \`if:\` on a job, because a skipped job counts as passed; all types of the event, so that the checks always report.
name: launch-gate
on:
  pull_request:
    types: [opened, reopened, synchronize, ready_for_review, edited, labeled, unlabeled]
  merge_group:
permissions: {}
jobs:
${evaluates ? evaluateJob(places) : ''}  gate:
${evaluates ? '    needs: evaluate\n' : ''}    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      pull-requests: write # for the comment
    steps:
${evaluates ? fetchSteps(places) : NO_CHECKOUT}      - uses: launch-gate/launch-gate@v0 # pin it to a full commit SHA
${envOf(credentials)}        with:
          criteria: .github/launch-gate.yml
${values === null ? '' : `          values: ${isPlain(values) ? values : USUAL_RESULTS.path}\n`}`;
}

const NO_CHECKOUT = `      # No checkout: the criteria are read from the base branch, and every value from its own system.
`;

/** A path of other characters would mean something to the shell, to YAML or to the actions. */
function isPlain(path: string): boolean {
  return /^[\w][\w./-]*$/.test(path);
}

function plain(results: readonly ResultPath[]): readonly ResultPath[] {
  const places = results.map((place) => (isPlain(place.path) ? place : USUAL_RESULTS));
  return places.filter(({ path }, index) => places.findIndex((one) => one.path === path) === index);
}

function evaluateJob(places: readonly ResultPath[]): string {
  const paths = places.map(({ path }) => path);
  const [only] = paths;
  return `  evaluate:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      # Put your own evaluation here: it writes ${paths.join(', ')}, where the criteria look for ${paths.length === 1 ? 'it' : 'them'}.
      - name: Evaluate
        run: |
          echo "launch-gate: put your evaluation into this step" >&2
          exit 1
      - uses: actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f # v6.0.0
        with:
          name: evals
          path: ${paths.length === 1 ? only : ['|', ...paths].join('\n            ')}
          if-no-files-found: error
`;
}

function fetchSteps(places: readonly ResultPath[]): string {
  return `      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          persist-credentials: false
      - uses: actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131 # v7.0.0
        with:
          name: evals
          path: ${commonFolder(places)}
`;
}

/** Paths in an artifact begin at the lowest folder that holds them all: https://github.com/actions/upload-artifact */
function commonFolder(places: readonly ResultPath[]): string {
  const folders = places.map(({ path, isFolder }) => {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    return isFolder ? parts : parts.slice(0, -1);
  });
  const [first = []] = folders;
  const differs = first.findIndex((part, index) => folders.some((folder) => folder[index] !== part));
  const common = differs < 0 ? first : first.slice(0, differs);
  return common.length === 0 ? '.' : common.join('/');
}

/** Each credential from the secret of its own name, on the one step that needs it. */
function envOf(credentials: readonly string[]): string {
  if (credentials.length === 0) return '';
  return ['        env:', ...credentials.map((name) => `          ${name}: \${{ secrets.${name} }}`), ''].join('\n');
}
