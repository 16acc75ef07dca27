import { describe, expect, it } from 'vitest';
import { changesOf } from './changes.ts';

const BEFORE = {
  role: 'viewer' as const,
  sections: ['sleep', 'symptoms'],
  since: '2026-03-01',
  until: '2026-06-01'
};

describe('what changes of a grant', () => {
  it('is nothing where all is the same, in whatever order', () => {
    expect(changesOf(BEFORE, { ...BEFORE, sections: ['symptoms', 'sleep'] })).toEqual([]);
  });

  it.each([
    [{ sections: ['sleep'] }, [{ kind: 'less', sections: ['symptoms'] }]],
    [
      { sections: ['mood', 'sleep'] },
      [
        { kind: 'more', sections: ['mood'] },
        { kind: 'less', sections: ['symptoms'] }
      ]
    ],
    [{ since: null }, [{ kind: 'all' }]],
    [{ since: '2026-02-01' }, [{ kind: 'earlier', day: '2026-02-01' }]],
    [{ since: '2026-04-01' }, [{ kind: 'since', day: '2026-04-01' }]],
    [{ until: '2026-07-01' }, [{ kind: 'longer', day: '2026-07-01' }]],
    [{ until: '2026-05-01' }, [{ kind: 'shorter', day: '2026-05-01' }]],
    [{ role: 'caregiver' as const }, [{ kind: 'helps' }]]
  ])('is told: %j', (change, told) => {
    expect(changesOf(BEFORE, { ...BEFORE, ...change })).toEqual(told);
  });

  it('is told also when a first day is set, and when somebody only looks again', () => {
    const helper = { ...BEFORE, role: 'caregiver' as const, since: null };
    expect(changesOf(helper, { ...BEFORE, since: '2026-04-01' })).toEqual([
      { kind: 'looks' },
      { kind: 'since', day: '2026-04-01' }
    ]);
  });
});
