/** Places of the body: where reports were made, and what lies near the first cancer. */
import { has, levelOf, number, reports, todayOf } from './history.ts';
import { daysBetween } from '../core/days.ts';
import type { Journal, NodeRegions, Reading, RuleSpec } from './types.ts';

interface Site {
  readonly region?: unknown;
  readonly side?: unknown;
}

function site(report: Reading): Site {
  const value = report.body['site'];
  return typeof value === 'object' && value !== null ? value : {};
}

/** Where the report says it was; a breast or nipple change can only be in one region. */
export function regionOf(report: Reading): string | null {
  const { region } = site(report);
  if (typeof region === 'string') return region;
  return report.body['symptom'] === 'breast_nipple_change' ? 'breast' : null;
}

export function sideOf(report: Reading): string | null {
  const { side } = site(report);
  return typeof side === 'string' ? side : null;
}

/** Sides match when they are equal, or when either is not known or is both. */
export function sidesMatch(one: string | null, other: string | null): boolean {
  return !one || !other || one === 'both' || other === 'both' || one === other;
}

export function isOnLimb(journal: Journal, report: Reading, limb: 'arm' | 'leg'): boolean {
  const region = regionOf(report);
  return region !== null && journal.rules.sets[limb].includes(region);
}

export function isNearNodeSurgery(journal: Journal, report: Reading): boolean {
  const surgery = journal.profile.node_surgery;
  return (
    !!surgery &&
    isOnLimb(journal, report, surgery.limb) &&
    sidesMatch(sideOf(report), surgery.side ?? null)
  );
}

/** Whether the report is about the place of the first cancer. */
export function isAtPrimary(journal: Journal, report: Reading): boolean {
  const primary = journal.profile.primary_site;
  const region = regionOf(report);
  if (!primary || region === null) return false;
  return (
    [primary.region, ...(primary.also ?? [])].includes(region) &&
    sidesMatch(sideOf(report), primary.side ?? null)
  );
}

/** Whether the report is about a node region for this person's cancer. */
export function isInNodes(journal: Journal, report: Reading): boolean {
  const nodes = journal.rules.node_regions[journal.profile.cancer_type ?? 'other'];
  const first = journal.profile.primary_site;
  const region = regionOf(report);
  if (!nodes || region === null || !regionsOf(nodes, first?.region).includes(region)) return false;
  return !nodes.same_side || sidesMatch(sideOf(report), first?.side ?? null);
}

function regionsOf(nodes: NodeRegions, first: string | undefined): readonly string[] {
  if (!nodes.by_first_site) return nodes.regions ?? [];
  return nodes.by_first_site
    .filter(({ sites }) => sites.includes(first ?? ''))
    .flatMap(({ regions }) => regions);
}

/** One symptom at one place, active now: its newest day there, and all since it was last gone. */
export interface Spot {
  readonly on: string;
  readonly reports: readonly Reading[];
  readonly since: readonly Reading[];
}

/** The places where a symptom is active within the rule's days; one does not hide another. */
export function activeSpots(journal: Journal, spec: RuleSpec, slug: string): Spot[] {
  const there = new Map<string, Reading[]>();
  const gone: Reading[] = [];
  for (const report of reports(journal, slug)) {
    const level = levelOf(report);
    if (level === 0) gone.push(report);
    if (!level) continue;
    const place = `${regionOf(report)} ${sideOf(report)}`;
    there.set(place, [...(there.get(place) ?? []), report]);
  }
  return [...there.values()].flatMap((found) => {
    const spot = spotOf(journal, found, gone);
    const age = spot ? daysBetween(spot.on, todayOf(journal)) : Infinity;
    return spot && age < number(spec, 'active_days') ? spot : [];
  });
}

function spotOf(journal: Journal, there: readonly Reading[], gone: readonly Reading[]): Spot | null {
  const present = there.map((report) => report.local_date);
  const clears = journal.readings.filter(
    ({ type, body }) => type === 'checkin' && body['all_clear'] === true
  );
  const ends = [...clears, ...gone.filter((report) => doesEnd(report, there[0]))]
    .map((reading) => reading.local_date)
    .filter((date) => !present.includes(date))
    .sort();
  const since = there.filter((report) => report.local_date > (ends.at(-1) ?? ''));
  const on = since.map((report) => report.local_date).sort().at(-1);
  if (on === undefined) return null;
  return { on, since, reports: since.filter((report) => report.local_date === on) };
}

/** Whether a report that it is gone is about this place, or names none. */
function doesEnd(gone: Reading, place: Reading | undefined): boolean {
  const region = regionOf(gone);
  if (region === null || !place) return true;
  return region === regionOf(place) && sidesMatch(sideOf(gone), sideOf(place));
}

/** Whether every report of the spot came with a cold. */
export function hasCold(spot: Spot): boolean {
  return spot.reports.every((report) => has(report, 'with_cold_or_infection'));
}

/** The first day of the spot. */
export function firstOf(spot: Spot): string {
  return spot.since.map((report) => report.local_date).sort()[0] ?? spot.on;
}
