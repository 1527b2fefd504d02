import { guard } from './guard.mjs';

/** Guards of what is shown and of how the process ends. */
export const REPORT = [
  guard(
    'backticks cannot end a code span',
    'report/neutralise.ts',
    ".replace(/`/g, \"'\")\n    .replace(/[|\\\\]/g, '/')\n    .replace(/<!-/",
    ".replace(/[|\\\\]/g, '/')\n    .replace(/<!-/",
    'report/neutralise',
  ),
  guard(
    'pipes cannot end a table cell',
    'report/neutralise.ts',
    ".replace(/[|\\\\]/g, '/')\n    .replace(/<!-/",
    '.replace(/<!-/',
    'report/neutralise',
  ),
  guard(
    'no text holds the marker of a comment',
    'report/neutralise.ts',
    "    .replace(/<!-/g, '<! -')\n",
    '',
    'report/neutralise',
    'report/markdown-hostile',
  ),
  guard(
    'no text begins a workflow command',
    'report/neutralise.ts',
    ".replace(/:(?=:)/g, ': ')",
    '',
    'report/neutralise',
  ),
  guard(
    'no text begins a command of the older form',
    'report/neutralise.ts',
    ".replace(/#(?=\\[)/g, '# ')",
    '',
    'report/neutralise',
  ),
  guard(
    'invisible characters are removed',
    'report/neutralise.ts',
    '\\p{Cf}\\p{Co}\\p{Cn}\\p{Default_Ignorable_Code_Point}',
    '\\p{Co}\\p{Cn}',
    'report/neutralise',
    'threats/reports-and-outputs',
  ),
  guard(
    'a number never looks like the target that it missed',
    'report/numbers.ts',
    'bounds.every((bound) => side(Number(shown), bound, 0) === side(value, bound, TOLERANCE))',
    'bounds.length > 0',
    'threats/meaning-of-numbers',
  ),
  guard(
    'links are made of a plain server and repository',
    'world.ts',
    '/^[A-Za-z0-9_.-]+\\/[A-Za-z0-9_.-]+$/',
    '/^\\S+$/',
    'threats/reports-and-outputs',
  ),
  guard(
    'what could not be judged exits with 2',
    'command-line/exit-code.ts',
    "outcome.verdict === 'error' ? 2 : 1",
    "outcome.verdict === 'error' ? 0 : 1",
    'threats/publishing',
  ),
  guard(
    'a publisher that fails changes nothing',
    'github/publish.ts',
    'sink.warning(forLog(text, LONGEST_MESSAGE));',
    'throw error;',
    'github/publish',
  ),
  guard(
    'a deadline is never longer than five minutes',
    'guard-process.ts',
    'Math.min(DEADLINE_SECONDS, Number(text))',
    'Number(text)',
    'threats/publishing',
  ),
  guard(
    'a go for fewer people names its stage',
    'report/headline.ts',
    "outcome.stage.asked === 'full' ? 'GO'",
    "outcome.stage.asked !== null ? 'GO'",
    'report/text',
  ),
];

/** Guards that only the bundles show: they are built anew without them. */
export const BUILT = [
  guard(
    'the deadline ends as could-not-judge',
    'guard-process.ts',
    'process.exit(2);',
    'process.exit(0);',
    'dist/action',
  ),
  guard(
    "the action's exit code is that of the decision",
    'action.ts',
    'const code = exitCode(outcome);',
    'const code = exitCode(outcome) === 0 ? 0 : 0;',
    'dist/action',
  ),
  guard(
    'a run that ends early says no-go',
    'action.ts',
    "toolkit.setOutput('decision', 'no-go');",
    "toolkit.setOutput('decision', 'go');",
    'dist/action',
  ),
  guard(
    'teams are asked with the team token',
    'run-action.ts',
    'token: inputs.teamToken }',
    'token: inputs.githubToken }',
    'dist/override',
  ),
  guard('both tokens of the step are secrets', 'secrets.ts', "  'INPUT_TEAM-TOKEN',\n", '', 'dist/redaction'),
].map((one) => ({ ...one, build: true }));
