-- Groups of a pool's users, and the lists of their members.

CREATE TABLE gatehouse_groups (
    pool text NOT NULL,
    group_name text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, group_name)
);

CREATE TABLE gatehouse_members (
    pool text NOT NULL,
    group_name text NOT NULL,
    user_id text NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, group_name, user_id)
);
