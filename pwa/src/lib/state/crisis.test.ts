import { beforeEach, expect, it } from 'vitest';
import { fakeStorage } from '../local/testing.ts';
import { isCrisis, openCrisis, waitingPage } from './crisis.ts';
import { forgetPerson, store, stored } from './stored.ts';
import { askTomorrow, stopAsking, willAsk } from './tomorrow.ts';

let kept: Map<string, string>;
beforeEach(() => {
  kept = fakeStorage();
});

it('waits until it is closed', () => {
  expect(waitingPage()).toBeUndefined();
  openCrisis(new Date());
  expect(waitingPage()).toBe('/crisis/');
  store('daybook.crisis', undefined);
  expect(waitingPage()).toBeUndefined();
});

it('is for thoughts of hurting oneself only', () => {
  expect(isCrisis({ concept: 'self_harm_thoughts' })).toBe(true);
  expect(isCrisis({ concept: 'breathing_trouble' })).toBe(false);
});

it('asks on the next day, also over the end of a month, and only when wanted', () => {
  expect(willAsk('2026-02-28')).toBe(false);
  askTomorrow('2026-02-28');
  expect(stored('daybook.ask')).toEqual({ on: '2026-03-01' });
  expect(willAsk('2026-02-28')).toBe(true);
  expect(willAsk('2026-03-01')).toBe(false);
  stopAsking();
  expect(stored('daybook.ask')).toBeUndefined();
});

it('leaves nothing behind when the person signs out', () => {
  openCrisis(new Date());
  askTomorrow('2026-02-28');
  store('daybook.contact', { name: 'Ana', number: '1' });
  store('daybook.prefs', { lang: 'es' });
  forgetPerson();
  expect([...kept.keys()]).toEqual(['daybook.prefs']);
});
