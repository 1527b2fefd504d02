import type { Journal } from '../network.ts';

/** What was done for each source. */
export interface Journals {
  asked(source: string, place: string): void;
  attempted(source: string): void;
  of(source: string): Journal;
}

/** The journals of one run. */
export function createJournals(): Journals {
  const hosts = new Map<string, Set<string>>();
  const attempts = new Map<string, number>();
  return {
    asked(source, place) {
      hosts.set(source, (hosts.get(source) ?? new Set()).add(place));
    },
    attempted(source) {
      attempts.set(source, (attempts.get(source) ?? 0) + 1);
    },
    of: (source) => ({ hosts: [...(hosts.get(source) ?? [])], attempts: attempts.get(source) ?? 0 }),
  };
}
