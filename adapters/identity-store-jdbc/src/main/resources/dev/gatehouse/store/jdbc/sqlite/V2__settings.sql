-- What pools, clients, providers and shared policies are configured to be.

CREATE TABLE gatehouse_settings (
    pool text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, kind, name)
);
