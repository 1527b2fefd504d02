import { type RunningServer, serverFolder, startProgram } from './program.ts';

export interface Pushgateway extends RunningServer {
  /** Replaces what a job has pushed. `text` is in the text format, with a final line feed. */
  push(job: string, text: string): Promise<void>;
}

/** Starts a Pushgateway that forgets everything when it ends. */
export async function startPushgateway(): Promise<Pushgateway> {
  // Debian's default would keep what was pushed in a file that all of them share.
  const words = ['--web.listen-address=127.0.0.1:0', '--persistence.file='];
  const server = await startProgram('prometheus-pushgateway', words, { folder: serverFolder() });
  return {
    ...server,
    async push(job, text) {
      const url = `${server.url}/metrics/job/${encodeURIComponent(job)}`;
      const answer = await fetch(url, { method: 'PUT', body: text });
      if (!answer.ok) throw new Error(`the Pushgateway refuses: ${answer.status} ${await answer.text()}`);
    },
  };
}
