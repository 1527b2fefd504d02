import { measureHttp } from './http/measure-http.ts';
import { placeOf } from './http/render-request.ts';
import { NOBODY_ANSWERED, type SourceType } from './source.ts';
import { failed } from './to-measurement.ts';

/** How often a result that is not ready yet is asked for again. */
const POLL_MS = 2000;

/** Anything that answers JSON over HTTP: value, sizes and time are where JMESPath expressions say. */
export const httpSource: SourceType = {
  type: 'http',
  unavailable: NOBODY_ANSWERED,
  async measure(source, requests, world) {
    if (world.network !== null) return measureHttp(source, requests, await world.network(), POLL_MS);
    const provenance = { source: source.id, where: placeOf(source.keys['url']), kind: 'live' } as const;
    const detail = 'no host may be asked in this run';
    return new Map(requests.map(({ metric }) => [metric, failed('blocked', detail, provenance)]));
  },
};
