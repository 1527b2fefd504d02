import { CATALOGUE, catalogueEntry, catalogueName } from '../../core/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../core/catalogue/entry.ts';
import { suggestEntries } from '../../core/catalogue/suggest-entries.ts';
import type { Measurement } from '../../core/measurement.ts';
import { plainText } from '../../report/neutralise.ts';
import { fileSource } from '../../sources/file-source.ts';
import { type Choices, type Survey, surveyResults } from '../../sources/survey-results.ts';
import type { Workspace } from '../../sources/workspace.ts';
import { criteriaId } from './criteria-id.ts';
import { type FromKeys, keysFor, lmEvalKeys } from './keys-for.ts';

/** Where results lie, from the workspace. */
export interface ResultPath {
  readonly path: string;
  readonly isFolder: boolean;
}

/** A metric found in a result file, or a column of one that holds rows. */
export interface FoundMetric {
  /** As criteria may call it. */
  readonly id: string;
  /** As the file calls it; foreign text. */
  readonly name: string;
  /** The keys of its `from` that find it there. */
  readonly keys: FromKeys;
  /** What the catalogue knows of exactly this name; `null` where it does not know it. */
  readonly entry: CatalogueEntry | null;
  /** Names of the catalogue that it may mean, to ask a person; none where the metric is known. */
  readonly near: readonly string[];
  readonly value: number | null;
  readonly sampleSize: number | null;
  /** Milliseconds since the epoch. */
  readonly observedAtMs: number | null;
  /** Why it has no value that could be judged; `null` where it has one, and for columns. */
  readonly problem: string | null;
}

/** What a result file holds. */
export interface FoundResults extends ResultPath {
  readonly format: string;
  readonly holds: Holds;
  readonly metrics: readonly FoundMetric[];
  /** How many further names the file has that were not looked at. */
  readonly more: number;
  /** What a person has to choose in the file by key of `from`, such as one provider of several; foreign text. */
  readonly choices: Choices;
}

/** What the names of a file are, and whether a gate reads them by themselves. */
export type Holds = Extract<Survey, { readonly ok: true }>['holds'];

export type Found = { readonly ok: true; readonly found: FoundResults } | { readonly ok: false; readonly text: string };

const MOST_METRICS = 500;
const MOST_NEAR = 3;
/** Comparing names costs, and nobody reads hundreds of questions. */
const MOST_COMPARED = 60;
/** Criteria name nothing longer. */
const LONGEST_NAME = 200;

/** Recognises a result file of the workspace and reads its metrics as criteria would; says in `text` why it cannot. */
export async function findResults(workspace: Workspace, path: string): Promise<Found> {
  const survey = await surveyResults(workspace, path);
  if (!survey.ok) return survey;
  const all = [...new Set(survey.names)];
  const usable = all.filter((name) => name.length <= LONGEST_NAME && plainText(name) !== '');
  const names = usable.slice(0, MOST_METRICS);
  const ids = new Set<string>();
  const asked = names.map((name) => {
    const id = criteriaId(name, ids);
    ids.add(id);
    return { id, name, keys: keysFor(survey, name, id) };
  });
  const read = survey.holds === 'rows' ? [] : await readAll(workspace, path, survey.format, asked);
  const found: FoundResults = {
    path,
    isFolder: await workspace.isDirectory(path),
    format: survey.format,
    holds: survey.holds,
    metrics: (survey.holds === 'rows' ? asked : read).map((one, index) => ({
      ...{ id: one.id, name: one.name, keys: one.keys },
      ...placed(survey.format, one.name, index < MOST_COMPARED),
      ...valued(survey.holds, 'measurement' in one ? one.measurement : undefined),
    })),
    more: all.length - names.length,
    choices: survey.choices ?? {},
  };
  return { ok: true, found };
}

type Asked = Pick<FoundMetric, 'id' | 'name' | 'keys'>;
interface Read extends Asked {
  readonly measurement: Measurement | undefined;
}

