import * as toolkit from '@actions/core';
import { exitCode } from './command-line/exit-code.ts';
import { redactor, tooShort } from './core/redact.ts';
import { publish } from './github/publish.ts';
import { guardProcess } from './guard-process.ts';
import { runAction } from './run-action.ts';
import { keepSecrets } from './secrets.ts';
import { sourceLog } from './source-log.ts';

// What the runner is told to mask it masks in its log; files and comments are the gate's own business.
const secrets = keepSecrets(process.env, toolkit.setSecret);
// A crash writes the outputs too: a later step that reads them must never find an empty decision.
const decided = guardProcess((text) => {
  toolkit.setOutput('decision', 'no-go');
  toolkit.setOutput('verdict', 'error');
  toolkit.setOutput('cause', 'verdict');
  toolkit.setOutput('diagnosis', '');
  toolkit.setOutput('blocking', '["criteria"]');
  toolkit.error(redactor(secrets.all())(`launch-gate: ${text}`), {
    title: 'launch-gate: NO-GO, could not judge',
  });
});
const log = sourceLog(toolkit, secrets);
const { outcome, redact, comment, rest } = await runAction(toolkit.getInput, process.env, {
  secrets,
  onSource: log.say,
});
log.end();
if (tooShort(secrets.all()) > 0)
  toolkit.warning('launch-gate: a secret of fewer than 6 characters is not taken out of what is published');
const code = exitCode(outcome);
await publish(outcome, { toolkit, env: process.env, redact, comment });
process.exitCode = code;
decided();
rest();
// Timers of the client, which pause between writes, would keep a finished run alive for a second.
process.stdout.write('', () => process.exit(code));
