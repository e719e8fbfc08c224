package dev.gatehouse.examples.server.house;

import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.credentials.directory.IdentityPoolDefinition;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.userpool.directory.UserPools;
import java.util.Optional;

/** Maintenance of all pools, a bounded piece at each call, round and round. For one thread. */
final class Upkeep {
    private static final int BUDGET = 100;
    private static final int POOLS = 20;

    private final UserPools userPools;
    private final IdentityPools identityPools;
    private Optional<Cursor> next = Optional.empty();

    Upkeep(UserPools userPools, IdentityPools identityPools) {
        this.userPools = userPools;
        this.identityPools = identityPools;
    }

    void run() {
        Object unused = userPools.maintain(BUDGET);
        Outcome<Page<IdentityPoolDefinition>> page = identityPools.list(POOLS, next);
        next = page.fold(Page::next, refusal -> Optional.empty());
        page.fold(Page::items, refusal -> java.util.List.<IdentityPoolDefinition>of())
                .forEach(found -> identityPools.pool(found.id()).fold(pool -> pool.maintain(BUDGET), refusal -> 0));
    }
}