/** Each name with what it gave; in Evidently's files what is no metric may be a test. */
async function readAll(
  workspace: Workspace,
  path: string,
  format: string,
  asked: readonly Asked[],
): Promise<readonly Read[]> {
  const first = await measure(workspace, path, format, asked);
  const absent = format === 'evidently' ? asked.filter(({ id }) => first.get(id)?.kind === 'absent') : [];
  const tests = absent.map((one): Asked => ({ ...one, keys: { test: one.name } }));
  const second = tests.length === 0 ? new Map<string, Measurement>() : await measure(workspace, path, format, tests);
  return asked.map((one) => {
    const test = tests.find(({ id }) => id === one.id);
    const answer = second.get(one.id);
    if (test !== undefined && answer?.kind === 'measured') return { ...test, measurement: answer };
    return { ...one, measurement: first.get(one.id) };
  });
}

function measure(
  workspace: Workspace,
  path: string,
  format: string,
  asked: readonly Asked[],
): Promise<ReadonlyMap<string, Measurement>> {
  const requests = asked.map(({ id, keys }) => ({ metric: id, keys, scale: null }));
  return fileSource.measure({ id: 'results', keys: { path, format } }, requests, {
    workspace,
    changed: null,
    network: null,
  });
}

type Valued = Pick<FoundMetric, 'value' | 'sampleSize' | 'observedAtMs' | 'problem'>;

function valued(holds: Holds, measurement: Measurement | undefined): Valued {
  const without = (problem: string | null): Valued => ({ value: null, sampleSize: null, observedAtMs: null, problem });
  if (holds === 'rows') return without(null);
  if (measurement === undefined || measurement.kind === 'not-asked') return without('it was not read');
  if (measurement.kind !== 'measured') return without(measurement.detail);
  const { value, sampleSize, successes, attempted, observedAtMs } = measurement;
  if (!Number.isFinite(value)) return without('its value is no number (NaN or infinity)');
  if (![sampleSize, successes, attempted].every(isCount)) return without('its counts are no whole numbers');
  if (sampleSize === 0) return without('nothing was judged for it: its sample size is 0');
  if (successes !== null && sampleSize !== null && successes > sampleSize)
    return without('it counts more successes than items');
  return { value, sampleSize, observedAtMs, problem: null };
}

function isCount(count: number | null): boolean {
  return count === null || (Number.isSafeInteger(count) && count >= 0);
}

function placed(format: string, name: string, isCompared: boolean): Pick<FoundMetric, 'entry' | 'near'> {
  const tools = metricName(format, name);
  const entry = tools === null ? null : knownAs(tools);
  return { entry, near: entry === null && isCompared ? nearNames(spelt(tools ?? name)) : [] };
}

/** What a name may mean: one that is nearly it, or one that says more precisely what it counts (`thumbs_up_rate`). */
function nearNames(name: string): readonly string[] {
  const longer = CATALOGUE.filter(({ id }) => id.startsWith(`${catalogueName(name)}_`));
  const ids = [...suggestEntries(name, MOST_NEAR), ...longer].map(({ id }) => id);
  return [...new Set(ids)].slice(0, MOST_NEAR);
}

/** What in a name of the format says which metric it is; `null` where the name says only which cases were run. */
function metricName(format: string, name: string): string | null {
  switch (format) {
    case 'junit':
      return null;
    case 'lm-eval':
      return lmEvalKeys(name)['metric'] ?? null;
    default:
      return name;
  }
}

/** The entry of exactly this name, in the spelling of criteria: `Answer Relevancy` and `recall@5` are names too. */
function knownAs(name: string): CatalogueEntry | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.@ -]*$/.test(name)) return null;
  return catalogueEntry(spelt(name));
}

/** A name with its spaces as the catalogue writes them. */
function spelt(name: string): string {
  return name.trim().replace(/\s+/g, '_');
}
