type Environment = Readonly<Record<string, string | undefined>>;

/** Environment variables of a step that hold a secret of the run, whatever the criteria say. */
const SECRET_VARIABLES = [
  'INPUT_GITHUB-TOKEN',
  'INPUT_TEAM-TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
] as const;

/** The secrets of a run, by name only: the rest of the environment is not looked at. */
export interface Secrets {
  /** All that are known so far. */
  all(): readonly string[];
  /** One more, such as a credential that the criteria name. */
  keep(secret: string): void;
}

/** The secrets that this run was given; `tell` hears of each that comes later, before it is used. */
export function keepSecrets(env: Environment, tell: (secret: string) => void = () => {}): Secrets {
  const kept = new Set(SECRET_VARIABLES.flatMap((name) => given(env[name])));
  return {
    all: () => [...kept],
    keep(secret) {
      for (const one of given(secret)) {
        if (kept.has(one)) continue;
        kept.add(one);
        tell(one);
      }
    },
  };
}

function given(text: string | undefined): readonly string[] {
  const secret = text?.trim();
  return secret === undefined || secret === '' ? [] : [secret];
}
