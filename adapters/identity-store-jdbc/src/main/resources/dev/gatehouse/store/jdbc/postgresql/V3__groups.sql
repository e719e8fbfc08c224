-- Groups of a pool's users, and the lists of their members.

CREATE TABLE gatehouse_groups (
    pool text COLLATE "C" NOT NULL,
    group_name text COLLATE "C" NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, group_name)
);

CREATE TABLE gatehouse_members (
    pool text COLLATE "C" NOT NULL,
    group_name text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    wid text NOT NULL,
    format integer NOT NULL,
    body text NOT NULL,
    expires_at bigint,
    PRIMARY KEY (pool, group_name, user_id)
);
