'use strict';
// Asks this device for a passkey and sends its answer as a field of the form.
const form = document.getElementById('passkey');
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

function answer(key) {
  const { authenticatorData, clientDataJSON, signature, userHandle } = key.response;
  return JSON.stringify({
    id: key.id,
    rawId: words(key.rawId),
    type: key.type,
    clientExtensionResults: {},
    response: {
      authenticatorData: words(authenticatorData),
      clientDataJSON: words(clientDataJSON),
      signature: words(signature),
      userHandle: userHandle ? words(userHandle) : null
    }
  });
}

form.hidden = !window.PublicKeyCredential;
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const asked = JSON.parse(form.dataset.asked).publicKey;
  asked.challenge = bytes(asked.challenge);
  asked.allowCredentials = (asked.allowCredentials || []).map((one) => ({
    ...one,
    id: bytes(one.id)
  }));
  try {
    form.elements.credential.value = answer(await navigator.credentials.get({ publicKey: asked }));
    form.submit();
  } catch {
    document.getElementById('no-passkey').hidden = false;
  }
});
