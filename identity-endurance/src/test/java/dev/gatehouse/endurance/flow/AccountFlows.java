package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.profile.Updated;
import dev.gatehouse.userpool.session.TokenSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changing an address, recovering, deleting, creating as an administrator. */
final class AccountFlows {
    private static final String NEW = "new@example.org";

    private AccountFlows() {}

    static List<Flow> all() {
        return List.of(
                new Flow("change e-mail, request", Request::new),
                new Flow("change e-mail, verify", Verify::new),
                new Flow("recovery", Recover::new),
                new Flow("delete", Delete::new),
                new Flow("admin create", Create::new));
    }

    private static Outcome<Updated> ask(House node, TokenSet tokens) {
        return node.pool.profile().update(tokens.accessToken(), Map.of("email", NEW), Set.of());
    }

    private static Outcome<?> prove(House node, TokenSet tokens, String code) {
        return node.pool.profile().verify(tokens.accessToken(), "email", Secret.of(code));
    }

    private static String owner(House house, String address) {
        return house.user(address).map(User::username).orElse("");
    }

    private static final class Request extends World<Updated> {
        private final TokenSet tokens;

        Request(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
            house.member("anna", ANNA);
            tokens = house.signIn("anna");
        }

        @Override
        Outcome<Updated> run(House node) {
            return ask(node, tokens);
        }

        @Override
        Outcome<?> compete(House node) {
            return node.pool.profile().update(tokens.accessToken(), Map.of("name", "Anna"), Set.of());
        }

        @Override
        void check() {
            assertThat(owner(house, ANNA)).isEqualTo("anna");
            assertThat(owner(house, NEW)).isEmpty();
            ask(house, tokens).orElseThrow();
            prove(house, tokens, house.code(NEW)).orElseThrow();
            assertThat(owner(house, ANNA)).isEmpty();
            assertThat(owner(house, NEW)).isEqualTo("anna");
        }
    }

    private static final class Verify extends World<Object> {
        private final TokenSet tokens;
        private final TokenSet rivals;
        private final String right;
        private final String rivalsRight;

        Verify(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
            house.member("anna", ANNA);
            house.member("berta", "berta@example.org");
            tokens = house.signIn("anna");
            rivals = house.signIn("berta");
            ask(house, tokens).orElseThrow();
            right = house.code(NEW);
            ask(house, rivals).orElseThrow();
            rivalsRight = house.code(NEW);
        }

        @Override
        Outcome<Object> run(House node) {
            return prove(node, tokens, right).map(done -> done);
        }

        @Override
        Outcome<?> compete(House node) {
            house.later(House.POLITENESS);
            return prove(node, rivals, rivalsRight);
        }

        @Override
        boolean rivalMayGet(ErrorCode refusal) {
            return refusal == ErrorCode.ALIAS_EXISTS || refusal == ErrorCode.CONCURRENT_MODIFICATION;
        }

        @Override
        boolean hasOneWinner() {
            return true;
        }

        @Override
        void check() {
            assertThat(house.verifiedOwners(NEW)).isLessThanOrEqualTo(1);
            if (acknowledged()) {
                assertThat(owner(house, NEW)).isEqualTo("anna");
                assertThat(owner(house, ANNA)).isEmpty();
            }
            if (isRefused()) {
                assertThat(owner(house, ANNA)).as("refused, so unchanged").isEqualTo("anna");
            }
            if (rivalAcknowledged()) {
                assertThat(owner(house, NEW)).isEqualTo("berta");
            }
            house.later(House.POLITENESS);
            if (owner(house, NEW).isEmpty()) {
                assertThat(owner(house, ANNA)).isEqualTo("anna");
                house.later(house.pool.settings().codeLife());
                house.pool.profile().resendCode(tokens.accessToken(), "email").orElseThrow();
                prove(house, tokens, house.code(NEW)).orElseThrow();
            }
            assertThat(house.verifiedOwners(NEW)).isEqualTo(1);
            assertThat(house.signsIn(NEW, House.PASSWORD)).isTrue();
            assertThat(owner(house, ANNA)).isEqualTo(owner(house, NEW).equals("anna") ? "" : "anna");
        }
    }

    private static final class Recover extends World<Object> {
        private final TokenSet tokens;
        private final String right;

        Recover(Engine.Open engine) {
            super(House.of(House.emails(engine), engine));
            house.member(ANNA);
            tokens = house.signIn(ANNA);
            house.pool.recovery().forgot(ANNA).orElseThrow();
            right = house.code(ANNA);
        }

