import { criteriaText } from '../criteria/criteria-text.ts';
import { DEMO_FILES } from '../demo/files.generated.ts';
import { memoryWorkspace } from '../demo/memory-workspace.ts';
import { choice } from '../inputs.ts';
import { run } from '../run.ts';
import { diskPlatform, NO_FACTS, type World } from '../world.ts';
import type { Arguments } from './arguments.ts';
import { exitCode } from './exit-code.ts';
import { COULD_NOT_JUDGE, type Invocation, usageError } from './invocation.ts';
import { formatNamed, publishReport } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

const CRITERIA = 'fixtures/wiki-assistant/launch-gate.yml';
/** The day after the demo's evidence, so that its ages stay what they are. */
const DEMO_NOW_MS = Date.UTC(2026, 10, 21, 12);

/** `launch-gate demo`: judges the built-in wiki assistant; returns the exit code, which is that of a no-go. */
export async function demo(args: Arguments, invocation: Invocation, terminal: Terminal): Promise<number> {
  const format = formatNamed(args.flags.format, ['text', 'markdown', 'json']);
  if (format === null)
    return usageError(`--format ${choice(args.flags.format ?? '', ['text', 'markdown', 'json'])}`, terminal);
  const world: World = {
    nowMs: DEMO_NOW_MS,
    facts: NO_FACTS,
    workspace: memoryWorkspace(DEMO_FILES),
    head: async () => null,
    network: () => Promise.reject(new Error('the demo asks no host')),
    isSet: () => false,
    rest: () => {},
    ...diskPlatform(null, async (file) => criteriaText(new TextEncoder().encode(DEMO_FILES[file] ?? ''))),
  };
  const inputs = {
    criteriaPath: CRITERIA,
    criteriaFile: CRITERIA,
    values: [],
    stage: null,
    pullRequest: null,
    allowedHosts: null,
  };
  const outcome = await run(inputs, world);
  if (!(await publishReport(outcome, format, args.flags.out, invocation.folder, terminal))) return COULD_NOT_JUDGE;
  if (format === 'text') terminal.err('This was the demo. To judge a feature of your own: launch-gate init\n');
  return exitCode(outcome);
}
