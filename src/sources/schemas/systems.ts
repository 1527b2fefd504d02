import * as z from 'zod/mini';
import { duration, list, map, needed, option, table, text, url } from './leaves.ts';
import { type SourceSchemas, sharedFromKeys, sharedSourceKeys } from './shared.ts';

export const prometheus: SourceSchemas = {
  source: () =>
    map({
      ...sharedSourceKeys('prometheus'),
      url: needed(url(), 'Address of the Prometheus server or of a compatible one.'),
      tenant: option(text(200), 'Tenant of a system that serves several.'),
      alertmanager: option(url(), 'Address of the Alertmanager; else those that Prometheus announces.'),
    }),
  from: () =>
    map({
      ...sharedFromKeys(),
      query: needed(text(20_000), 'PromQL that gives one value.'),
      'sample-size': option(text(20_000), 'PromQL that gives the number of items judged.'),
      'observed-at': option(text(20_000), 'PromQL that gives the time of the newest sample.'),
    }),
};

export const mlflow: SourceSchemas = {
  source: () =>
    map({
      ...sharedSourceKeys('mlflow'),
      url: needed(url(), 'Address of the tracking server.'),
      experiment: needed(text(500), 'Name of the experiment, or its id, which is a number in quotes.'),
      filter: option(text(), "Filter of the runs in MLflow's search syntax; only finished runs count in any case."),
      'order-by': option(
        z.union([text(), list(text())], { error: 'invalid-list' }),
        'Order of the runs, of which the first is taken; attributes.end_time DESC unless said otherwise.',
      ),
    }),
  from: () =>
    map({
      ...sharedFromKeys(),
      metric: option(text(500), "MLflow's name of the metric; the metric's id where it is left out."),
      'sample-size': option(text(500), 'Another metric, which holds the number of items judged.'),
    }),
};

export const grafana: SourceSchemas = {
  source: () =>
    map({
      ...sharedSourceKeys('grafana'),
      url: needed(url(), 'Address of the Grafana server.'),
      datasource: option(text(200), 'UID of the data source.'),
    }),
  from: () =>
    map({
      ...sharedFromKeys(),
      query: needed(
        z.union([text(20_000), table(z.unknown())], { error: 'invalid-map' }),
        "The data source's own query object.",
      ),
      reduce: option(text(100), 'How a series becomes one value.'),
    }),
};

export const datadog: SourceSchemas = {
  source: () =>
    map({ ...sharedSourceKeys('datadog'), site: needed(text(253), 'Site of the account, such as datadoghq.eu.') }),
  from: () =>
    map({
      ...sharedFromKeys(),
      query: needed(text(20_000), 'Query of a metric.'),
      'sample-size': option(text(20_000), 'Query that gives the number of items judged.'),
      aggregate: option(text(100), 'How a series becomes one value.'),
    }),
};

export const cloudwatch: SourceSchemas = {
  source: () => map({ ...sharedSourceKeys('cloudwatch'), region: needed(text(50), 'Region, such as eu-west-1.') }),
  from: () =>
    map({
      ...sharedFromKeys(),
      namespace: option(text(255), 'Namespace of the metric.'),
      metric: option(text(255), 'Name of the metric.'),
      dimensions: option(table(text(1024)), 'Dimensions that select one series.'),
      statistic: option(text(50), 'Statistic, such as Average or p95.'),
      period: option(duration(), 'Length of one period.'),
      expression: option(text(2048), 'Metric math, in place of namespace and metric.'),
    }),
};

export const langfuse: SourceSchemas = {
  source: () => map({ ...sharedSourceKeys('langfuse'), url: needed(url(), 'Address of the Langfuse server.') }),
  from: () =>
    map({
      ...sharedFromKeys(),
      score: needed(text(200), 'Name of the score.'),
      filter: option(z.union([text(), table(z.unknown())], { error: 'invalid-map' }), 'Which traces count.'),
      window: option(duration(), 'How far back to look.'),
    }),
};