        @Override
        Outcome<Object> run(House node) {
            return node.recover(ANNA, right, House.OTHER_PASSWORD).map(done -> done);
        }

        @Override
        Outcome<?> compete(House node) {
            return node.pool.admin().updateAttributes(ANNA, Map.of("name", "Anna"), Set.of());
        }

        @Override
        boolean hasOneWinner() {
            return true;
        }

        @Override
        void check() {
            if (isRefused()) {
                assertThat(house.signsIn(ANNA, House.PASSWORD))
                        .as("refused, so unchanged")
                        .isTrue();
                assertThat(House.won(house.refresh(tokens))).isTrue();
            }
            if (!acknowledged()) {
                house.later(house.pool.settings().codeLife());
                house.pool.recovery().forgot(ANNA).orElseThrow();
                house.recover(ANNA, house.code(ANNA), House.OTHER_PASSWORD).orElseThrow();
            }
            assertThat(house.signsIn(ANNA, House.OTHER_PASSWORD)).isTrue();
            assertThat(house.signsIn(ANNA, House.PASSWORD)).isFalse();
            assertThat(house.refresh(tokens).asRefusal()).isPresent();
        }
    }

    private static final class Delete extends World<Object> {
        private final TokenSet tokens;

        Delete(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
            house.member("anna", ANNA);
            tokens = house.signIn("anna");
        }

        @Override
        Outcome<Object> run(House node) {
            return node.pool.profile().delete(tokens.accessToken()).map(done -> done);
        }

        @Override
        Outcome<?> compete(House node) {
            // A sign-in or a refresh that comes in between must not outlive the user.
            node.refresh(tokens);
            node.tryToSignIn("anna", House.PASSWORD);
            return Outcome.done();
        }

        @Override
        void check() {
            boolean there = house.user("anna").isPresent();
            if (isRefused()) {
                assertThat(there).as("refused, so unchanged").isTrue();
            }
            if (acknowledged()) {
                assertThat(there).isFalse();
                house.later(house.pool.settings().revocationBound());
                assertThat(house.pool.sessions().verify(tokens.accessToken()).asRefusal())
                        .isPresent();
            }
            if (there) {
                assertThat(house.signsIn(ANNA, House.PASSWORD)).isTrue();
                house.pool.admin().delete("anna").orElseThrow();
            }
            assertThat(house.signsIn("anna", House.PASSWORD)).isFalse();
            assertThat(house.refresh(tokens).asRefusal()).isPresent();
            assertThat(owner(house, ANNA)).isEmpty();
            house.later(House.POLITENESS);
            house.member("anna", ANNA);
            house.pool.maintenance().run(1_000);
            assertThat(house.signsIn(ANNA, House.PASSWORD)).isTrue();
        }
    }

    private static final class Create extends World<User> {
        Create(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
        }

        private static Outcome<User> create(House node, String name) {
            return node.pool
                    .admin()
                    .create(CreateUserRequest.builder(name)
                            .attributes(Map.of("email", ANNA, "email_verified", "true"))
                            .temporaryPassword(Secret.of(House.PASSWORD))
                            .build());
        }

        @Override
        Outcome<User> run(House node) {
            return create(node, "anna");
        }

        @Override
        Outcome<?> compete(House node) {
            house.later(House.POLITENESS);
            return create(node, "berta");
        }

        @Override
        boolean rivalMayGet(ErrorCode refusal) {
            return refusal == ErrorCode.ALIAS_EXISTS;
        }

        @Override
        boolean hasOneWinner() {
            return true;
        }

        @Override
        void check() {
            assertThat(house.verifiedOwners(ANNA)).isLessThanOrEqualTo(1);
            if (acknowledged()) {
                assertThat(owner(house, ANNA)).isEqualTo("anna");
            }
            if (isRefused()) {
                assertThat(house.user("anna")).as("refused, so unchanged").isEmpty();
            }
            if (rivalAcknowledged()) {
                assertThat(owner(house, ANNA)).isEqualTo("berta");
            }
            house.later(House.POLITENESS);
            if (house.user("anna").isEmpty()) {
                boolean taken = house.user(ANNA).isPresent();
                assertThat(House.refusal(create(house, "anna")).isPresent()).isEqualTo(taken);
            }
            assertThat(house.verifiedOwners(ANNA)).isEqualTo(1);
            assertThat(house.user(ANNA)).isPresent();
        }
    }
}
