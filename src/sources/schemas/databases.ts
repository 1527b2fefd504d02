import { choice, environmentName, map, needed, option, text, url, wholeNumber } from './leaves.ts';
import { queryFromKeys, type SourceSchemas, sharedSourceKeys } from './shared.ts';

export const postgres: SourceSchemas = {
  source: () =>
    map({
      ...sharedSourceKeys('postgres'),
      connection: option(environmentName(), 'Environment variable that holds the connection URL.'),
      host: option(text(253), 'Host name, where no connection is given.'),
      port: option(wholeNumber(1, 65_535), 'Port, 5432 unless said otherwise.'),
      database: option(text(200), 'Name of the database.'),
      user: option(text(200), 'Name of a role that may only read.'),
      password: option(environmentName(), 'Environment variable that holds the password.'),
      tls: option(choice(['verify', 'off']), 'verify (default), or off together with private: true.'),
    }),
  from: () => map(queryFromKeys()),
};

export const sql: SourceSchemas = {
  source: () =>
    map({
      ...sharedSourceKeys('sql'),
      dialect: needed(
        choice(['bigquery', 'snowflake', 'databricks', 'clickhouse', 'trino']),
        'The system whose HTTP API is asked.',
      ),
      endpoint: needed(url(), "Address of the system's HTTP API."),
      project: option(text(200), 'bigquery: the project that is billed.'),
      warehouse: option(text(200), 'snowflake, databricks: the warehouse that runs the query.'),
      database: option(text(200), 'Name of the database or catalogue.'),
      schema: option(text(200), 'Name of the schema.'),
    }),
  from: () => map(queryFromKeys()),
};
