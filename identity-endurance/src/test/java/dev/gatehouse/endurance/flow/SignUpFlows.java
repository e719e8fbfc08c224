package dev.gatehouse.endurance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.endurance.support.Engine;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.user.User;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.Registered;
import java.util.List;
import java.util.Optional;

/** Registering, confirming, taking an alias by force. */
final class SignUpFlows {
    private SignUpFlows() {}

    static List<Flow> all() {
        return List.of(
                new Flow("register, address", RegisterAddress::new),
                new Flow("register, user name", RegisterName::new),
                new Flow("confirm", Confirm::new),
                new Flow("force alias", ForceAlias::new));
    }

    private static final class RegisterAddress extends World<Registered> {
        RegisterAddress(Engine.Open engine) {
            super(House.of(House.emails(engine), engine));
        }

        @Override
        Outcome<Registered> run(House node) {
            return node.register(ANNA);
        }

        @Override
        Outcome<?> compete(House node) {
            house.later(House.POLITENESS);
            return node.register(ANNA);
        }

        @Override
        void check() {
            house.later(House.POLITENESS);
            house.register(ANNA).orElseThrow();
            house.confirm(ANNA, house.freshCode(ANNA, ANNA)).orElseThrow();
            assertThat(house.signsIn(ANNA, House.PASSWORD)).isTrue();
            assertThat(house.verifiedOwners(ANNA)).isEqualTo(1);
        }
    }

    private static final class RegisterName extends World<Registered> {
        private Optional<Registered> registered = Optional.empty();

        RegisterName(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
        }

        @Override
        Outcome<Registered> run(House node) {
            return node.register("anna", ANNA).map(done -> {
                registered = Optional.of(done);
                return done;
            });
        }

        @Override
        Outcome<?> compete(House node) {
            house.later(House.POLITENESS);
            return node.register("Anna", "rival@example.org");
        }

        @Override
        boolean rivalMayGet(ErrorCode refusal) {
            return refusal == ErrorCode.USERNAME_EXISTS;
        }

        @Override
        boolean hasOneWinner() {
            return true;
        }

        @Override
        void check() {
            registered.ifPresent(
                    done -> assertThat(house.user("anna").map(User::id)).contains(done.user()));
            house.later(House.POLITENESS);
            if (house.user("anna").isEmpty()) {
                house.register("anna", ANNA).orElseThrow();
            }
            String address = house.user("anna").orElseThrow().attribute("email").orElseThrow();
            house.confirm("anna", house.freshCode("anna", address)).orElseThrow();
            assertThat(house.signsIn("anna", House.PASSWORD)).isTrue();
        }
    }

    private static final class Confirm extends World<Done> {
        private final String annas;
        private final String bertas;

        Confirm(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
            house.register("anna", ANNA).orElseThrow();
            annas = house.code(ANNA);
            house.register("berta", ANNA).orElseThrow();
            bertas = house.code(ANNA);
        }

        @Override
        Outcome<Done> run(House node) {
            return node.confirm("anna", annas);
        }

        @Override
        Outcome<?> compete(House node) {
            house.later(House.POLITENESS);
            return node.confirm("berta", bertas);
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
            assertThat(house.verifiedOwners(ANNA)).isLessThanOrEqualTo(1);
            Optional<User> owner = house.user(ANNA);
            if (acknowledged()) {
                assertThat(owner.orElseThrow().username()).isEqualTo("anna");
            }
            if (isRefused()) {
                assertThat(house.user("anna").orElseThrow().status())
                        .as("refused, so unchanged")
                        .isEqualTo(UserStatus.UNCONFIRMED);
            }
            if (rivalAcknowledged()) {
                assertThat(owner.orElseThrow().username()).isEqualTo("berta");
            }
            if (house.user("anna").orElseThrow().status() == UserStatus.UNCONFIRMED) {
                house.later(House.POLITENESS);
                Outcome<Done> again = house.confirm("anna", house.freshCode("anna", ANNA));
                assertThat(House.refusal(again)).isEqualTo(owner.map(somebody -> ErrorCode.ALIAS_EXISTS));
            }
            assertThat(house.user(ANNA)).isPresent();
            assertThat(house.verifiedOwners(ANNA)).isEqualTo(1);
        }
    }

    private static final class ForceAlias extends World<Done> {
        private final String annas;
        private final String claras;

        ForceAlias(Engine.Open engine) {
            super(House.of(House.names(engine), engine));
            house.member("victor", ANNA);
            house.register("anna", ANNA).orElseThrow();
            annas = house.code(ANNA);
            house.register("clara", ANNA).orElseThrow();
            claras = house.code(ANNA);
        }

        private static Outcome<Done> force(House node, String name, String code) {
            return node.pool
                    .signUp()
                    .confirm(ConfirmRequest.of(name, Secret.of(code)).forceAliasCreation());
        }

        @Override
        Outcome<Done> run(House node) {
            return force(node, "anna", annas);
        }

        @Override
        Outcome<?> compete(House node) {
            return force(node, "clara", claras);
        }

        @Override
        boolean hasOneWinner() {
            return true;
        }

        @Override
        void check() {
            assertThat(house.verifiedOwners(ANNA)).isLessThanOrEqualTo(1);
            assertThat(house.signsIn("victor", House.PASSWORD)).isTrue();
            if (acknowledged() && !isUnsure()) { // else the other may have come half way
                assertThat(house.verifiedOwners(ANNA)).isEqualTo(1);
            }
            if (house.user("anna").orElseThrow().status() == UserStatus.UNCONFIRMED) {
                force(house, "anna", house.freshCode("anna", ANNA)).orElseThrow();
            } else if (house.user(ANNA).isEmpty()) { // taken from her by clara, who broke off
                force(house, "clara", house.freshCode("clara", ANNA)).orElseThrow();
            }
            assertThat(house.user(ANNA)).isPresent();
            assertThat(house.verifiedOwners(ANNA)).isEqualTo(1);
        }
    }
}
