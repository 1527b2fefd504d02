import type { Answer, Call } from './call.ts';

const VIEWER = /^(?:query\s*\w*\s*)?\{\s*viewer\s*\{([\w\s,]+)\}\s*\}$/;

/** The one question in GraphQL that is known, who the token acts as; `null`: another question. */
export function answerGraphql({ token, body }: Pick<Call, 'token' | 'body'>): Answer | null {
  const query = typeof body === 'object' && body !== null && 'query' in body ? String(body.query).trim() : '';
  const fields = VIEWER.exec(query)?.[1]
    ?.split(/[\s,]+/)
    .filter((field) => field !== '');
  const { id: databaseId, login } = token.viewer;
  const known: Readonly<Record<string, unknown>> = { login, databaseId };
  if (fields === undefined || fields.some((field) => !(field in known))) return null;
  return { status: 200, body: { data: { viewer: Object.fromEntries(fields.map((field) => [field, known[field]])) } } };
}
