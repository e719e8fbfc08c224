-- One table for each store: key, write id, format, JSON body, expiry in nanoseconds since 1970-01-01T00:00Z.

CREATE TABLE gatehouse_users (
    pool text NOT NULL,
    user_id text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, user_id)
);
CREATE INDEX gatehouse_users_expiry ON gatehouse_users (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE gatehouse_aliases (
    pool text NOT NULL,
    kind text NOT NULL,
    canonical text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, kind, canonical)
);

CREATE TABLE gatehouse_authenticators (
    pool text NOT NULL,
    user_id text NOT NULL,
    name text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, user_id, name)
);

CREATE TABLE gatehouse_token_families (
    pool text NOT NULL,
    user_id text NOT NULL,
    family_id text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    revoked integer NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, user_id, family_id)
);
CREATE INDEX gatehouse_token_families_expiry ON gatehouse_token_families (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE gatehouse_one_times (
    pool text NOT NULL,
    digest text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, digest)
);
CREATE INDEX gatehouse_one_times_expiry ON gatehouse_one_times (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE gatehouse_attempts (
    pool text NOT NULL,
    digest text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, digest)
);
CREATE INDEX gatehouse_attempts_expiry ON gatehouse_attempts (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE gatehouse_roles (
    pool text NOT NULL,
    role text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, role)
);

CREATE TABLE gatehouse_pools (
    pool text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool)
);

CREATE TABLE gatehouse_signing_keys (
    pool text NOT NULL,
    generation text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, generation)
);
CREATE INDEX gatehouse_signing_keys_expiry ON gatehouse_signing_keys (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE gatehouse_outbox (
    pool text NOT NULL,
    id text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, id)
);
CREATE INDEX gatehouse_outbox_expiry ON gatehouse_outbox (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE gatehouse_identities (
    pool text NOT NULL,
    identity_id text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, identity_id)
);
CREATE INDEX gatehouse_identities_expiry ON gatehouse_identities (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE gatehouse_logins (
    pool text NOT NULL,
    provider text NOT NULL,
    subject text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, provider, subject)
);

CREATE TABLE gatehouse_revocations (
    pool text NOT NULL,
    wid text NOT NULL,
    at bigint NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint NOT NULL,
    PRIMARY KEY (pool, wid)
);
CREATE INDEX gatehouse_revocations_time ON gatehouse_revocations (pool, at, wid);
CREATE INDEX gatehouse_revocations_expiry ON gatehouse_revocations (expires_at);
