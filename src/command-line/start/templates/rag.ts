import {
  ANSWER_CORRECTNESS,
  HALLUCINATION_RATE,
  INPUT_DRIFT,
  JUDGE_AGREEMENT,
  RECONTACT_48H,
  REPEAT_QUERY_RATE,
  TASK_COMPLETION_RATE,
  TICKET_DEFLECTION_RATE,
} from './shared.ts';
import type { Template } from './template.ts';

/** An assistant that answers from documents that it retrieves. */
export const RAG: Template = {
  kind: 'an assistant that answers from documents',
  title: 'Wiki assistant',
  metrics: [
    {
      id: 'retrieval_recall_at_5',
      teaches: 'The right document among five may still be outdated, or too long to be of use.',
      layer: 'model',
      decides: 'the least share of questions for which the right document is found',
      target: '>= 0.90',
      unit: 'ratio',
      traffic: 'curated',
      drives: ['answer_correctness', 'doc_freshness'],
      guardedBy: ['doc_freshness'],
    },
    {
      id: 'latency_p95',
      teaches: 'Made small by answering from a stale cache, which freshness shows.',
      layer: 'model',
      decides: 'the longest that 95 of 100 users may wait, in ms',
      target: '<= 1500',
      unit: 'ms',
      drives: ['repeat_query_rate'],
      guardedBy: ['doc_freshness'],
    },
    { ...INPUT_DRIFT, drives: ['answer_correctness'] },
    { ...ANSWER_CORRECTNESS, drives: ['repeat_query_rate', 'recontact_48h'] },
    {
      id: 'doc_freshness',
      teaches: 'Similar is not current: the share of answers whose sources are those in force today.',
      layer: 'task',
      decides: 'the least share of answers that cite what is current',
      target: '>= 0.95',
      unit: 'ratio',
      traffic: 'live',
      drives: ['repeat_query_rate'],
      guardedBy: ['answer_correctness'],
    },
    { ...HALLUCINATION_RATE, drives: ['repeat_query_rate'] },
    { ...REPEAT_QUERY_RATE, drives: ['task_completion_rate'] },
    { ...RECONTACT_48H, drives: ['task_completion_rate'] },
    {
      ...TASK_COMPLETION_RATE,
      drives: ['ticket_deflection_rate'],
      guardedBy: ['recontact_48h'],
    },
    TICKET_DEFLECTION_RATE,
    JUDGE_AGREEMENT,
  ],
  northStar: {
    metric: 'task_completion_rate',
    value: 'yes, because a user whose question is settled does not have to ask a colleague or open a ticket',
    rewards: 'asking the assistant first, and leaving with an answer',
    represents: 'a question that is settled and stays settled',
    couldGrow: [
      { how: 'users stop asking what the assistant cannot answer', guard: 'repeat_query_rate' },
      { how: 'an answer sounds final and is wrong', guard: 'recontact_48h' },
    ],
    counterMetrics: ['repeat_query_rate', 'recontact_48h'],
  },
};
