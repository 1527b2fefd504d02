import type { CatalogueEntry } from './entry.ts';
import {
  advised,
  HUNDRED,
  MODEL_AMOUNT,
  MODEL_SCORE,
  MODEL_SHARE,
  needed,
  SHARE,
  TASK_CORRECTNESS,
} from './entry-defaults.ts';

/** A resemblance score is reported between 0 and 1 by some tools and between 0 and 100 by others. */
const RESEMBLANCE = { ...MODEL_SCORE, modelOnly: true, scales: [SHARE, HUNDRED], unit: null };

/** Metrics of how much a text resembles a reference. */
export const MODEL_TEXT: readonly CatalogueEntry[] = [
  {
    ...RESEMBLANCE,
    id: 'bleu',
    title: 'BLEU',
    aliases: ['sacrebleu', 'bleu_score', 'answer_bleu', 'corpus_bleu', 'bleu_1', 'bleu_2', 'bleu_3', 'bleu_4'],
    pitfall:
      'It rewards shared word sequences, so that wordy copies of the reference win; values of different tokenizers do not compare',
    pairs: [needed(...TASK_CORRECTNESS)],
    reference: 'Papineni et al. 2002; Post 2018, sacreBLEU',
  },
  {
    ...RESEMBLANCE,
    id: 'rouge',
    title: 'ROUGE',
    aliases: ['rouge_l', 'rougel', 'rouge_lsum', 'rougelsum', 'rouge1', 'rouge2', 'rouge_1', 'rouge_2', 'answer_rouge'],
    kind: 'mean',
    pitfall: 'Its recall rewards length: the longer the answer, the more of the reference is in it',
    pairs: [needed(...TASK_CORRECTNESS), advised(['answer_length'])],
    reference: 'Lin 2004',
  },
  {
    ...RESEMBLANCE,
    id: 'meteor',
    title: 'METEOR',
    aliases: ['meteor_score', 'answer_meteor'],
    pitfall: 'It measures resemblance to a reference, with synonyms, and not whether the answer is right',
    pairs: [advised(...TASK_CORRECTNESS)],
    reference: 'Banerjee and Lavie 2005',
  },
  {
    ...RESEMBLANCE,
    id: 'chrf',
    title: 'chrF',
    aliases: ['chrf_score', 'chrfpp', 'answer_chrf'],
    pitfall: 'It measures shared runs of letters, and a wrong number changes almost nothing of it',
    pairs: [advised(...TASK_CORRECTNESS)],
    reference: 'Popović 2015',
  },
  {
    ...RESEMBLANCE,
    id: 'bertscore',
    title: 'BERTScore',
    aliases: ['bert_score', 'bertscore_f1', 'answer_bertscore'],
    pitfall: 'An answer that says the opposite in like words scores nearly as well',
    pairs: [advised(...TASK_CORRECTNESS)],
    reference: 'Zhang et al. 2020',
  },
  {
    ...MODEL_SHARE,
    id: 'cosine_similarity',
    title: 'Cosine similarity',
    aliases: [
      ...['cosine', 'cosine_sim', 'embedding_similarity', 'semantic_similarity', 'answer_similarity'],
      ...['query_chunk_cosine', 'query_chunk_similarity', 'answer_cosine'],
    ],
    modelOnly: true,
    scales: [{ low: -1, high: 1 }],
    unit: null,
    kind: 'mean',
    pitfall:
      'It favours long, general documents and is blind to whether they are current or right: similar is not a success',
    pairs: [needed(['doc_freshness'], ['answer_correctness'])],
    reference: 'Steck et al. 2024, Is cosine-similarity of embeddings really about similarity?',
  },
  {
    ...MODEL_SHARE,
    id: 'exact_match',
    title: 'Exact match',
    aliases: ['em', 'exact_match_score', 'quasi_exact_match'],
    pitfall: 'It punishes a right answer in other words',
    pairs: [advised(['answer_correctness'])],
    reference: 'Rajpurkar et al. 2016, SQuAD',
  },
  {
    ...MODEL_AMOUNT,
    id: 'perplexity',
    title: 'Perplexity',
    aliases: ['ppl', 'word_perplexity', 'token_perplexity'],
    modelOnly: true,
    scales: [{ low: 1, high: null }],
    kind: 'corpus',
    pitfall: 'It compares only between models with the same tokenizer, and says nothing about success at a task',
    pairs: [advised([{ layer: 'task' }])],
    reference: 'Jelinek et al. 1977',
  },
];
