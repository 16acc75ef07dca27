"""What is wrong with how a page looks: for eyes, for screen readers, on a narrow screen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

LOOKS = (
    *(("light", "xxl"), ("light", "m"), ("dark", "m")),
    *(("contrast", "m"), ("contrast-dark", "m")),
)
NARROW: ViewportSize = {"width": 320, "height": 640}

_AXE = """(rules) => axe.run(document, {
  resultTypes: ['violations'],
  preload: false,
  iframes: false,
  ...(rules ? { runOnly: rules } : {})
}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)))"""

_LOOK = """([theme, text]) => {
  const { dataset } = document.documentElement;
  if (theme) Object.assign(dataset, { theme, text });
  else { delete dataset.theme; delete dataset.text; }
}"""

_SETTLED = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""

_CLIPPED = """() => {
  const wanted = 'a, button, h1, h2, h3, p, label, li, dt, dd, summary, legend, output, select';
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} wide`);
  for (const one of document.querySelectorAll(wanted)) {
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    // Words for screen readers only are one pixel wide; the skip link waits outside.
    if (box.width <= 1 || one.closest('.hidden, .skip') || style.visibility === 'hidden') continue;
    const outside = box.right > innerWidth + 1 || box.left < -1;
    const wide = style.display !== 'inline' && one.scrollWidth > one.clientWidth + 1;
    const high = style.overflowY === 'hidden' && one.scrollHeight > one.clientHeight + 1;
    if (outside || wide || high) {
      found.push(`<${one.localName}> ${(one.textContent ?? '').trim().slice(0, 40)}`);
    }
  }
  return found;
}"""


_LONGER = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  globalThis.shorter = [];
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    const words = node.data.trim();
    // The name of the app is the same in every language.
    if (!words || node.parentElement.closest('script, style, svg, option, .brand')) continue;
    globalThis.shorter.push([node, node.data]);
    node.data += ' ' + words.slice(0, Math.ceil(words.length * 0.4));
  }
}"""
_SHORTER = "() => { for (const [node, words] of globalThis.shorter) node.data = words; }"

_SMALL = """(least) => {
  const wanted = 'a[href], button, input, select, textarea, summary, [role="slider"]';
  const found = [];
  for (const one of document.querySelectorAll(wanted)) {
    // Where a finger may come down: on a box with its label, or on all of a link's padding.
    const whole = one.closest('label') ?? one;
    const box = whole.getBoundingClientRect();
    if (box.width <= 1 || one.closest('.hidden, .skip')) continue;
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    if (box.width < least - 0.5 || box.height < least - 0.5) {
      const words = (one.getAttribute('aria-label') ?? whole.textContent ?? '').trim();
      const size = `${Math.round(box.width)} x ${Math.round(box.height)}`;
      found.push(`<${one.localName}> ${words.slice(0, 40)}: ${size}`);
    }
  }
  return found;
}"""
SMALLEST_TARGET = 44


def small_targets(page: Page) -> list[str]:
    """What a numb finger would miss."""
    return [f"small: {one}" for one in page.evaluate(_SMALL, SMALLEST_TARGET)]


def violations(page: Page, axe: Axe) -> list[str]:
    """What axe finds in each theme and two sizes of text.

    From theme to theme only colors change, and of large letters less contrast is asked.
    """
    page.evaluate(axe.axe_script)
    # Half-way through a change of color nothing can be said.
    page.emulate_media(reduced_motion="reduce")
    found = []
    for theme, size in LOOKS:
        rules = None if theme == "light" else ["color-contrast"]
        page.evaluate(_LOOK, [theme, size])
        page.evaluate(_SETTLED)
        found += [f"{theme}, {size}: {one}" for one in page.evaluate(_AXE, rules)]
    page.evaluate(_LOOK, [None, None])
    return found


def clipped(page: Page) -> list[str]:
    """What does not fit at 320 pixels: with large text (twice by the browser, or by the app, also
    from right to left), and in a language with longer words.
    """
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size(NARROW)
    letters(page, 32)
    found = [f"200% by the browser: {one}" for one in _what_is_clipped(page)]
    letters(page, 16)
    page.evaluate("() => { document.documentElement.dataset.text = 'xxl'; }")
    found += [f"largest by the app: {one}" for one in _what_is_clipped(page)]
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    found += [f"from right to left: {one}" for one in _what_is_clipped(page)]
    page.evaluate("() => { document.documentElement.dir = 'ltr'; }")
    page.evaluate("() => { delete document.documentElement.dataset.text; }")
    page.evaluate(_LONGER)
    found += [f"words longer by 40%: {one}" for one in _what_is_clipped(page)]
    page.evaluate(_SHORTER)
    page.set_viewport_size(size)
    return found


def letters(page: Page, size: int) -> None:
    """The size of text that somebody has set in their browser; 16 is the usual one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
    devtools.detach()


def _what_is_clipped(page: Page) -> list[str]:
    page.evaluate(_SETTLED)
    return page.evaluate(_CLIPPED)
