import type { Alert, Criterion, Gate } from '../../core/criterion.ts';
import { isSame } from './difference.ts';

/**
 * The gate as it stands once the pull request has landed on the trusted one: what it changed since `before` as it has it
 * `after`, everything else as it is on the base branch by then. Part by part, as git merges line by line; where both
 * changed a part, as the pull request has it.
 */
export function landedGate(before: Gate, trusted: Gate, after: Gate): Gate {
  return {
    ...landedFields(before, trusted, after),
    launchSet: landedFields(before.launchSet, trusted.launchSet, after.launchSet),
    override: landedFields(before.override, trusted.override, after.override),
    sources: landedList(before.sources, trusted.sources, after.sources, landedFields),
    lints: landedRecord(before.lints, trusted.lints, after.lints),
    metrics: landedList(before.metrics, trusted.metrics, after.metrics, landedMetric),
  };
}

function landedMetric(before: Criterion, trusted: Criterion, after: Criterion): Criterion {
  return { ...landedFields(before, trusted, after), alert: landedAlert(before.alert, trusted.alert, after.alert) };
}

function landedAlert(before: Alert | null, trusted: Alert | null, after: Alert | null): Alert | null {
  if (before !== null && trusted !== null && after !== null) {
    const parts = landedParts(before.parts, trusted.parts, after.parts);
    return { ...landedFields(before, trusted, after), parts };
  }
  return isSame(before, after) ? trusted : after;
}

function landedParts(before: Alert['parts'], trusted: Alert['parts'], after: Alert['parts']): Alert['parts'] {
  if (before !== null && trusted !== null && after !== null) return landedFields(before, trusted, after);
  return isSame(before, after) ? trusted : after;
}

function landedFields<Holder extends object>(before: Holder, trusted: Holder, after: Holder): Holder {
  const fields = Object.keys(after) as (keyof Holder)[]; // an object's own keys are keys of its type
  const untouched = fields.filter((field) => isSame(before[field], after[field]));
  return { ...after, ...Object.fromEntries(untouched.map((field) => [field, trusted[field]])) };
}

/** Entries by key, each of which stays, comes or goes as a whole. */
function landedRecord<Entry>(
  before: Readonly<Record<string, Entry>>,
  trusted: Readonly<Record<string, Entry>>,
  after: Readonly<Record<string, Entry>>,
): Readonly<Record<string, Entry>> {
  const listed = (record: Readonly<Record<string, Entry>>) =>
    Object.entries(record).map(([id, entry]) => ({ id, entry }));
  const landed = landedList(listed(before), listed(trusted), listed(after), landedFields);
  return Object.fromEntries(landed.map(({ id, entry }) => [id, entry]));
}

/** What has an id stays, comes or goes as a whole: it goes where either side took it away and the other left it alone. */
function landedList<Entry extends { readonly id: string }>(
  before: readonly Entry[],
  trusted: readonly Entry[],
  after: readonly Entry[],
  landed: (before: Entry, trusted: Entry, after: Entry) => Entry,
): readonly Entry[] {
  const [started, based] = [byId(before), byId(trusted)];
  const own = after.flatMap((entry): readonly Entry[] => {
    const [was, is] = [started.get(entry.id), based.get(entry.id)];
    if (is === undefined) return was !== undefined && isSame(was, entry) ? [] : [entry];
    return [was === undefined ? entry : landed(was, is, entry)];
  });
  const theirs = trusted.filter(({ id }) => !started.has(id) && !after.some((entry) => entry.id === id));
  return [...own, ...theirs];
}

function byId<Entry extends { readonly id: string }>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
