/** F09, F10 and F13: swelling and skin; the logic and its sources are in the server's rules. */
import {
  about,
  finding,
  has,
  isAbove,
  level,
  number,
  recent,
  worst,
  type Rule
} from './parts.ts';
import { isNearNodeSurgery, isOnLimb } from './places.ts';

export const clot: Rule = (journal, spec) => {
  const used = recent(journal, spec, 'arm_leg_swelling').filter((report) => {
    if (!isAbove(journal, report)) return false;
    if (isOnLimb(journal, report, 'leg')) return has(report, 'one_sided');
    return isOnLimb(journal, report, 'arm') && has(report, 'sudden_onset');
  });
  const shown = worst(used);
  if (!shown) return [];
  const companions = [
    ...recent(journal, spec, 'shortness_of_breath').filter(
      (report) => level(report) >= number(spec, 'breath')
    ),
    ...recent(journal, spec, 'chest_pain').filter(
      (report) => level(report) >= number(spec, 'chest')
    )
  ];
  const isGrave = companions.length > 0;
  const limb = isOnLimb(journal, shown, 'leg') ? 'leg' : 'arm';
  return [
    finding(spec, isGrave ? 'emergency_now' : 'same_day', [...used, ...companions], {
      subject: 'arm_leg_swelling',
      level: level(shown),
      uses: ['arm_leg_swelling', ...(isGrave ? ['shortness_of_breath', 'chest_pain'] : [])],
      facts: { on: shown.local_date, saw: isGrave ? `${limb}_with_chest` : limb }
    })
  ];
};

export const faceOrNeck: Rule = (journal, spec) => {
  const slug = 'face_neck_swelling';
  const used = recent(journal, spec, slug).filter((report) => isAbove(journal, report));
  const shown = worst(used);
  if (!shown) return [];
  const breaths = recent(journal, spec, 'shortness_of_breath').filter(
    (report) => level(report) >= number(spec, 'breath')
  );
  const isLying = used.some((report) => has(report, 'worse_lying_down'));
  const saw = breaths.length > 0 ? 'with_breath' : isLying ? 'lying' : 'default';
  return [
    finding(spec, saw === 'default' ? 'same_day' : 'emergency_now', [...used, ...breaths], {
      subject: slug,
      level: level(shown),
      uses: breaths.length > 0 ? [slug, 'shortness_of_breath'] : [slug],
      facts: { on: shown.local_date, saw }
    })
  ];
};

export const skinInfection: Rule = (journal, spec) => {
  const used = recent(journal, spec, 'skin_infection').filter((report) => level(report) > 0);
  const why = used.some((report) => isNearNodeSurgery(journal, report)) ? 'near_nodes' : 'default';
  return about(spec, 'same_day', 'skin_infection', used, { why });
};
