import * as toolkit from '@actions/core';
import { exitCode } from './command-line/exit-code.ts';
import { publish } from './github/publish.ts';
import { guardProcess } from './guard-process.ts';
import { runAction } from './run-action.ts';

// A crash writes the outputs too: a later step that reads them must never find an empty decision.
guardProcess((text) => {
  toolkit.setOutput('decision', 'no-go');
  toolkit.setOutput('verdict', 'error');
  toolkit.setOutput('cause', 'verdict');
  toolkit.setOutput('diagnosis', '');
  toolkit.setOutput('blocking', '["criteria"]');
  toolkit.error(`launch-gate: ${text}`, { title: 'launch-gate: NO-GO, could not judge' });
});
const outcome = await runAction(toolkit.getInput, process.env);
const code = exitCode(outcome);
await publish(outcome, toolkit, process.env);
process.exitCode = code;
