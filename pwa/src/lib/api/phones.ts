/** The phones of the person that may ring. */
import { request, type Reply } from './http.ts';
import type { Phone, Phones } from './shapes.ts';

export type { Phone, Phones };
const BASE = '/api/v1/me/phones';

export const phones = (): Promise<Reply<Phones>> => request('GET', BASE);

export const addPhone = (subscription: PushSubscription, name: string): Promise<Reply<Phone>> => {
  const { endpoint, keys } = subscription.toJSON();
  return request('PUT', BASE, { body: { endpoint, keys, name } });
};

export const removePhone = (id: string): Promise<Reply> => request('DELETE', `${BASE}/${id}`);

/** Rings it once, now; refused more than once a minute. */
export const testPhone = (id: string): Promise<Reply> => request('POST', `${BASE}/${id}/test`);
