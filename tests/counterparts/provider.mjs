// A provider of OpenID Connect that is not ours: `oidc-provider` from npm, on a free port of this machine.
//
//     node provider.mjs FOLDER ADDRESS
//
// ADDRESS is the service's own. Files in FOLDER are read anew at every moment:
//
//     person   the claims of whoever signs in next, as JSON with a `sub`; `token` are claims that stand in the ID token
//              itself, and whoever is `disabled` is not let in
//     order    one word: how the next ID token is spoilt, or what becomes of the provider (see `spoil` and `serve`)
//
// What it cannot be made to do wrong by its own settings is done to its answers on the way out, with its own keys.

import { createHash, createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as jose from 'jose';
import Provider from 'oidc-provider';

const [folder, address] = process.argv.slice(2);
const CLIENT = 'alongside-test';
const SECRET = 'a secret of the client, 32 bytes and more';
const accounts = new Map();
let issuer;
let current;

function order() {
    const file = join(folder, 'order');
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

function newKey() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

function signed(claims, key, kid = key.kid) {
    return jose.importJWK(key, 'RS256').then((private_) =>
        new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(private_));
}

const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

// An ID token as it must never be taken.
async function spoil(token, how, key) {
    const claims = jose.decodeJwt(token);
    const now = Math.floor(Date.now() / 1000);
    switch (how) {
        case 'issuer': return signed({ ...claims, iss: 'https://elsewhere.example' }, key);
        case 'audience': return signed({ ...claims, aud: 'somebody-else' }, key);
        case 'two-audiences': return signed({ ...claims, aud: [CLIENT, 'somebody-else'] }, key);
        case 'nonce': return signed({ ...claims, nonce: 'of another sign-in' }, key);
        case 'no-nonce': return signed({ ...claims, nonce: undefined }, key);
        case 'expired': return signed({ ...claims, exp: now - 120 }, key);
        case 'future': return signed({ ...claims, iat: now + 600 }, key);
        case 'long-ago': return signed({ ...claims, iat: now - 3600 }, key);
        // A clock that differs by less than a minute.
        case 'skew': return signed({ ...claims, iat: now + 40, exp: now - 40 }, key);
        case 'none': return `${part({ alg: 'none' })}.${part(claims)}.`;
        case 'hs256-secret': return new jose.SignJWT(claims).setProtectedHeader({ alg: 'HS256' })
            .sign(new TextEncoder().encode(SECRET));
        // The public key, which everybody has, as the secret.
        case 'hs256-key': {
            const { n, e, kty } = key;
            const spki = await jose.exportSPKI(await jose.importJWK({ n, e, kty }, 'RS256', { extractable: true }));
            const text = `${part({ alg: 'HS256', kid: key.kid })}.${part(claims)}`;
            return `${text}.${createHmac('sha256', spki).update(text).digest('base64url')}`;
        }
        case 'other-key': return signed(claims, newKey(), key.kid);
        case 'unknown-key': return signed(claims, newKey());
        case 'changed': {
            const [head, , seal] = token.split('.');
            return `${head}.${part({ ...claims, sub: 'somebody-else' })}.${seal}`;
        }
        default: return token;
    }
}

function started(key) {
    const provider = new Provider(issuer, {
        clients: [{
            client_id: CLIENT,
            client_secret: SECRET,
            redirect_uris: [`${address}/sign-in/organisation/return`],
            post_logout_redirect_uris: [`${address}/`],
        }],
        jwks: { keys: [key] },
        cookies: { keys: [createHash('sha256').update(folder).digest('hex')] },
        claims: { openid: ['sub'], email: ['email', 'email_verified'], groups: ['groups'] },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_, { uid }) => `/interaction/${uid}` },
        ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
        // Whoever signs in agrees.
        loadExistingGrant: async (ctx) => {
            const grant = new ctx.oidc.provider.Grant({ clientId: CLIENT, accountId: ctx.oidc.session.accountId });
            grant.addOIDCScope('openid email groups');
            await grant.save();
            return grant;
        },
    });
    provider.use(async (ctx, next) => {
        await next();
        if (ctx.path === '/token' && ctx.body?.id_token) {
            const claims = jose.decodeJwt(ctx.body.id_token);
            const { token: more } = accounts.get(claims.sub) ?? {};
            if (more) {
                ctx.body.id_token = await signed({ ...claims, ...more }, key);
            }
            ctx.body.id_token = await spoil(ctx.body.id_token, order(), key);
        }
        if (ctx.path === '/me' && order() === 'other-person') {
            ctx.body = { ...ctx.body, sub: 'somebody-else' };
        }
    });
    return provider;
}

async function interaction(request, response) {
    const { sub, ...claims } = JSON.parse(readFileSync(join(folder, 'person'), 'utf8'));
    accounts.set(sub, claims);
    if (claims.disabled) {
        await current.interactionFinished(request, response, { error: 'access_denied' });
        return;
    }
    await current.interactionFinished(request, response, { login: { accountId: sub } });
}

// One order at a time is carried out by the provider as a whole; `down` until it is lifted.
function serve(request, response) {
    if (order() === 'down') {
        request.socket.destroy();
        return;
    }
    if (order() === 'new-keys') {
        rmSync(join(folder, 'order'));
        current = started(newKey());
    }
    if (request.url.startsWith('/interaction/')) {
        interaction(request, response).catch((error) => {
            console.log(error);
            response.writeHead(500).end();
        });
        return;
    }
    current.callback()(request, response);
}

const server = createServer(serve).listen(0, '127.0.0.1', () => {
    issuer = `http://127.0.0.1:${server.address().port}`;
    current = started(newKey());
    console.log(`listening on ${server.address().port}.`);
});
