"""How long from a tap to "Saved", with no network and a processor that is slowed four times.

A measurement, so no test: ``python -m pytest -q tests/journeys/tap_to_saved.py
--log-cli-level=INFO``. The words come after the write is on the disk.
"""

from __future__ import annotations

import logging
from statistics import quantiles

from tests.journeys.device import Device
from tests.journeys.steps import enter, with_journal

TAPS, WARM, SLOWER = 60, 5, 4
ANSWERS = ("Mild", "Medium", "None")
_WATCH = """() => {
  addEventListener('click', () => { globalThis.tapped ??= performance.now(); }, true);
  new MutationObserver(() => {
    const said = document.querySelector('.undo')?.textContent.includes('Saved');
    if (globalThis.tapped && said) globalThis.saved ??= performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""
_TOOK = "() => globalThis.saved && globalThis.saved - globalThis.tapped"


def test_from_the_tap_to_saved(open_device):
    phone = open_device()
    phone.page.add_init_script(f"({_WATCH})()")
    enter(phone, with_journal("Timna"))
    phone.go_offline()
    devtools = phone.context.new_cdp_session(phone.page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    took = [tap(phone, ANSWERS[n % len(ANSWERS)]) for n in range(WARM + TAPS)][WARM:]
    tenths = quantiles(took, n=10)
    logging.getLogger(__name__).info(
        "%d taps: p50 %.0f ms, p90 %.0f ms, longest %.0f ms",
        *(len(took), tenths[4], tenths[8], max(took)),
    )


def tap(phone: Device, answer: str) -> float:
    phone.go("/log/symptom/#fatigue")
    phone.is_on("Tiredness")
    phone.answer(answer)
    took = float(phone.page.wait_for_function(_TOOK).json_value())
    phone.page.get_by_role("button", name="Done", exact=True).wait_for()
    return took
