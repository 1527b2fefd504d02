import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as Toolkit from '@actions/core';
import type { Outcome } from '../core/outcome.ts';
import { annotationsOf } from '../report/annotations.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { forLog } from '../report/neutralise.ts';
import { renderText } from '../report/text.ts';

/** GitHub refuses a step summary over 1 MiB; a little less leaves room for what the runner adds. */
const LARGEST_SUMMARY_BYTES = 1_000_000;

/**
 * Publishes an outcome that is already decided: log, JSON report, outputs, annotations, job summary. A publisher that
 * fails becomes a warning in the log and changes nothing.
 */
export async function publish(
  outcome: Outcome,
  toolkit: typeof Toolkit,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const attempt = async (what: string, publisher: () => Promise<void> | void) => {
    try {
      await publisher();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      toolkit.warning(forLog(`launch-gate: ${what} could not be published (${reason}); the decision stands`));
    }
  };
  await attempt('the log', () => writeLog(outcome, toolkit));
  await attempt('the outputs', () => writeOutputs(outcome, toolkit));
  await attempt('the JSON report', async () => toolkit.setOutput('report', await writeReport(outcome, env)));
  await attempt('the annotations', () => writeAnnotations(outcome, toolkit));
  await attempt('the job summary', async () => {
    await toolkit.summary.addRaw(renderMarkdown(outcome, { maxBytes: LARGEST_SUMMARY_BYTES }), true).write();
  });
}

function writeLog(outcome: Outcome, toolkit: typeof Toolkit): void {
  const text = renderText(outcome, { colour: false, width: 100, unicode: true });
  for (const line of text.trimEnd().split('\n')) toolkit.info(uncommanded(line));
}

/** A line that the runner cannot take for a command; the report has neutralised what is foreign in it already. */
function uncommanded(line: string): string {
  return line.replace(/:(?=:)/g, ': ').replace(/#(?=\[)/g, '# ');
}

function writeOutputs(outcome: Outcome, toolkit: typeof Toolkit): void {
  toolkit.setOutput('decision', outcome.decision);
  toolkit.setOutput('verdict', outcome.verdict);
  toolkit.setOutput('cause', outcome.cause);
  toolkit.setOutput('diagnosis', outcome.diagnosis?.code ?? '');
  toolkit.setOutput('blocking', JSON.stringify(outcome.blocking));
  toolkit.setOutput('comment-url', '');
}

async function writeReport(outcome: Outcome, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const folder = await mkdtemp(path.join(env['RUNNER_TEMP'] || tmpdir(), 'launch-gate-'));
  const file = path.join(folder, 'report.json');
  await writeFile(file, renderJson(outcome));
  return file;
}

function writeAnnotations(outcome: Outcome, toolkit: typeof Toolkit): void {
  for (const { level, title, text, path: file, line, column } of annotationsOf(outcome)) {
    const place = {
      title,
      ...(file === null ? {} : { file }),
      ...(line === null ? {} : { startLine: line }),
      ...(column === null ? {} : { startColumn: column }),
    };
    if (level === 'error') toolkit.error(text, place);
    else toolkit.warning(text, place);
  }
}
