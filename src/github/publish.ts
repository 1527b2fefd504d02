import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Outcome } from '../core/outcome.ts';
import { redactJson } from '../core/redact-json.ts';
import { annotationsOf } from '../report/annotations.ts';
import { renderJson } from '../report/json.ts';
import { renderMarkdown, SUMMARY_MAX_BYTES } from '../report/markdown.ts';
import { commentMessage } from '../report/messages/comment-messages.ts';
import { forLog } from '../report/neutralise.ts';
import { renderText } from '../report/text.ts';
import type { CommentResult } from './comment.ts';
import { type PublishingToolkit, type RedactedToolkit, redactedToolkit } from './redacted-toolkit.ts';

/** Where an outcome is published, and what must not be. */
export interface Publishing {
  readonly toolkit: PublishingToolkit;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes secrets out of a text, as the last thing before it leaves. */
  readonly redact: (text: string) => string;
  /** Writes the comment; `null` where there is no pull request to comment on. */
  readonly comment: (() => Promise<CommentResult>) | null;
}

/** Longer than the API's own budget of 60 seconds: only a defect gets here, and it costs no more than the comment. */
const COMMENT_DEADLINE_MS = 90_000;

const LONGEST_MESSAGE = 1000;

/**
 * Publishes an outcome that is already decided: log, outputs, JSON report, annotations, job summary, and the comment
 * last. A publisher that fails becomes a warning in the log and changes nothing.
 */
export async function publish(outcome: Outcome, { toolkit, env, redact, comment }: Publishing): Promise<void> {
  const sink = redactedToolkit(toolkit, redact);
  const attempt = async (what: string, publisher: () => Promise<void> | void) => {
    try {
      await publisher();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const text = `launch-gate: ${what} could not be published (${reason}); the decision stands`;
      sink.warning(forLog(text, LONGEST_MESSAGE));
    }
  };
  await attempt('the log', () => writeLog(outcome, sink, redact));
  await attempt('the outputs', () => writeOutputs(outcome, sink));
  await attempt('the JSON report', async () => sink.setOutput('report', await writeReport(outcome, env, redact)));
  await attempt('the annotations', () => writeAnnotations(outcome, sink));
  await attempt('the job summary', () => sink.writeSummary(renderMarkdown(outcome, { maxBytes: SUMMARY_MAX_BYTES })));
  let url = '';
  await attempt('the comment', async () => {
    if (comment !== null) url = sayOfComment(await withinDeadline(comment()), sink);
  });
  await attempt('the output comment-url', () => sink.setOutput('comment-url', url));
}

function writeLog(outcome: Outcome, sink: RedactedToolkit, redact: Publishing['redact']): void {
  const text = renderText(outcome, { colour: false, width: 100, unicode: true });
  // As a whole first: a secret may hold several lines.
  for (const line of redact(uncommanded(text)).trimEnd().split('\n')) sink.info(line);
}

/** Text in which the runner finds no command; the report has neutralised what is foreign in it already. */
function uncommanded(text: string): string {
  return text.replace(/:(?=:)/g, ': ').replace(/#(?=\[)/g, '# ');
}

function writeOutputs(outcome: Outcome, sink: RedactedToolkit): void {
  sink.setOutput('decision', outcome.decision);
  sink.setOutput('verdict', outcome.verdict);
  sink.setOutput('cause', outcome.cause);
  sink.setOutput('diagnosis', outcome.diagnosis?.code ?? '');
  sink.setOutput('blocking', JSON.stringify(outcome.blocking));
}

async function writeReport(outcome: Outcome, env: Publishing['env'], redact: Publishing['redact']): Promise<string> {
  const folder = await mkdtemp(path.join(env['RUNNER_TEMP'] || tmpdir(), 'launch-gate-'));
  const file = path.join(folder, 'report.json');
  await writeFile(file, redactJson(renderJson(outcome), redact));
  return file;
}

function writeAnnotations(outcome: Outcome, sink: RedactedToolkit): void {
  for (const { level, title, text, path: file, line, column } of annotationsOf(outcome)) {
    const place = {
      title,
      ...(file === null ? {} : { file }),
      ...(line === null ? {} : { startLine: line }),
      ...(column === null ? {} : { startColumn: column }),
    };
    if (level === 'error') sink.error(text, place);
    else sink.warning(text, place);
  }
}

/** Says what became of the comment where it is not as wished, and returns its address. */
function sayOfComment(result: CommentResult, sink: RedactedToolkit): string {
  switch (result.kind) {
    case 'written':
      if (result.warning !== null) sink.warning(forLog(commentMessage(result.warning), LONGEST_MESSAGE));
      return result.url;
    case 'none':
      if (result.why !== null) sink.info(forLog(commentMessage(result.why), LONGEST_MESSAGE));
      return result.url ?? '';
    case 'warning':
      sink.warning(forLog(commentMessage(result.warning), LONGEST_MESSAGE));
      return result.url ?? '';
    default:
      return result satisfies never;
  }
}

async function withinDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('GitHub did not answer in time')), COMMENT_DEADLINE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
