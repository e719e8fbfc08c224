-- What vending needs inside one database, owned by the role that applies it. Idempotent. PostgreSQL 14 or later.
-- Every function that runs with its owner's rights fixes its search path, so that no caller's objects are found first.

CREATE SCHEMA IF NOT EXISTS gatehouse;

CREATE TABLE IF NOT EXISTS gatehouse.vendable_role (
    database_role text PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS gatehouse.login (
    login text PRIMARY KEY,
    identity_id text NOT NULL,
    database_role text NOT NULL,
    tags jsonb NOT NULL,
    expires_at timestamptz NOT NULL,
    closed boolean NOT NULL DEFAULT false,
    failed_drops integer NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS login_expires_at ON gatehouse.login (expires_at);
CREATE INDEX IF NOT EXISTS login_identity_id ON gatehouse.login (identity_id);

CREATE TABLE IF NOT EXISTS gatehouse.guard_key (
    generation integer PRIMARY KEY,
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL
);

REVOKE ALL ON gatehouse.vendable_role, gatehouse.login, gatehouse.guard_key FROM PUBLIC;

-- Makes a login. Takes a verifier only, so that no clear password can reach the server, by whatever mistake.
CREATE OR REPLACE FUNCTION gatehouse.vend_login(
    p_login text, p_verifier text, p_identity text, p_role text, p_tags text, p_expires_us bigint, p_connections integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_expires timestamptz := 'epoch'::timestamptz + p_expires_us * interval '1 microsecond';
BEGIN
    IF p_login !~ '^gh_[a-z2-7]{26}$' THEN
        RAISE EXCEPTION 'not the name of a vended login' USING ERRCODE = '22023';
    END IF;
    IF p_verifier !~ '^SCRAM-SHA-256\$[0-9]{4,6}:[A-Za-z0-9+/]+=*\$[A-Za-z0-9+/]+=*:[A-Za-z0-9+/]+=*$' THEN
        RAISE EXCEPTION 'not a verifier' USING ERRCODE = '22023';
    END IF;
    IF p_identity !~ '^[A-Za-z0-9_:-]{1,128}$' THEN
        RAISE EXCEPTION 'not an identity id' USING ERRCODE = '22023';
    END IF;
    IF p_connections < 1 OR p_connections > 100 OR v_expires > clock_timestamp() + interval '13 hours' THEN
        RAISE EXCEPTION 'out of bounds' USING ERRCODE = '22023';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM gatehouse.vendable_role AS v WHERE v.database_role = p_role)
        OR NOT gatehouse.harmless(p_role) THEN
        RAISE EXCEPTION 'not a vendable role' USING ERRCODE = 'GH001';
    END IF;
    INSERT INTO gatehouse.login (login, identity_id, database_role, tags, expires_at)
    VALUES (p_login, p_identity, p_role, p_tags::jsonb, v_expires);
    EXECUTE format(
        'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT %s PASSWORD %L VALID UNTIL %L IN ROLE %I',
        p_login, p_connections, p_verifier,
        to_char(v_expires AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00', p_role);
END $$;

-- Whether a role leads to no power over the server: neither itself nor anything that it can become.
CREATE OR REPLACE FUNCTION gatehouse.harmless(p_role text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = p_role) AND NOT EXISTS (
        SELECT 1 FROM pg_roles AS r
        WHERE (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
               OR r.rolname ~ '^pg_')
          AND pg_has_role((SELECT o.oid FROM pg_roles AS o WHERE o.rolname = p_role), r.oid, 'MEMBER'))
$$;

-- Closes logins: those of an identity, or without one those that have expired. No new session starts after the commit.
CREATE OR REPLACE FUNCTION gatehouse.close_logins(p_identity text, p_limit integer)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_login text;
    v_closed integer := 0;
BEGIN
    FOR v_login IN
        SELECT l.login FROM gatehouse.login AS l
        WHERE NOT l.closed
          AND CASE WHEN p_identity IS NULL THEN l.expires_at <= clock_timestamp() ELSE l.identity_id = p_identity END
        ORDER BY l.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    LOOP
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = v_login) THEN
            EXECUTE format('ALTER ROLE %I NOLOGIN', v_login);
        END IF;
        UPDATE gatehouse.login SET closed = true WHERE login = v_login;
        v_closed := v_closed + 1;
    END LOOP;
    RETURN v_closed;
END $$;

-- Ends the sessions of closed logins and drops them. A login that owns something stays, closed, and is tried again last.
CREATE OR REPLACE FUNCTION gatehouse.drop_closed(p_limit integer)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_login text;
    v_dropped integer := 0;
BEGIN
    FOR v_login IN
        SELECT l.login FROM gatehouse.login AS l WHERE l.closed
        ORDER BY l.failed_drops, l.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    LOOP
        PERFORM pg_terminate_backend(a.pid, 2000) FROM pg_stat_activity AS a WHERE a.usename = v_login;
        PERFORM pg_stat_clear_snapshot();
        BEGIN
            IF EXISTS (SELECT 1 FROM pg_stat_activity AS a WHERE a.usename = v_login) THEN
                RAISE EXCEPTION 'a session has not ended' USING ERRCODE = '55006';
            END IF;
            EXECUTE format('DROP ROLE IF EXISTS %I', v_login);
            DELETE FROM gatehouse.login WHERE login = v_login;
            v_dropped := v_dropped + 1;
        EXCEPTION WHEN dependent_objects_still_exist OR object_in_use THEN
            UPDATE gatehouse.login SET failed_drops = failed_drops + 1 WHERE login = v_login;
        END;
    END LOOP;
    RETURN v_dropped;
END $$;

-- The session that a guard vouches for: made for this very transaction of this very connection, and not over.
CREATE OR REPLACE FUNCTION gatehouse.guarded(OUT identity_id text, OUT tags jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_guard text := current_setting('gatehouse.guard', true);
    v_identity text := current_setting('gatehouse.identity_id', true);
    v_tags text := current_setting('gatehouse.principal_tags', true);
    v_part text[];
    v_key gatehouse.guard_key;
    v_expected bytea;
BEGIN
    IF v_guard IS NULL OR v_guard !~ '^[0-9]{1,9}\.[0-9]{1,18}\.[0-9a-f]{64}$' THEN
        RETURN;
    END IF;
    v_part := string_to_array(v_guard, '.');
    SELECT * INTO v_key FROM gatehouse.guard_key AS k WHERE k.generation = v_part[1]::integer;
    IF NOT FOUND OR v_part[2]::bigint <= (extract(epoch FROM clock_timestamp()) * 1000000)::bigint THEN
        RETURN;
    END IF;
    v_expected := sha256(v_key.outer_pad || sha256(v_key.inner_pad || convert_to(
        'gatehouse guard 1' || E'\n' || v_part[1] || E'\n' || pg_backend_pid()::text || E'\n'
            || (extract(epoch FROM now()) * 1000000)::bigint::text || E'\n' || v_part[2] || E'\n'
            || v_identity || E'\n' || v_tags, 'UTF8')));
    -- compared as keyed digests, so that the time of the comparison tells nothing of the one that was expected
    IF sha256(v_key.inner_pad || v_expected) = sha256(v_key.inner_pad || decode(v_part[3], 'hex')) THEN
        identity_id := v_identity;
        tags := v_tags::jsonb;
    END IF;
END $$;

-- Whose rows this session may see: of a vended login, or of what a guard vouches for; null for everyone else.
CREATE OR REPLACE FUNCTION gatehouse.identity_id()
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF session_user::text ~ '^gh_[a-z2-7]{26}$' THEN
        RETURN (SELECT l.identity_id FROM gatehouse.login AS l
                WHERE l.login = session_user::text AND NOT l.closed AND l.expires_at > clock_timestamp());
    END IF;
    RETURN (SELECT g.identity_id FROM gatehouse.guarded() AS g);
END $$;

-- One principal tag of the same session; null if it has none of that name.
CREATE OR REPLACE FUNCTION gatehouse.principal_tag(p_name text)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF session_user::text ~ '^gh_[a-z2-7]{26}$' THEN
        RETURN (SELECT l.tags ->> p_name FROM gatehouse.login AS l
                WHERE l.login = session_user::text AND NOT l.closed AND l.expires_at > clock_timestamp());
    END IF;
    RETURN (SELECT g.tags ->> p_name FROM gatehouse.guarded() AS g);
END $$;

REVOKE ALL ON FUNCTION
    gatehouse.vend_login(text, text, text, text, text, bigint, integer), gatehouse.harmless(text),
    gatehouse.close_logins(text, integer), gatehouse.drop_closed(integer), gatehouse.guarded() FROM PUBLIC;
GRANT USAGE ON SCHEMA gatehouse TO PUBLIC;
GRANT EXECUTE ON FUNCTION gatehouse.identity_id(), gatehouse.principal_tag(text) TO PUBLIC;
