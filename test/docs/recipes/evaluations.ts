import { expect } from 'vitest';
import { bearer, type Case, having, type Row } from './case.ts';
import { basic, credential } from './server.ts';

export const EVALUATIONS: Readonly<Record<string, Case>> = {
  langsmith: {
    method: 'GET',
    path: '/api/v1/sessions',
    query: { name: 'wiki-assistant-release', include_stats: 'true', limit: '2' },
    headers: { 'x-api-key': credential('LANGSMITH_API_KEY') },
    values: [{ metric: 'answer_correctness', value: 0.9, n: 118, at: '2026-11-21T13:05:41.250Z', kind: 'last-event' }],
    bad: [
      { name: 'no such project', change: () => [], code: 'absent' },
      { name: 'two projects', change: ([one]: readonly Row[]) => [one, one], code: 'bad-response' },
      { name: 'no feedback', change: ([one]: readonly Row[]) => [{ ...one, feedback_stats: {} }], code: 'absent' },
    ],
  },
  braintrust: {
    method: 'POST',
    path: '/btql',
    headers: bearer('BRAINTRUST_API_KEY'),
    body: { query: expect.stringMatching(/^SELECT avg\(.* interval 1 day/), fmt: 'json' },
    values: [{ metric: 'factuality', value: 0.93, n: 640, at: '2026-11-21T14:12:03.512Z', kind: 'last-event' }],
    bad: [
      { name: 'out of time', change: having({ realtime_state: { type: 'exhausted_timeout' } }), code: 'partial' },
      { name: 'nothing scored', change: having({ data: [{ value: null, sample_size: 0 }] }), code: 'absent' },
      { name: 'groups', change: having({ data: [{ value: 1 }, { value: 0 }] }), code: 'bad-response' },
    ],
  },
  phoenix: {
    method: 'GET',
    path: '/v1/experiments/RXhwZXJpbWVudDo0Mg==/json',
    headers: bearer('PHOENIX_API_KEY'),
    values: [{ metric: 'answer_correctness', value: 0.875, n: 4, at: '2026-11-20T10:00:09.250Z', kind: 'sample' }],
    bad: [
      {
        name: 'a run without a score',
        change: ([one, ...rest]: readonly Row[]) => [{ ...one, annotations: [], error: 'timeout' }, ...rest],
        code: 'partial',
      },
      { name: 'nothing', change: () => [], code: 'absent' },
      { name: 'another shape', change: (runs: unknown) => ({ data: runs }), code: 'bad-response' },
    ],
  },
  mlflow: {
    method: 'POST',
    path: '/api/2.0/mlflow/runs/search',
    headers: { authorization: basic('MLFLOW_TRACKING_USERNAME', 'MLFLOW_TRACKING_PASSWORD') },
    body: { experiment_ids: ['17'], max_results: 1, order_by: ['attributes.start_time DESC'] },
    values: [{ metric: 'retrieval_f1', value: 0.87, n: 400, at: '2026-11-21T10:46:00.000Z', kind: 'sample' }],
    bad: [
      { name: 'no run', change: () => ({}), code: 'absent' },
      { name: 'not logged', change: runOf({ data: { metrics: [{ key: 'loss', value: 0.1 }] } }), code: 'absent' },
      { name: 'NaN', change: runOf({ data: { metrics: [{ key: 'f1', value: 'NaN' }] } }), code: 'not-a-number' },
      { name: 'still running', change: runOf({ info: { status: 'RUNNING' } }), code: 'partial' },
    ],
  },
  'weights-and-biases': {
    method: 'POST',
    path: '/graphql',
    headers: { authorization: credential('WANDB_AUTHORIZATION') },
    body: {
      query: expect.stringMatching(/^query Latest\(/),
      variables: { entity: 'acme', filters: expect.stringMatching(/"finished"/) },
    },
    values: [{ metric: 'answer_f1', value: 0.84, n: 400, at: '2026-11-21T10:46:00.250Z', kind: 'sample' }],
    bad: [
      { name: 'errors', change: having({ errors: [{ message: 'no' }] }), code: 'server' },
      { name: 'no such project', change: () => ({ data: { project: null } }), code: 'wrong-type' },
      { name: 'nothing logged', change: wandb({ state: 'finished', sampledHistory: [[]] }), code: 'absent' },
      { name: 'running', change: wandb({ state: 'running', sampledHistory: [[{ _step: 1 }]] }), code: 'partial' },
    ],
  },
};

/** MLflow's answer with parts of its run replaced. */
function runOf(other: Row) {
  return ({ runs: [run] }: { runs: readonly Row[] }) => ({ runs: [{ ...run, ...other }] });
}

function wandb(node: Row) {
  return () => ({ data: { project: { runs: { edges: [{ node }] } } } });
}
