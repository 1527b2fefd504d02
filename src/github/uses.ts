/** Something of the repository that a workflow or an action uses: a reusable workflow, or the folder of an action. */
export type LocalUse =
  | { readonly kind: 'workflow'; readonly path: string }
  /** `''` is the root of the repository. */
  | { readonly kind: 'action'; readonly folder: string };

/** What a workflow or action uses of its own repository, and the files that it runs itself. */
export interface Uses {
  readonly uses: readonly LocalUse[];
  /** Scripts of a JavaScript action, or the Dockerfile of an image, relative to the action's folder. */
  readonly runs: readonly string[];
  /** Whether it may run any file beside it: an image is built of them, and commands name what they like. */
  readonly runsAnything: boolean;
}

/** What the text of a workflow or of an action's metadata uses; `null` where it cannot be read as such. */
export async function readUses(text: string, repository: string): Promise<Uses | null> {
  const { parse } = await import('yaml');
  try {
    const document: unknown = parse(text, { logLevel: 'error' });
    if (!isMap(document)) return null;
    const jobs = mapsOf(document['jobs']);
    const runs = isMap(document['runs']) ? document['runs'] : {};
    const steps = [...jobs, runs].flatMap((holder) => mapsOf(holder['steps']));
    const named = [...jobs, ...steps].flatMap(({ uses }) => (typeof uses === 'string' ? [uses] : []));
    return {
      uses: named.flatMap((use) => localUse(use.trim(), repository) ?? []),
      runs: ['main', 'pre', 'post', 'image'].flatMap((key) => {
        const file = runs[key];
        return typeof file === 'string' && !file.startsWith('docker://') ? [file.trim().replaceAll('\\', '/')] : [];
      }),
      runsAnything: runs['image'] !== undefined || mapsOf(runs['steps']).some((step) => step['run'] !== undefined),
    };
  } catch {
    return null;
  }
}

function localUse(use: string, repository: string): LocalUse | null {
  const path = pathWithin(use, repository);
  if (path === null) return null;
  return /^\.github\/workflows\/[^/]+\.ya?ml$/i.test(path)
    ? { kind: 'workflow', path }
    : { kind: 'action', folder: path };
}

/** The path within the repository that a `uses` names; `null` for another repository's. */
function pathWithin(use: string, repository: string): string | null {
  if (use.startsWith('./') || use === '.') return plain(use);
  const [owner, name, ...rest] = (use.split('@', 1)[0] ?? '').split('/');
  if (`${owner}/${name}`.toLowerCase() !== repository.toLowerCase()) return null;
  return plain(rest.join('/'));
}

function plain(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

function mapsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter(isMap);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
