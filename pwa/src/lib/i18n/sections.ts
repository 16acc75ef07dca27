import { SECTIONS } from '../entries/sections.ts';
import { t } from './index.ts';
import { list } from './words.ts';

/** "symptoms, sleep and food". */
export function sectionWords(sections: readonly string[]): string {
  const ordered = SECTIONS.filter((name) => sections.includes(name));
  return list(ordered.map((name) => t(`section.${name}`)));
}

/** The sections that are not among these. */
export function without(sections: readonly string[]): string[] {
  return SECTIONS.filter((name) => !sections.includes(name));
}
