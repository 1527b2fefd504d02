import { expect } from 'vitest';
import { bearer, type Case, counts, HOUR, having, type Row } from './case.ts';
import { basic, credential } from './server.ts';

export const ANALYTICS: Readonly<Record<string, Case>> = {
  posthog: {
    method: 'POST',
    path: '/api/projects/12345/query/',
    headers: { ...bearer('POSTHOG_API_KEY'), 'content-type': 'application/json' },
    body: {
      query: { kind: 'HogQLQuery', query: expect.stringMatching(/^SELECT .* FROM events /) },
      refresh: 'force_blocking',
    },
    values: [counts('helpful_rate', 412, 500, HOUR, 'last-event')],
    bad: [
      {
        name: 'still computing',
        change: having({ results: null, query_status: { complete: false } }),
        code: 'partial',
      },
      { name: 'an error', change: having({ results: null, error: 'Query timed out' }), code: 'server' },
      { name: 'no events', change: having({ results: [[0, 0, 0]] }), code: 'absent' },
      {
        name: 'two rows',
        change: having({
          results: [
            [412, 500, 1],
            [9, 9, 1],
          ],
        }),
        code: 'bad-response',
      },
      { name: 'columns swapped', change: having({ columns: ['rated', 'helpful', 'at'] }), code: 'bad-response' },
    ],
    alert: {
      fixture: 'posthog-alerts',
      path: '/api/projects/12345/alerts/',
      state: 'partly-verified',
      bad: [
        { name: 'deleted', change: having({ results: [] }), state: 'refuted', reason: 'alert-missing' },
        { name: 'off', change: alertOf({ enabled: false }), state: 'refuted', reason: 'alert-disabled' },
        { name: 'snoozed', change: alertOf({ state: 'Snoozed' }), state: 'refuted', reason: 'alert-muted' },
        { name: 'firing', change: alertOf({ state: 'Firing' }), state: 'refuted', reason: 'alert-firing' },
        { name: 'errored', change: alertOf({ state: 'Errored' }), state: 'refuted', reason: 'alert-not-evaluating' },
        { name: 'nobody', change: alertOf({ subscribed_users: [] }), state: 'refuted', reason: 'alert-unrouted' },
        { name: 'no state', change: alertOf({ state: null }), state: 'unknown', reason: 'alert-unsure' },
        { name: 'a next page', change: having({ next: 'https://x' }), state: 'unknown', reason: 'alert-unanswered' },
      ],
    },
  },
  statsig: {
    method: 'GET',
    path: '/console/v1/experiments/wiki_assistant_rollout/pulse_results',
    query: { control: '4mbrBdVeHT9BVdVgTvDcVz', test: '5RZ6SyWLzPYUkvUqMhmyDa' },
    headers: { 'statsig-api-key': credential('STATSIG_CONSOLE_KEY'), 'statsig-api-version': '20240601' },
    values: [
      { metric: 'resolved_without_ticket', value: 0.46, n: 4696, at: '2026-11-20T23:59:59.999Z', kind: 'window-end' },
    ],
    bad: [
      { name: 'not computed', change: having({ data: { ds: '2026-11-20', primaryMetrics: [] } }), code: 'absent' },
      { name: 'twice', change: statsig((one) => [one, one]), code: 'partial' },
      { name: 'no data', change: () => ({ message: 'Experiment not started' }), code: 'bad-response' },
    ],
  },
  mixpanel: {
    method: 'GET',
    path: '/api/query/insights',
    query: { project_id: '123456', bookmark_id: '78901234' },
    headers: { authorization: basic('MIXPANEL_SERVICE_ACCOUNT', 'MIXPANEL_SERVICE_SECRET') },
    values: [counts('helpful_rate', 850, 1000, '2026-11-19T23:00:00.000Z', 'sample')],
    bad: [
      {
        name: 'days that differ',
        change: having({ series: { 'Answer Shown': { a: 9, b: 8, c: 1 }, 'Answer Helpful': { a: 1, b: 2 } } }),
        code: 'partial',
      },
      { name: 'renamed', change: having({ series: { 'Answer Shown': { a: 9, b: 8 } } }), code: 'wrong-type' },
      { name: 'empty', change: having({ series: { 'Answer Shown': {}, 'Answer Helpful': {} } }), code: 'absent' },
    ],
  },
  amplitude: {
    method: 'GET',
    path: '/api/3/chart/k3x9wq2z/query',
    headers: { authorization: basic('AMPLITUDE_API_KEY', 'AMPLITUDE_SECRET_KEY') },
    values: [counts('helpful_rate', 850, 1000, '2026-11-20T23:59:59.999Z', 'window-end')],
    bad: [
      { name: 'a longer list', change: amplitude(['2026-11-20', '2026-11-21']), code: 'partial' },
      { name: 'one event', change: () => ({ data: { series: [[]], xValues: [] } }), code: 'bad-response' },
      {
        name: 'swapped',
        change: amplitude(['2026-11-19', '2026-11-20', '2026-11-21'], true),
        code: 'impossible-count',
      },
    ],
  },
  ga4: {
    method: 'POST',
    path: '/v1beta/properties/123456789:runReport',
    headers: bearer('GOOGLE_ACCESS_TOKEN'),
    body: { dimensions: [{ name: 'date' }], dateRanges: [{ startDate: '8daysAgo', endDate: '2daysAgo' }] },
    values: [counts('engaged_sessions', 960, 1500, '2026-11-19T23:59:59.999Z', 'window-end')],
    bad: [
      { name: 'other rows', change: having({ metadata: { dataLossFromOtherRow: true } }), code: 'partial' },
      { name: 'withheld', change: having({ metadata: { subjectToThresholding: true } }), code: 'partial' },
      { name: 'sampled', change: having({ metadata: { samplingMetadatas: [{}] } }), code: 'partial' },
      { name: 'no number', change: ga4('n/a'), code: 'bad-response' },
      { name: 'no rows', change: ({ rows: _, ...rest }: Row) => rest, code: 'wrong-type' },
    ],
  },
};

/** PostHog's list of alerts with parts of the first replaced. */
function alertOf(other: Row) {
  return ({ results, ...rest }: { results: readonly Row[] }) => ({
    ...rest,
    results: results.map((one, index) => (index === 0 ? { ...one, ...other } : one)),
  });
}

/** Statsig's answer with another list of the metric's results. */
function statsig(change: (metric: Row) => readonly Row[]) {
  return ({ data }: { data: { primaryMetrics: readonly Row[] } }) => ({
    data: { ...data, primaryMetrics: change(data.primaryMetrics[1] ?? {}) },
  });
}

function amplitude(xValues: readonly string[], isSwapped = false) {
  return ({ data }: { data: { series: readonly unknown[] } }) => ({
    data: { ...data, series: isSwapped ? data.series.toReversed() : data.series, xValues },
  });
}

function ga4(value: string) {
  const row = { dimensionValues: [{ value: '20261119' }], metricValues: [{ value: '3' }, { value }] };
  return having({ rows: [row] });
}
