package dev.gatehouse.userpool.admin;

import static dev.gatehouse.userpool.support.PoolBench.emailPool;
import static dev.gatehouse.userpool.support.PoolBench.namePool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Secret;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.support.AccountBench;
import dev.gatehouse.userpool.support.PoolBench;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserListingTest {
    private final AccountBench bench = AccountBench.of(namePool());

    private User create(AccountBench in, String name, Map<String, String> attributes, Set<String> verified) {
        return in.admin
                .create(CreateUserRequest.builder(name)
                        .attributes(attributes)
                        .verified(verified)
                        .temporaryPassword(Secret.of(PoolBench.PASSWORD))
                        .suppressMessage()
                        .build())
                .orElseThrow();
    }

    private User create(String name) {
        return create(bench, name, Map.of(), Set.of());
    }

    private List<String> all(AccountBench in, int limit) {
        List<String> names = new ArrayList<>();
        Optional<Cursor> from = Optional.empty();
        do {
            Page<User> page = in.admin.list(from, limit).orElseThrow();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(user -> names.add(user.username()));
            from = page.next();
        } while (from.isPresent());
        return names;
    }

    private static List<String> rules(Outcome<?> outcome) {
        return outcome.asRefusal().orElseThrow().rules();
    }

    @Test
    void everyUserIsListedOnceAndADeletedOneIsNot() {
        List<String> made = List.of("anna", "berta", "carla", "dora", "emma");
        made.forEach(this::create);
        assertThat(all(bench, 2)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(all(bench, 60)).containsExactlyInAnyOrderElementsOf(made);

        bench.admin.delete("carla").orElseThrow();
        assertThat(all(bench, 1)).containsExactlyInAnyOrder("anna", "berta", "dora", "emma");
    }

    @Test
    void anEmptyPoolIsOneEmptyPage() {
        assertThat(bench.admin.list(Optional.empty(), 60).orElseThrow()).isEqualTo(Page.last(List.of()));
    }

    @Test
    void aLimitOutOfBoundsAndATokenOfAnotherPoolAreRefused() {
        assertThat(rules(bench.admin.list(Optional.empty(), 0))).containsExactly("page.limit");
        assertThat(rules(bench.admin.list(Optional.empty(), 61))).containsExactly("page.limit");
        assertThat(rules(bench.admin.list(Optional.of(new Cursor("AAAA")), 60))).containsExactly("page.token");

        AccountBench other = AccountBench.of(namePool());
        create(other, "anna", Map.of(), Set.of());
        create(other, "berta", Map.of(), Set.of());
        Optional<Cursor> foreign =
                other.admin.list(Optional.empty(), 1).orElseThrow().next();
        assertThat(foreign).isPresent();
        assertThat(rules(bench.admin.list(foreign, 1))).containsExactly("page.token");
    }

    @Test
    void aUserIsFoundByEachNameThatIsIndexedAsItWouldBeAtSignIn() {
        User anna = create(bench, "anna", Map.of("email", "anna@example.org"), Set.of("email"));
        create(bench, "berta", Map.of("email", "berta@example.org"), Set.of());

        assertThat(bench.admin.find(AliasKind.USERNAME, "Anna").orElseThrow()).contains(anna);
        assertThat(bench.admin.find(AliasKind.EMAIL, "ANNA@example.org").orElseThrow())
                .contains(anna);
        assertThat(bench.admin.find(AliasKind.EMAIL, "berta@example.org").orElseThrow())
                .as("it is not verified")
                .isEmpty();
        assertThat(bench.admin.find(AliasKind.USERNAME, "nobody").orElseThrow()).isEmpty();
        assertThat(bench.admin.find(AliasKind.EMAIL, "no address").orElseThrow())
                .isEmpty();
    }

    @Test
    void aKindOfNameThatThePoolDoesNotHaveIsRefused() {
        AccountBench emails = AccountBench.of(emailPool());
        assertThat(rules(emails.admin.find(AliasKind.USERNAME, "anna"))).containsExactly("name.not-indexed");
        assertThat(rules(bench.admin.find(AliasKind.EXTERNAL_SUBJECT, "anna"))).containsExactly("name.not-indexed");
        assertThat(rules(bench.admin.find(AliasKind.USERNAME, ""))).containsExactly("name.length");
        assertThat(rules(bench.admin.find(AliasKind.USERNAME, "a".repeat(513)))).containsExactly("name.length");
    }
}
