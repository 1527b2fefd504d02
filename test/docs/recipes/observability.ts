import { expect } from 'vitest';
import { bearer, type Case, counts, HOUR, having, type Row } from './case.ts';
import { credential } from './server.ts';

export const OBSERVABILITY: Readonly<Record<string, Case>> = {
  'new-relic': {
    method: 'POST',
    path: '/graphql',
    headers: { 'api-key': credential('NEW_RELIC_USER_KEY') },
    body: { variables: { account: 1234567, nrql: expect.stringMatching(/^SELECT .* SINCE 1 day ago$/) } },
    values: [counts('helpful_rate', 412, 500, HOUR, 'last-event')],
    bad: [
      { name: 'errors beside data', change: having({ errors: [{ message: 'NRQL timeout' }] }), code: 'server' },
      { name: 'no events', change: nrql([{ helpful: 0, rated: 0, at: null }]), code: 'absent' },
      {
        name: 'facets',
        change: nrql([
          { helpful: 1, rated: 1 },
          { helpful: 2, rated: 2 },
        ]),
        code: 'partial',
      },
    ],
    alert: {
      fixture: 'new-relic-alert',
      path: '/graphql',
      state: 'partly-verified',
      bad: [
        { name: 'deleted', change: conditions([]), state: 'refuted', reason: 'alert-missing' },
        {
          name: 'off',
          change: conditions([{ name: 'Helpful answers low', enabled: false }]),
          state: 'refuted',
          reason: 'alert-disabled',
        },
        {
          name: 'several',
          change: conditions([{ name: 'Helpful answers low' }, { name: 'Helpful answers low' }]),
          state: 'unknown',
          reason: 'alert-unanswered',
        },
        {
          name: 'no signal',
          change: account((all) => ({ ...all, signal: { results: [{ n: 0 }] } })),
          state: 'refuted',
          reason: 'alert-not-evaluating',
        },
        {
          name: 'an open incident',
          change: account((all) => ({ ...all, incidents: { results: [{ event: 'close' }, { event: 'open' }] } })),
          state: 'refuted',
          reason: 'alert-firing',
        },
        {
          name: 'an active muting rule',
          change: account(({ alerts, ...all }) => ({
            ...all,
            alerts: { ...(alerts as Row), mutingRules: [{ id: '1', status: 'ACTIVE' }] },
          })),
          state: 'unknown',
          reason: 'alert-unsure',
        },
        { name: 'errors', change: having({ errors: [{}] }), state: 'unknown', reason: 'alert-unanswered' },
      ],
    },
  },
  sentry: {
    method: 'GET',
    path: '/api/0/organizations/acme/events-timeseries/',
    query: { dataset: 'spans', yAxis: 'failure_rate()', interval: '1d', statsPeriod: '3d' },
    headers: bearer('SENTRY_TOKEN'),
    values: [{ metric: 'agent_failure_rate', value: 0.012, n: 4800, at: '2026-11-20T00:00:00.000Z', kind: 'sample' }],
    bad: [
      { name: 'no project', change: () => ({ meta: {}, timeSeries: [] }), code: 'absent' },
      { name: 'groups', change: sentry((one) => [one, one]), code: 'bad-response' },
      { name: 'idle days', change: sentry((one) => [bucket(one, { sampleCount: 0 })]), code: 'absent' },
      { name: 'all incomplete', change: sentry((one) => [bucket(one, { incomplete: true })]), code: 'absent' },
      { name: 'thinly sampled', change: sentry((one) => [bucket(one, { confidence: 'low' })]), code: 'partial' },
    ],
    alert: {
      fixture: 'sentry-monitor',
      path: '/api/0/organizations/acme/detectors/123456/',
      state: 'partly-verified',
      bad: [
        { name: 'off', change: having({ enabled: false }), state: 'refuted', reason: 'alert-disabled' },
        { name: 'unconnected', change: having({ workflowIds: [] }), state: 'refuted', reason: 'alert-disabled' },
        {
          name: 'firing',
          change: having({ latestGroup: { status: 'unresolved' } }),
          state: 'refuted',
          reason: 'alert-firing',
        },
        { name: 'renamed', change: having({ name: 'Other' }), state: 'refuted', reason: 'alert-missing' },
        {
          name: 'query disabled',
          change: having({ dataSources: [{ queryObj: { status: 4 } }] }),
          state: 'refuted',
          reason: 'alert-not-evaluating',
        },
        { name: 'shape', change: () => ({ detail: 'x' }), state: 'unknown', reason: 'alert-unanswered' },
      ],
    },
  },
  honeycomb: {
    method: 'GET',
    path: '/1/slos/wiki-assistant/2LBq9LckbcA',
    query: { detailed: 'true' },
    headers: { 'x-honeycomb-team': credential('HONEYCOMB_API_KEY') },
    values: [{ metric: 'answered_in_time', value: 0.995, n: null, at: null, kind: 'none' }],
    bad: [
      { name: 'not on this plan', change: ({ compliance: _, ...rest }: Row) => rest, code: 'absent' },
      { name: 'no events', change: having({ compliance: null }), code: 'absent' },
    ],
    alert: {
      fixture: 'honeycomb-trigger',
      path: '/1/triggers/wiki-assistant/8vFs1HwzQ4d',
      state: 'partly-verified',
      bad: [
        { name: 'off', change: having({ disabled: true }), state: 'refuted', reason: 'alert-disabled' },
        { name: 'nobody', change: having({ recipients: [] }), state: 'refuted', reason: 'alert-unrouted' },
        { name: 'firing', change: having({ triggered: true }), state: 'refuted', reason: 'alert-firing' },
        { name: 'slow', change: having({ frequency: 86_400 }), state: 'refuted', reason: 'alert-over-within' },
        {
          name: 'by hours',
          change: having({ evaluation_schedule_type: 'window' }),
          state: 'refuted',
          reason: 'alert-not-evaluating',
        },
        { name: 'no flag', change: having({ triggered: null }), state: 'unknown', reason: 'alert-unsure' },
        { name: 'a saved query', change: having({ query: {} }), state: 'unknown', reason: 'alert-unanswered' },
      ],
    },
  },
};

/** New Relic's answer with the account replaced. */
function account(change: (account: Row) => Row) {
  return (answer: { data: { actor: { account: Row } } }) => ({
    data: { actor: { account: change(answer.data.actor.account) } },
  });
}

function nrql(results: readonly Row[]) {
  return account(() => ({ nrql: { results } }));
}

function conditions(nrqlConditions: readonly Row[]) {
  return account(({ alerts, ...rest }) => ({
    ...rest,
    alerts: { ...(alerts as Row), nrqlConditionsSearch: { nrqlConditions } }, // a map in the fixture
  }));
}

type Series = { readonly values: readonly Row[] };

function sentry(change: (series: Series) => readonly Series[]) {
  return ({ timeSeries: [series], ...rest }: { timeSeries: readonly Series[] }) => ({
    ...rest,
    timeSeries: series === undefined ? [] : change(series),
  });
}

function bucket(series: Series, other: Row): Series {
  return { ...series, values: series.values.map((value) => ({ ...value, ...other })) };
}
