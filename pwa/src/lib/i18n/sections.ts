import { SECTIONS } from '../entries/sections.ts';
import { t, type Key } from './index.ts';
import { list } from './words.ts';

/** "symptoms, sleep and food". */
export function sectionWords(sections: readonly string[]): string {
  return list(sections.map((name) => t(`section.${name}` as Key)));
}

/** The sections that are not among these. */
export function without(sections: readonly string[]): string[] {
  return SECTIONS.filter((name) => !sections.includes(name));
}
