import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type RunningServer, serverFolder, startProgram } from './program.ts';

/** Sends everything to one receiver that is reached by a web hook, within seconds. */
export const ROUTED = `route: { receiver: oncall, group_wait: 1s, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: oncall
    webhook_configs: [{ url: "http://127.0.0.1:9/page" }]
`;

/** Sends everything to a receiver that nothing is behind. */
export const UNROUTED = 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n';

export interface Alertmanager extends RunningServer {
  /** Mutes what matches from now on for an hour. `value` is compared as a whole, or as a regular expression. */
  silence(matchers: readonly { name: string; value: string; isRegex?: boolean }[]): Promise<void>;
  /** Ends all silences. */
  liftSilences(): Promise<void>;
  /** Replaces the configuration and has it loaded. */
  setConfig(yaml: string): Promise<void>;
}

/** Starts an Alertmanager of its own; `port` only where it must come back at the same place. */
export async function startAlertmanager(config = ROUTED, port = 0): Promise<Alertmanager> {
  const folder = serverFolder();
  const file = path.join(folder, 'alertmanager.yml');
  writeFileSync(file, config);
  const words = [
    `--config.file=${file}`,
    `--storage.path=${path.join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    // Alone: no gossip, which would listen on a port of its own.
    '--cluster.listen-address=',
  ];
  const server = await startProgram('prometheus-alertmanager', words, { folder });
  return {
    ...server,
    async silence(matchers) {
      const now = Date.now();
      const answer = await fetch(`${server.url}/api/v2/silences`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          matchers: matchers.map((matcher) => ({ isRegex: false, isEqual: true, ...matcher })),
          startsAt: new Date(now).toISOString(),
          endsAt: new Date(now + 3_600_000).toISOString(),
          createdBy: 'tests',
          comment: 'deploying',
        }),
      });
      if (!answer.ok) throw new Error(`the Alertmanager refuses the silence: ${answer.status}`);
    },
    async liftSilences() {
      const answer = await fetch(`${server.url}/api/v2/silences`);
      // The API's own shape.
      const silences = (await answer.json()) as readonly { readonly id: string }[];
      for (const { id } of silences) await fetch(`${server.url}/api/v2/silence/${id}`, { method: 'DELETE' });
    },
    async setConfig(yaml) {
      writeFileSync(file, yaml);
      const answer = await fetch(`${server.url}/-/reload`, { method: 'POST' });
      if (!answer.ok) throw new Error(`the Alertmanager refuses its configuration: ${answer.status}`);
    },
  };
}
