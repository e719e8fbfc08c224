package dev.gatehouse.credentials.pool;

import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.PoolSessions;
import dev.gatehouse.credentials.sts.SecurityTokenService;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.token.RevocationView;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What a pool has whose credentials are vended here. */
record LocalVending(LocalSts vendor, PoolSessions sessions, SecurityTokenService service) {

    /** What it is made of. */
    record Keys(StsKeys keys, Sealer sealer, SecureRandom random, InstantSource clock) {
        /**
         * @param pool whose settings and roles are there already
         * @param revocations of the pool, and of the sign-ins behind its sessions
         */
        LocalVending of(IdentityPool pool, Stores stores, RevocationView revocations) {
            LocalSts vendor = new LocalSts(keys, sealer, random, clock);
            StsSessions sessions = new StsSessions(pool.settings().id(), keys, sealer, clock);
            return new LocalVending(
                    vendor,
                    new PoolSessions(sessions, pool.roles(), revocations),
                    SecurityTokenService.builder(pool.settings().id())
                            .roles(pool.roles())
                            .stores(stores)
                            .vendor(vendor)
                            .sessions(sessions)
                            .revocations(revocations)
                            .webIdentities(token -> pool.webIdentities().verify(token))
                            .clock(clock)
                            .build());
        }
    }
}
