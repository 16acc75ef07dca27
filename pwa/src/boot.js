// Runs before the first paint: looks, language, and which page a person without or with a session
// belongs on. What it reads is written by src/lib/state/stored.ts.
(function () {
  const root = document.documentElement;
  /** @param {string} key */
  function read(key) {
    try {
      return JSON.parse(localStorage.getItem('daybook.' + key) || 'null') || {};
    } catch {
      return {};
    }
  }
  const prefs = read('prefs');
  const me = read('me');
  if (prefs.theme) root.dataset.theme = prefs.theme;
  if (prefs.text) root.dataset.text = prefs.text;
  if (prefs.motion) root.dataset.motion = prefs.motion;
  if (prefs.letters) root.dataset.letters = prefs.letters;

  const spanish = /^\/es(\/|$)/.test(location.pathname);
  // The page that all others are put together from has no language.
  root.lang = spanish ? 'es' : 'en';
  const page = location.pathname.replace(/^\/es(?=\/|$)/, '').replace(/\/?$/, '/');
  let wanted = prefs.lang || (spanish ? 'es' : 'en');
  if (!prefs.lang && page === '/' && /^es\b/.test(navigator.language)) wanted = 'es';
  const open = [
    '/',
    '/sign-in/',
    '/sign-up/',
    '/link/',
    '/invited/',
    '/join/',
    '/visit/',
    '/set-up/',
    '/set-up/here/',
    '/help/',
    '/rules/',
    '/now/',
    '/crisis/'
  ];
  const waits = read('now').rule ? '/now/' : read('crisis').at ? '/crisis/' : '';
  let to = page;
  if (waits && page !== '/help/' && page !== '/crisis/') to = waits;
  else if (!me.user && open.indexOf(page) < 0) to = '/';
  else if (me.user && page === '/')
    to = me.journal ? '/today/' : me.helps ? '/shared/' : '/welcome/';
  // Asked again at a better moment: src/lib/state/install.ts.
  addEventListener('beforeinstallprompt', function (event) {
    event.preventDefault();
    Object.assign(window, { daybookInstall: event });
  });
  if (to !== page || (wanted === 'es') !== spanish) {
    root.hidden = true;
    location.replace((wanted === 'es' ? '/es' : '') + to + location.search + location.hash);
  }
})();
