import type { CatalogueEntry } from './entry.ts';
import { advised, MODEL_SHARE } from './entry-defaults.ts';

/** A mean over queries of a score between 0 and 1. */
const PER_QUERY = { ...MODEL_SHARE, kind: 'mean' } as const;

/** Metrics of retrieval, ranking and recommendation. */
export const MODEL_RETRIEVAL: readonly CatalogueEntry[] = [
  {
    ...PER_QUERY,
    id: 'retrieval_recall_at_k',
    title: 'Retrieval recall at k',
    aliases: [
      ...['recall_at_k', 'retrieval_recall', 'hit_rate_at_k', 'retrieval_hit_rate'],
      ...['retrieval_hit_rate_at_k', 'hits_at_k', 'document_recall_at_k'],
    ],
    pitfall: 'The right document may be unusable, such as one of 47 pages, and an outdated one counts as found',
    pairs: [advised(['doc_freshness'], ['context_precision'])],
    reference: 'Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval',
  },
  {
    ...PER_QUERY,
    id: 'precision_at_k',
    title: 'Precision at k',
    aliases: ['retrieval_precision', 'retrieval_precision_at_k'],
    pitfall: 'It does not matter to it whether what is relevant comes first or last',
    pairs: [advised(['ndcg'])],
    reference: 'Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval',
  },
  {
    ...PER_QUERY,
    id: 'ndcg',
    title: 'Normalised discounted cumulative gain',
    aliases: ['ndcg_at_k', 'retrieval_ndcg', 'retrieval_ndcg_at_k'],
    pitfall: 'Labels from clicks carry the bias of the position, and values for different k do not compare',
    pairs: [advised(['coverage'], ['diversity'])],
    reference: 'Järvelin and Kekäläinen 2002',
  },
  {
    ...PER_QUERY,
    id: 'mrr',
    title: 'Mean reciprocal rank',
    aliases: ['mrr_at_k', 'mean_reciprocal_rank', 'retrieval_mrr'],
    pitfall: 'Only the first relevant result counts',
    reference: 'Voorhees 1999, TREC-8 question answering track',
  },
  {
    ...PER_QUERY,
    id: 'map',
    title: 'Mean average precision',
    aliases: ['map_at_k', 'mean_average_precision', 'retrieval_map'],
    pitfall: 'Only the ranks of relevant results count, all of which must be known',
    reference: 'Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval',
  },
  {
    ...MODEL_SHARE,
    id: 'coverage',
    title: 'Coverage of the catalogue',
    aliases: ['catalog_coverage', 'catalogue_coverage', 'item_coverage'],
    kind: 'ratio',
    pitfall: 'It can be bought with irrelevant items',
    pairs: [advised(['precision_at_k'])],
    reference: 'Ge, Delgado-Battenfeld and Jannach 2010, Beyond accuracy',
  },
  {
    ...PER_QUERY,
    id: 'diversity',
    title: 'Diversity of results',
    aliases: ['intra_list_diversity', 'list_diversity', 'novelty'],
    bandToo: true,
    pitfall: 'A random list is the most diverse of all',
    pairs: [advised(['ndcg'], ['precision_at_k'])],
    reference: 'Ziegler et al. 2005, topic diversification',
  },
  {
    ...PER_QUERY,
    id: 'context_precision',
    title: 'Context precision',
    aliases: ['contextual_precision', 'llm_context_precision'],
    judged: true,
    pitfall: 'A model judges it, with the bias of that model',
    reference: 'Ragas, available metrics',
  },
  {
    ...PER_QUERY,
    id: 'context_recall',
    title: 'Context recall',
    aliases: ['contextual_recall', 'llm_context_recall'],
    judged: true,
    pitfall: 'A model judges it against a reference, with the bias of that model',
    reference: 'Ragas, available metrics',
  },
];
