package dev.gatehouse.endurance.kill;

import dev.gatehouse.Cursor;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.spi.store.Row;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for everything that one visitor was told before the kill, first at the time of the kill, and later, as the
 * visitor, for a way on.
 */
final class Inspection {
    private final House house;
    private final Findings findings;
    private final Visitor visitor;
    private final Map<Step, List<String>> told = new EnumMap<>(Step.class);
    private final Optional<Step> unanswered;

    Inspection(House house, Findings findings, Visitor visitor, List<Ack> acks) {
        this.house = house;
        this.findings = findings;
        this.visitor = visitor;
        acks.forEach(ack -> told.put(ack.step(), ack.values()));
        this.unanswered = acks.isEmpty()
                ? Optional.of(Step.REGISTERED)
                : visitor.after(acks.get(acks.size() - 1).step());
    }

    private boolean told(Step step) {
        return told.containsKey(step);
    }

    private String value(Step step, int index) {
        return told.getOrDefault(step, List.of()).get(index);
    }

    private boolean perhaps(Step step) {
        return unanswered.filter(step::equals).isPresent();
    }

    private void lost(boolean holds, String what) {
        findings.expect(holds, findings.lost, visitor + " " + told.keySet() + ": " + what);
    }

    private void blocked(boolean holds, String what) {
        findings.expect(holds, findings.blocked, visitor + " " + told.keySet() + ": " + what);
    }

    /** Checks within the refresh grace of the kill. */
    void atOnce() {
        Optional<User> user = house.user(visitor.name());
        if (told(Step.DELETED)) {
            gone();
        } else if (told(Step.REGISTERED) && !perhaps(Step.DELETED)) {
            lost(
                    user.filter(found ->
                                    value(Step.REGISTERED, 0).equals(found.id().value()))
                            .isPresent(),
                    "the account");
        }
        if (told(Step.CONFIRMED) && user.isPresent()) {
            lost(user.get().status() == UserStatus.CONFIRMED, "the confirmation");
            addresses();
        }
        sessions();
        struck(user);
    }

    private void gone() {
        lost(house.user(visitor.name()).isEmpty(), "the deletion, by name");
        lost(owner(visitor.email()).isEmpty(), "the deletion, by the first address");
        lost(!visitor.name().equals(owner(visitor.nextEmail()).orElse("")), "the deletion, by the second address");
        lost(!house.signsIn(visitor.name(), House.PASSWORD), "the deletion, at sign-in");
        blocked(house.register(visitor.name(), visitor.email()).asRefusal().isEmpty(), "the name is not free at once");
    }

    private Optional<String> owner(String address) {
        return house.user(address).map(User::username);
    }

    private void addresses() {
        boolean first = owner(visitor.email()).filter(visitor.name()::equals).isPresent();
        boolean second =
                owner(visitor.nextEmail()).filter(visitor.name()::equals).isPresent();
        if (told(Step.MOVED)) {
            lost(second, "the new address");
        } else if (told(Step.STAYED) || !perhaps(Step.MOVED)) {
            lost(first, "the confirmed address");
        } else {
            lost(first || second, "both addresses");
        }
        findings.expect(!(first && second), findings.doubled, visitor + " is found by the old and the new address");
    }

    private void sessions() {
        if (told(Step.SIGNED_OUT)) {
            dead(Step.SIGNED_IN);
            dead(Step.REFRESHED);
        } else if (told(Step.SIGNED_IN) && !perhaps(Step.SIGNED_OUT)) {
            if (told(Step.REFRESHED)) {
                lost(
                        refresh(Step.SIGNED_IN)
                                .filter(value(Step.REFRESHED, 0)::equals)
                                .isPresent(),
                        "the same successor inside the grace");
            }
            alive(told(Step.REFRESHED) ? Step.REFRESHED : Step.SIGNED_IN);
        }
        if (told(Step.DELETED)) {
            dead(Step.RETURNED);
        } else if (told(Step.RETURNED) && !perhaps(Step.DELETED)) {
            alive(Step.RETURNED);
        }
    }

    private Optional<String> refresh(Step step) {
        Outcome<TokenSet> refreshed = house.pool.sessions().refresh(RefreshToken.of(value(step, 0)), House.WEB);
        return refreshed.fold(tokens -> Optional.of(tokens.refreshToken().value()), refusal -> Optional.empty());
    }

    private boolean verifies(Step step) {
        return house.pool
                .sessions()
                .verify(AccessToken.of(value(step, 1)))
                .asRefusal()
                .isEmpty();
    }

    private void alive(Step step) {
        lost(verifies(step), "the access token of " + step);
        lost(refresh(step).isPresent(), "the refresh token of " + step);
    }

    private void dead(Step step) {
        lost(!verifies(step), "the end of the access token of " + step);
        lost(refresh(step).isEmpty(), "the end of the refresh token of " + step);
    }

    /** Counts what was done without an answer, or half done. */
    private void struck(Optional<User> user) {
        boolean confirmed =
                user.filter(found -> found.status() == UserStatus.CONFIRMED).isPresent();
        boolean done = (perhaps(Step.REGISTERED) && user.isPresent())
                || (perhaps(Step.CONFIRMED) && confirmed)
                || (perhaps(Step.DELETED) && user.isEmpty())
                || (perhaps(Step.MOVED) && !owner(visitor.email()).equals(Optional.of(visitor.name())))
                || (perhaps(Step.SIGNED_OUT) && !verifies(Step.REFRESHED));
        findings.struck += done ? 1 : 0;
    }

    /** Goes on as the visitor would, when codes and politeness have run out: an account must come of it. */
    void later() {
        Optional<User> user = house.user(visitor.name());
        if (user.isEmpty()) {
            Outcome<?> registered = house.register(visitor.name(), visitor.email());
            blocked(registered.asRefusal().isEmpty(), "registering: " + registered);
        }
        user = house.user(visitor.name());
        if (user.isEmpty()) {
            return;
        }
        if (user.get().status() == UserStatus.UNCONFIRMED) {
            Outcome<?> resent = house.pool.signUp().resend(visitor.name());
            blocked(resent.asRefusal().isEmpty(), "a new code: " + resent);
        }
    }

    /** Ends what {@link #later} began, once the messages of all visitors are delivered. */
    void last() {
        Optional<User> user = house.user(visitor.name());
        if (user.filter(found -> found.status() == UserStatus.UNCONFIRMED).isPresent()) {
            Outcome<?> confirmed = house.confirm(visitor.name(), house.sender.lastCode(visitor.email()));
            blocked(confirmed.asRefusal().isEmpty(), "confirming: " + confirmed);
        }
        blocked(house.signsIn(visitor.name(), House.PASSWORD), "signing in");
    }

    /** Returns everybody in the pool. */
    static List<User> everybody(House house, PoolId pool) {
        List<User> users = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        do {
            Page<Row<UserKey, UserRow>> page = house.engine.stores().users().page(pool, cursor, 100);
            page.items().stream()
                    .map(row -> row.value())
                    .filter(row -> row.state() == UserRow.State.LIVE)
                    .flatMap(row -> row.profile().stream())
                    .forEach(users::add);
            cursor = page.next();
        } while (cursor.isPresent());
        return users;
    }
}
