import { Worker } from 'node:worker_threads';

/** What is written where a run can no longer write anything itself. */
export interface LastWords {
  readonly seconds: number;
  /** Goes to this file descriptor: 1 for the log of a runner, 2 for a terminal. */
  readonly descriptor: 1 | 2;
  readonly text: string;
  /** Texts to add to files, such as the runner's outputs. */
  readonly files: readonly (readonly [path: string, text: string])[];
}

/**
 * A second thread that ends the process where the first one is too busy to notice that its time is up, as when what a
 * server sent takes for ever to read. It writes the last words and kills the process, which no runner takes for success.
 * Returns what calls it off.
 */
export function startWatchdog(words: LastWords): () => void {
  const worker = new Worker(WATCH, { eval: true, workerData: words, stdout: true, stderr: true });
  worker.unref();
  // Without it a run is as it was before there was one.
  worker.on('error', () => {});
  return () => void worker.terminate();
}

/** Plain JavaScript of its own: a bundle has no file that a second thread could load. */
const WATCH = `
const { workerData } = require('node:worker_threads');
const { appendFileSync, writeSync } = require('node:fs');
const attempt = (write) => { try { write(); } catch {} };
setTimeout(() => {
  for (const [path, text] of workerData.files) attempt(() => appendFileSync(path, text));
  attempt(() => writeSync(workerData.descriptor, workerData.text));
  process.kill(process.pid, 'SIGKILL');
}, workerData.seconds * 1000);
`;
