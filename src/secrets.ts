/** Environment variables of a step that hold a secret of the run, whatever the criteria say. */
const SECRET_VARIABLES = [
  'INPUT_GITHUB-TOKEN',
  'INPUT_TEAM-TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
] as const;

/** The secrets that this run was given, by name only: the rest of the environment is not looked at. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return SECRET_VARIABLES.flatMap((name) => {
    const secret = env[name]?.trim();
    return secret === undefined || secret === '' ? [] : [secret];
  });
}
