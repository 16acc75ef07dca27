/** Passkeys: between the server's JSON and the browser's buffers. */
interface Descriptor {
  type: 'public-key';
  id: string;
  transports?: AuthenticatorTransport[];
}

export interface RequestJson {
  publicKey: { challenge: string; allowCredentials?: Descriptor[]; [more: string]: unknown };
}

export interface CreationJson {
  publicKey: {
    challenge: string;
    user: { id: string; name: string; displayName: string };
    excludeCredentials?: Descriptor[];
    [more: string]: unknown;
  };
}

function bytes(text: string): ArrayBuffer {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer | null | undefined): string | undefined {
  if (!buffer) return undefined;
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const described = (list: Descriptor[] | undefined): PublicKeyCredentialDescriptor[] =>
  (list ?? []).map((each) => ({ ...each, id: bytes(each.id) }));

function asJson(credential: PublicKeyCredential): Record<string, unknown> {
  const { id, type, response } = credential;
  const common = {
    id,
    rawId: text(credential.rawId),
    type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults()
  };
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const { attestationObject } = response;
    const transports = response.getTransports?.() ?? [];
    return {
      ...common,
      response: { clientDataJSON, attestationObject: text(attestationObject), transports }
    };
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    ...common,
    response: {
      clientDataJSON,
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: text(userHandle)
    }
  };
}

/** Whether this browser can use passkeys at all. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined';
}

/** Asks the person to confirm with this device; undefined when they did not. */
export async function usePasskey(json: RequestJson): Promise<Record<string, unknown> | undefined> {
  const publicKey = {
    ...json.publicKey,
    challenge: bytes(json.publicKey.challenge),
    allowCredentials: described(json.publicKey.allowCredentials)
  };
  const found = await navigator.credentials.get({ publicKey }).catch(() => null);
  return found instanceof PublicKeyCredential ? asJson(found) : undefined;
}

/** Makes a passkey on this device; undefined when the person did not want to. */
export async function makePasskey(
  json: CreationJson
): Promise<Record<string, unknown> | undefined> {
  const { challenge, user, excludeCredentials } = json.publicKey;
  const publicKey = {
    ...(json.publicKey as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: described(excludeCredentials)
  };
  const made = await navigator.credentials.create({ publicKey }).catch(() => null);
  return made instanceof PublicKeyCredential ? asJson(made) : undefined;
}
