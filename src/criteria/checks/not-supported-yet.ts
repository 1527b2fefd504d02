import { SOURCE_SCHEMAS } from '../../sources/schemas/index.ts';
import type { Check } from '../draft.ts';
import type { Path } from '../findings.ts';
import { valueAt } from '../plain-paths.ts';
import { isPlainMap, type Plain } from '../plain-value.ts';
import { type Reading, report, type Support } from '../read-map.ts';

/** A part of the file format that is read but not acted on. Where it is written the gate refuses, and never ignores it. */
interface Row {
  readonly scope: 'file' | 'metric' | 'source';
  readonly path: readonly string[];
  /** Which values of the key are meant; all of them where absent. */
  readonly when?: (value: Plain, holder: Plain) => boolean;
  /** True where the value decides what the keys beside it mean, so that nothing is said of their form either. */
  readonly whole?: true;
}

/** Types of sources that the format knows and nothing asks yet. */
const TYPES_NOT_YET: readonly Plain[] = ['sql', 'grafana', 'datadog', 'cloudwatch', 'langfuse'];

const isFile = (_: Plain, source: Plain) => isPlainMap(source) && source['type'] === 'file';

/** The one list: acting on a key means deleting its row. */
const NOT_SUPPORTED_YET: readonly Row[] = [
  { scope: 'source', path: ['type'], whole: true, when: (type) => TYPES_NOT_YET.includes(type) },
  { scope: 'source', path: ['timeout'], when: isFile },
  { scope: 'source', path: ['concurrency'], when: isFile },
  { scope: 'source', path: ['auth'], when: isFile },
  { scope: 'source', path: ['private'], when: isFile },
  { scope: 'metric', path: ['regression'] },
];

/** Refuses what this version reads but does not act on, at the key that has to go for now. */
export const checkSupport: Check = (draft, reading) => {
  const holders: Readonly<Record<Row['scope'], readonly Path[]>> = {
    file: [[]],
    source: draft.sources.filter(({ type }) => type !== null).map(({ id }) => ['sources', id]),
    metric: draft.metrics.map(({ id }) => ['metrics', id]),
  };
  for (const row of NOT_SUPPORTED_YET) {
    for (const holder of holders[row.scope]) refuse(row, holder, reading);
  }
};

function refuse(row: Row, holder: Path, reading: Reading): void {
  const { root } = reading.document;
  const value = refusedValue(row, holder, root);
  if (value === undefined) return;
  const shown = typeof value === 'string' ? value : null;
  report(
    reading,
    'not-supported-yet',
    [...holder, ...row.path],
    { key: row.path.join('.'), scope: row.scope, value: row.when ? shown : null },
    'key',
  );
}

/** The value that the row refuses in the map at `holder`; `undefined` where there is none. */
function refusedValue(row: Row, holder: Path, root: Plain): Plain | undefined {
  const value = valueAt(root, [...holder, ...row.path]);
  const isMeant = value !== undefined && (row.when === undefined || row.when(value, valueAt(root, holder) ?? null));
  return isMeant ? value : undefined;
}

const SCOPES: readonly (readonly [string, Row['scope']])[] = [
  ['sources', 'source'],
  ['metrics', 'metric'],
];

/** Which parts of the file `checkSupport` refuses, known before they are read. */
export function supportOf(root: Plain): Support {
  const isRefused = (path: Path) => {
    const scope = SCOPES.find(([key]) => key === path[0])?.[1] ?? 'file';
    const holder = scope === 'file' ? [] : path.slice(0, 2);
    // Of an unknown type it is said that it is unknown.
    const type = valueAt(root, [...holder, 'type']);
    if (scope === 'source' && (typeof type !== 'string' || !SOURCE_SCHEMAS.has(type))) return false;
    return NOT_SUPPORTED_YET.some((row) => {
      if (row.scope !== scope) return false;
      const part = row.whole === true ? holder : [...holder, ...row.path];
      return part.every((step, index) => path[index] === step) && refusedValue(row, holder, root) !== undefined;
    });
  };
  const offered = (path: Path, choices: readonly string[]) => {
    const scope = SCOPES.find(([key]) => key === path[0])?.[1] ?? 'file';
    const key = path.slice(scope === 'file' ? 0 : 2).join('.');
    const rows = NOT_SUPPORTED_YET.filter((row) => row.scope === scope && row.path.join('.') === key);
    return choices.filter((choice) => !rows.some((row) => row.when?.(choice, null) === true));
  };
  return { isRefused, offered };
}
