package dev.gatehouse.endurance.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.endurance.flow.World;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasClaim;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowKey;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.spi.store.Versioned;
import dev.gatehouse.user.AliasKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** DESIGN §8, of any user pool at any time: names and users agree; and nothing is left over after maintenance. */
final class Invariants {
    private final House house;
    private final Stores stores;
    private final PoolId pool;

    private Invariants(House house) {
        this.house = house;
        this.stores = house.engine.stores();
        this.pool = house.pool.settings().id();
    }

    static void check(World<?> world) {
        new Invariants(world.house()).check();
    }

    private void check() {
        everyNameOfAUserIsItsOwn();
        house.later(Duration.ofHours(2));
        house.pool.maintenance().run(1_000);
        house.later(Duration.ofHours(2));
        house.pool.maintenance().run(1_000);
        everyNameOfAUserIsItsOwn();
        noNameIsLeftOver();
        noMembershipIsLeftOver();
        noAuthenticatorIsLeftOver();
        nothingIsHalfDeleted();
    }

    private <K extends RowKey, V> List<Row<K, V>> all(RowStore<K, V> store) {
        return store.page(pool, Optional.empty(), 1_000).items();
    }

    private Optional<UserRow> user(UserId id) {
        return stores.users().find(new UserKey(pool, id)).map(Versioned::value);
    }

    private void everyNameOfAUserIsItsOwn() {
        for (Row<UserKey, UserRow> row : all(stores.users())) {
            if (row.value().state() != UserRow.State.LIVE) {
                continue;
            }
            for (Map.Entry<AliasKind, AliasClaim> entry : row.value().aliases().entrySet()) {
                AliasClaim claim = entry.getValue();
                Optional<Versioned<Alias>> alias =
                        stores.aliases().find(new AliasKey(pool, entry.getKey(), claim.canonical()));
                assertThat(alias.map(Versioned::version))
                        .as("the claim that a user's row names")
                        .contains(claim.claim());
                assertThat(alias.map(found -> found.value().user()))
                        .contains(row.key().user());
            }
        }
    }

    private void noNameIsLeftOver() {
        for (Row<AliasKey, Alias> row : all(stores.aliases())) {
            boolean named = user(row.value().user())
                    .map(user -> user.aliases().get(row.key().kind()))
                    .filter(claim -> claim.claim().equals(row.version()))
                    .isPresent();
            assertThat(named).as("a name of nobody after maintenance").isTrue();
        }
    }

    private void noMembershipIsLeftOver() {
        all(stores.members())
                .forEach(row -> assertThat(user(row.key().user())
                                .filter(user ->
                                        user.memberships().containsKey(row.key().group())))
                        .as("a list's entry of nobody after maintenance")
                        .isPresent());
    }

    private void noAuthenticatorIsLeftOver() {
        all(stores.authenticators())
                .forEach(row -> assertThat(user(row.key().user()))
                        .as("an authenticator of nobody after maintenance")
                        .isPresent());
    }

    private void nothingIsHalfDeleted() {
        assertThat(all(stores.users())).noneMatch(row -> row.value().state() == UserRow.State.DELETING);
    }
}
