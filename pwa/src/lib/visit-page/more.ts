/** What is fetched when My visit is there already. */
export { default as ScanCards } from '../ui/ScanCards.svelte';
export { default as SentLately } from '../ui/SentLately.svelte';
export { default as Starters } from '../ui/Starters.svelte';
export { default as VisitCharts } from '../ui/VisitCharts.svelte';
export { default as TopThree } from '../ui/TopThree.svelte';
