import { elements, field, isObject, textOf } from '../formats/document.ts';
import { quoted, SourceProblem } from '../source-problem.ts';
import { compared, type OrderKey, orderKeyOf } from './run-order.ts';
import { getFrom, searchIn, type TrackingServer } from './tracking-api.ts';

type Keys = Readonly<Record<string, unknown>>;

/** The newest first, where the criteria say nothing else. */
const NEWEST_FIRST = ['attributes.end_time DESC'];
const FINISHED = "attributes.status = 'FINISHED'";
/** The first and its neighbour, which shows whether the order tells the two apart. */
const WANTED_RUNS = 2;
/** Servers may answer with fewer runs than asked for, or with none, and go on on the next page. */
const MOST_PAGES = 10;
/** What an answer of the search may hold; anything else, such as an error with the status of a success, is none. */
const PAGE_KEYS: ReadonlySet<string> = new Set(['runs', 'next_page_token']);

/**
 * The first finished run of the experiment by filter and order, as the server wrote it; `null` where there is none.
 * Throws `SourceProblem` where nobody can say which it is.
 */
export async function findRun(server: TrackingServer, keys: Keys): Promise<unknown> {
  const experiment = await experimentId(server, textOf(keys['experiment']));
  const order = orderOf(keys['order-by']);
  const orderKeys = order.map(orderKeyOf);
  const filter = textOf(keys['filter']);
  const [first, second] = await firstRuns(server, {
    experiment_ids: [experiment],
    filter: filter === null ? FINISHED : `${FINISHED} and ${filter}`,
    run_view_type: 'ACTIVE_ONLY',
    max_results: WANTED_RUNS,
    order_by: order,
  });
  if (first === undefined) return null;
  for (const run of second === undefined ? [first] : [first, second]) requireAsked(run, experiment);
  if (second !== undefined) requireOrder(first, second, orderKeys);
  return first;
}

function orderOf(written: unknown): readonly string[] {
  const items = Array.isArray(written) ? written : written === undefined ? NEWEST_FIRST : [written];
  return items.map((item) => {
    if (typeof item !== 'string') throw new SourceProblem('config', '`order-by` is not a text or a list of texts');
    return item;
  });
}

/** Ids are numbers; any other text is a name. */
async function experimentId(server: TrackingServer, experiment: string | null): Promise<string> {
  if (experiment === null) throw new SourceProblem('config', '`experiment` is needed: the name or id of one');
  if (/^\d{1,20}$/.test(experiment)) return experiment;
  const answer = await getFrom(server, 'experiments/get-by-name', { experiment_name: experiment });
  if (!answer.ok) {
    const missing = answer.code === 'not-found' ? `, or no experiment ${quoted(experiment)}` : '';
    throw new SourceProblem(answer.code, `${answer.detail}${missing}`);
  }
  const found = field(answer.value, 'experiment');
  const id = field(found, 'experiment_id');
  if (field(found, 'name') !== experiment || typeof id !== 'string' || !/^[\w-]{1,100}$/.test(id))
    throw new SourceProblem(
      'bad-response',
      'asked for an experiment by its name, the server answers with something else',
    );
  if (field(found, 'lifecycle_stage') !== 'active')
    throw new SourceProblem('not-found', `the experiment ${quoted(experiment)} is not active: it was deleted`);
  return id;
}

/** The first runs of a search, as many as are needed; pages are read only as far as needed. */
async function firstRuns(server: TrackingServer, search: object): Promise<readonly unknown[]> {
  const runs: unknown[] = [];
  let token: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await searchIn(server, 'runs/search', token === null ? search : { ...search, page_token: token });
    if (!answer.ok) throw new SourceProblem(answer.code, answer.detail);
    const { value } = answer;
    const listed = field(value, 'runs');
    const isPage = isObject(value) && Object.keys(value).every((key) => PAGE_KEYS.has(key));
    if (!isPage || !(listed === undefined || Array.isArray(listed)))
      throw new SourceProblem('bad-response', 'the server answers the search for runs with something else');
    runs.push(...elements(listed));
    token = textOf(field(value, 'next_page_token'));
    if (runs.length >= WANTED_RUNS || token === null) return runs;
  }
  throw new SourceProblem('bad-response', `${MOST_PAGES} pages of runs held fewer than ${WANTED_RUNS} of them`);
}

/** A server that does not know filters, or answers something else, must not choose the run. */
function requireAsked(run: unknown, experiment: string): void {
  const asked =
    field(run, 'info', 'status') === 'FINISHED' &&
    field(run, 'info', 'lifecycle_stage') === 'active' &&
    field(run, 'info', 'experiment_id') === experiment;
  if (asked) return;
  throw new SourceProblem('bad-response', 'asked for finished runs of one experiment, the server answers with others');
}

function requireOrder(first: unknown, second: unknown, keys: readonly OrderKey[]): void {
  const comparison = compared(first, second, keys);
  if (comparison === 'as-ordered') return;
  const id = (run: unknown) => quoted(String(field(run, 'info', 'run_id')));
  const names = `${id(first)} and ${id(second)}`;
  throw comparison === 'tie'
    ? new SourceProblem('ambiguous', `the order does not tell the runs ${names} apart: narrow filter or order-by`)
    : new SourceProblem('bad-response', `the server does not keep to the order: see the runs ${names}`);
}
