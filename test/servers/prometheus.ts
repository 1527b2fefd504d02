import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type RunningServer, serverFolder, startProgram, until } from './program.ts';

/** What a Prometheus of the tests is given. */
export interface GivenPrometheus {
  /** Address by job; labels that a target gives itself are kept, as for a Pushgateway. */
  readonly targets?: Readonly<Record<string, string>>;
  /** As `targets`, but labels that a target gives itself are renamed where they clash with those of the scrape. */
  readonly renaming?: Readonly<Record<string, string>>;
  /** Addresses of Alertmanagers. */
  readonly alertmanagers?: readonly string[];
  /** A rule file. */
  readonly rules?: string;
  /** Asked from everyone, with the bcrypt hash by which the server knows the password. */
  readonly login?: { readonly user: string; readonly password: string; readonly hash: string };
}

export interface Prometheus extends RunningServer {
  /** Replaces the rules, and waits until each was evaluated. */
  setRules(yaml: string): Promise<void>;
  /** Waits until a query gives exactly these values, in any order, as the API writes them. */
  untilValues(query: string, values: readonly string[]): Promise<void>;
  /** Waits until it knows an Alertmanager, which it forgets for up to five seconds when rules are loaded. */
  untilAnnounced(): Promise<void>;
  /** Waits until a rule is in a state. */
  untilState(rule: string, state: 'inactive' | 'pending' | 'firing'): Promise<void>;
}

export const NO_RULES = 'groups: []\n';

/** Starts a Prometheus that scrapes and evaluates every second. Its first value takes about five seconds. */
export async function startPrometheus(given: GivenPrometheus = {}): Promise<Prometheus> {
  const folder = serverFolder();
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at('rules.yml'), given.rules ?? NO_RULES);
  // JSON is YAML.
  writeFileSync(at('prometheus.yml'), JSON.stringify(configOf(given)));
  const { login } = given;
  writeFileSync(at('web.yml'), JSON.stringify(login ? { basic_auth_users: { [login.user]: login.hash } } : {}));
  const headers: Record<string, string> =
    login === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` };
  const words = [
    `--config.file=${at('prometheus.yml')}`,
    `--web.config.file=${at('web.yml')}`,
    `--storage.tsdb.path=${at('data')}`,
    '--web.listen-address=127.0.0.1:0',
    '--web.enable-lifecycle',
  ];
  const server = await startProgram('prometheus', words, { folder, headers });
  const read = async (where: string): Promise<unknown> => {
    const answer = await fetch(`${server.url}/api/v1/${where}`, { headers });
    return ((await answer.json()) as { data: unknown }).data;
  };
  // The shapes of Prometheus' own API; what differs throws, and whoever waits goes on waiting.
  const rules = async () =>
    ((await read('rules')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
  return {
    ...server,
    async setRules(yaml) {
      writeFileSync(at('rules.yml'), yaml);
      const answer = await fetch(`${server.url}/-/reload`, { method: 'POST', headers });
      if (!answer.ok) throw new Error(`Prometheus refuses the rules: ${answer.status} ${await answer.text()}`);
      await until(async () => (await rules()).every(({ health }) => health !== 'unknown'), 'rules to be evaluated');
    },
    untilValues: (query, values) =>
      until(
        async () => {
          const found = (await read(`query?query=${encodeURIComponent(query)}`)) as { result: Sample[] };
          const texts = found.result.map(({ value }) => value[1]);
          return JSON.stringify(texts.sort()) === JSON.stringify([...values].sort());
        },
        `${query} to give ${values.join(', ')}`,
      ),
    untilAnnounced: () =>
      until(async () => {
        const found = (await read('alertmanagers')) as { activeAlertmanagers: unknown[] };
        return found.activeAlertmanagers.length > 0;
      }, 'an Alertmanager to be announced'),
    untilState: (rule, state) =>
      until(
        async () => (await rules()).some((one) => one.name === rule && one.state === state),
        `${rule} to be ${state}`,
      ),
  };
}

interface Rule {
  readonly name: string;
  readonly health: string;
  readonly state?: string;
}

interface Sample {
  readonly value: readonly [at: number, text: string];
}

function configOf({ targets = {}, renaming = {}, alertmanagers = [] }: GivenPrometheus) {
  const jobs = [...Object.entries(targets), ...Object.entries(renaming)];
  return {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    alerting: { alertmanagers: [{ static_configs: [{ targets: alertmanagers }] }] },
    scrape_configs: jobs.map(([job, address]) => ({
      job_name: job,
      honor_labels: !Object.hasOwn(renaming, job),
      static_configs: [{ targets: [address] }],
    })),
  };
}
