/** What many people want to note, to choose from at the start. */
export const PIN_CHOICES = [
  'fatigue',
  'pain',
  'numbness_tingling',
  'insomnia',
  'nausea',
  'appetite_loss',
  'shortness_of_breath',
  'anxiety',
  'sadness',
  'memory_focus',
  'hot_flashes',
  'diarrhea'
] as const;

/** For those who would rather not choose. */
export const PINS_FOR_ALL = ['fatigue', 'pain', 'insomnia', 'appetite_loss', 'anxiety'] as const;

export const MOST_PINS = 5;
