package dev.gatehouse.endurance.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.UserId;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.Alias;
import dev.gatehouse.spi.store.AliasKey;
import dev.gatehouse.spi.store.GroupKey;
import dev.gatehouse.spi.store.GroupRow;
import dev.gatehouse.spi.store.Login;
import dev.gatehouse.spi.store.LoginKey;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.Group;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Another pool with the same names in it, which nothing may touch. */
final class Bystander {
    private static final PoolId POOL = new PoolId("local_bystander");
    private static final WriteId WRITE = new WriteId("0".repeat(32));

    private final Stores stores;
    private final List<List<?>> before;

    Bystander(Stores stores) {
        this.stores = stores;
        Alias alias = new Alias(new UserId("somebody"), "anna", 1, Instant.EPOCH);
        stores.aliases().insert(new AliasKey(POOL, AliasKind.USERNAME, "anna"), alias, WRITE);
        stores.aliases().insert(new AliasKey(POOL, AliasKind.EMAIL, "anna@example.org"), alias, WRITE);
        stores.logins().insert(new LoginKey(POOL, "one.example", "anna"), new Login(new IdentityId("somebody")), WRITE);
        Group group = Group.builder()
                .name("editors")
                .incarnation(WRITE)
                .createdAt(Instant.EPOCH)
                .build();
        stores.groups().insert(new GroupKey(POOL, "editors"), new GroupRow(group, GroupRow.State.LIVE), WRITE);
        this.before = rows();
    }

    void check() {
        assertThat(rows()).as("rows of another pool").isEqualTo(before);
    }

    private List<List<?>> rows() {
        return List.of(
                all(stores.users()),
                all(stores.aliases()),
                all(stores.authenticators()),
                all(stores.tokenFamilies()),
                all(stores.oneTimes()),
                all(stores.attempts()),
                all(stores.outbox()),
                all(stores.identities()),
                all(stores.logins()),
                all(stores.groups()),
                all(stores.members()),
                stores.revocations()
                        .since(POOL, Instant.EPOCH, Optional.empty(), 100)
                        .items());
    }

    private static List<?> all(RowStore<?, ?> store) {
        Page<? extends Row<?, ?>> page = store.page(POOL, Optional.empty(), 100);
        return page.items();
    }
}
