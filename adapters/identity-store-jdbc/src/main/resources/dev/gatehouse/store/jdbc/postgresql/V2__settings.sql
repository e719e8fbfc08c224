-- What pools, clients, providers and shared policies are configured to be.

CREATE TABLE gatehouse_settings (
    pool text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, kind, name)
);
