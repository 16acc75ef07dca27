import { describe, expect, it } from 'vitest';
import { notedBy } from './author.ts';

describe('who noted it', () => {
  it.each([
    ['the survivor', { author_id: 'ana', author_name: 'Ana' }, undefined],
    ['somebody who helps', { author_id: 'sam', author_name: 'Sam' }, 'Sam'],
    ['somebody of the same name', { author_id: 'sam', author_name: 'Ana' }, 'Ana'],
    ['somebody without a name', { author_id: 'sam', author_name: null }, ''],
    ['nobody that is known', { author_id: null, author_name: null }, undefined]
  ])('is told of %s', (_, entry, by) => {
    expect(notedBy(entry, 'ana')).toBe(by);
  });
});
