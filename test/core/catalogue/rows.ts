/**
 * Every metric of the catalogue, written out by hand from the literature and not from the data, so that a direction, a
 * range or a pair that is changed by mistake is seen. Columns: id; layer; ↑ higher is better, ↓ lower, ◎ a band, ↑◎ and
 * ↓◎ a band too; leading, lagging or either; kind; scales; pairs that are needed; pairs that are advised. In pairs `/`
 * stands between alternatives and `+` between members of one.
 */
export const ROWS = `
accuracy | model | ↑ | leading | proportion | 0..1 | precision + recall / balanced_accuracy / mcc |
balanced_accuracy | model | ↑ | leading | corpus | 0..1 | |
mcc | model | ↑ | leading | corpus | -1..1 | |
precision | model | ↑ | leading | proportion | 0..1 | recall |
recall | model | ↑ | leading | proportion | 0..1 | precision / false_positive_rate |
false_positive_rate | model | ↓ | leading | proportion | 0..1 | | recall
f1 | model | ↑ | leading | corpus | 0..1 | | precision / recall
auc_roc | model | ↑ | leading | corpus | 0..1 | | precision / recall
auc_pr | model | ↑ | leading | corpus | 0..1 | |
log_loss | model | ↓ | leading | mean | 0.. | | calibration_error
perplexity | model only | ↓ | leading | corpus | 1.. | | any task
calibration_error | model | ↓ | leading | corpus | 0..1 | |
mae | model | ↓ | leading | mean | 0.. | | rmse / p95_error
rmse | model | ↓ | leading | corpus | 0.. | | mae
mape | model | ↓ | leading | mean | 0.. | | mae
p95_error | model | ↓ | leading | quantile | 0.. | |
bleu | model only | ↑ | leading | corpus | 0..1 0..100 | answer_correctness / resolved_without_followup / end_to_end_success / doc_freshness / citation_accuracy |
rouge | model only | ↑ | leading | mean | 0..1 0..100 | answer_correctness / resolved_without_followup / end_to_end_success / doc_freshness / citation_accuracy | answer_length
meteor | model only | ↑ | leading | corpus | 0..1 0..100 | | answer_correctness / resolved_without_followup / end_to_end_success / doc_freshness / citation_accuracy
chrf | model only | ↑ | leading | corpus | 0..1 0..100 | | answer_correctness / resolved_without_followup / end_to_end_success / doc_freshness / citation_accuracy
bertscore | model only | ↑ | leading | corpus | 0..1 0..100 | | answer_correctness / resolved_without_followup / end_to_end_success / doc_freshness / citation_accuracy
cosine_similarity | model only | ↑ | leading | mean | -1..1 | doc_freshness / answer_correctness |
exact_match | model | ↑ | leading | proportion | 0..1 | | answer_correctness
retrieval_recall_at_k | model | ↑ | leading | mean | 0..1 | | doc_freshness / context_precision
precision_at_k | model | ↑ | leading | mean | 0..1 | | ndcg
ndcg | model | ↑ | leading | mean | 0..1 | | coverage / diversity
mrr | model | ↑ | leading | mean | 0..1 | |
map | model | ↑ | leading | mean | 0..1 | |
coverage | model | ↑ | leading | ratio | 0..1 | | precision_at_k
diversity | model | ↑◎ | leading | mean | 0..1 | | ndcg / precision_at_k
context_precision | model | ↑ | leading | mean | 0..1 | |
context_recall | model | ↑ | leading | mean | 0..1 | |
retrieval_confidence | model | ↑ | leading | mean | any | | calibration_error
unsafe_output_rate | model task | ↓ | leading | proportion | 0..1 | refusal_rate |
refusal_rate | model task | ↓◎ | leading | proportion | 0..1 | | unsafe_output_rate
latency_p95 | model | ↓ | leading | quantile | 0.. | doc_freshness / staleness / stale_answer_rate |
time_to_first_token | model product | ↓ | leading | quantile | 0.. | | latency_p95
cache_hit_rate | model | ◎ | leading | proportion | 0..1 | | doc_freshness
tokens_per_request | model | ↓ | leading | mean | 0.. | | answer_correctness / resolved_without_followup / end_to_end_success / doc_freshness / citation_accuracy
cost_per_request | model | ↓ | leading | currency | 0.. | | answer_correctness / resolved_without_followup / end_to_end_success / doc_freshness / citation_accuracy
input_drift | model | ↓ | leading | ratio | 0.. | |
model_age | model | ↓ | leading | count | 0.. | |
index_age | model | ↓ | leading | count | 0.. | |
answer_correctness | task | ↑ | leading | proportion | 0..1 1..5 | | any product
doc_freshness | task | ↑ | leading | proportion | 0..1 | | answer_correctness
stale_answer_rate | task | ↓ | leading | proportion | 0..1 | | answer_correctness
staleness | task | ↓ | leading | mean | 0.. | | answer_correctness
resolved_without_followup | task | ↑ | leading | proportion | 0..1 | | repeat_query_rate / recontact_48h
hallucination_rate | task | ↓ | leading | proportion | 0..1 | answer_correctness / refusal_rate |
faithfulness | task | ↑ | leading | mean | 0..1 1..5 | | doc_freshness
answer_relevancy | task | ↑ | leading | mean | 0..1 | | answer_correctness
citation_accuracy | task | ↑ | leading | proportion | 0..1 | | doc_freshness
tool_call_success_rate | task | ↑ | leading | proportion | 0..1 | | end_to_end_success
end_to_end_success | task | ↑ | leading | proportion | 0..1 | | any product
pass_at_k | task | ↑ | leading | corpus | 0..1 | | pass_at_1 / pass_hat_k
pass_at_1 | task | ↑ | leading | corpus | 0..1 | |
pass_hat_k | task | ↑ | leading | corpus | 0..1 | |
judge_score | task | ↑ | leading | mean | 0..1 1..5 1..10 | | judge_human_agreement / answer_length
elo_rating | task | ↑ | leading | corpus | any | | judge_human_agreement / answer_length
judge_human_agreement | task | ↑ | leading | corpus | -1..1 | |
answer_length | task | ◎ | leading | mean | 0.. | |
schema_validity | task | ↑ | leading | proportion | 0..1 | | answer_correctness
format_error_rate | task | ↓ | leading | proportion | 0..1 | | answer_correctness
fallback_to_human_rate | task product | ◎ | leading | proportion | 0..1 | | recontact_48h / csat
task_completion_rate | product | ↑ | leading | proportion | 0..1 | | time_to_resolution / recontact_48h
time_to_resolution | product | ↓ | leading | quantile | 0.. | | task_completion_rate
repeat_query_rate | product | ↓ | leading | proportion | 0..1 | | dau / task_completion_rate
helpdesk_fallback_rate | product | ↓ | leading | proportion | 0..1 | recontact_48h |
recontact_48h | product | ↓ | leading | proportion | 0..1 | |
callback_rate | product | ↓ | leading | proportion | 0..1 | |
thumbs_down_rate | product | ↓ | leading | proportion | 0..1 | | repeat_query_rate
thumbs_up_rate | product | ↑ | leading | proportion | 0..1 | answer_correctness |
csat | product | ↑ | either | mean | 1..5 1..7 0..1 0..100 | | response_rate
ces | product | ↑ | either | mean | 1..5 1..7 0..1 0..100 | | response_rate
response_rate | product | ↑ | leading | proportion | 0..1 | |
feature_nps | product | ↑ | lagging | corpus | -100..100 | |
adoption_rate | product | ↑ | leading | proportion | 0..1 | task_completion_rate / dau_retention |
dau | product | ↑ | leading | count | 0.. | dau_retention / task_completion_rate |
dau_retention | product | ↑ | lagging | proportion | 0..1 | |
engagement | product | ◎ | leading | mean | any | task_completion_rate / csat / feature_nps |
ctr | product | ↑ | leading | proportion | 0..1 | csat / trust_proxy / dau_retention / dwell_time |
dwell_time | product | ↑◎ | leading | mean | 0.. | |
containment_rate | product | ↑ | leading | proportion | 0..1 | recontact_48h / callback_rate |
acceptance_rate | product | ↑ | leading | proportion | 0..1 | | edit_distance_after / survival_rate
edit_distance_after | product | ↓ | leading | mean | 0.. | |
survival_rate | product | ↑ | leading | proportion | 0..1 | |
override_rate | product | ↓◎ | leading | proportion | 0..1 | | answer_correctness
trust_proxy | product | ↑ | leading | proportion | 0..1 | | repeat_query_rate
complaint_rate | product | ↓ | leading | count | 0.. | | dau_retention
false_block_rate | product | ↓ | leading | proportion | 0..1 | | recall
ticket_deflection_rate | business | ↑ | lagging | proportion | 0..1 | recontact_48h |
cost_per_resolution | business | ↓ | lagging | currency | 0.. | | task_completion_rate / csat
revenue_per_interaction | business | ↑ | lagging | currency | 0.. | | dau_retention
conversion_rate | business product | ↑ | lagging | proportion | 0..1 | | refund_rate
refund_rate | business product | ↓ | lagging | proportion | 0..1 | |
retention_lift | business | ↑ | lagging | ratio | -1..1 -100..100 | |
churn_rate | business | ↓ | lagging | proportion | 0..1 0..100 | |
nps | business | ↑ | lagging | corpus | -100..100 | |
support_cost | business | ↓ | lagging | currency | 0.. | | dau
support_ticket_volume | business | ↓ | lagging | count | 0.. | | dau
roi | business | ↑ | lagging | ratio | any | |
payback_period | business | ↓ | lagging | ratio | 0.. | |
human_hours_saved | business | ↑ | lagging | mean | 0.. | | override_rate
compliance_incidents | business | ↓ | lagging | count | 0.. | | unsafe_output_rate
`
  .trim()
  .split('\n');
