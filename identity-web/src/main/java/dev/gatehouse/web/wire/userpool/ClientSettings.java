package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.web.wire.model.Input;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the settings of an app client from the wire. What an input does not name stays as it is. */
final class ClientSettings {
    private static final Map<String, AuthFlow> FLOWS = Map.of(
            "ALLOW_USER_PASSWORD_AUTH", AuthFlow.USER_PASSWORD_AUTH,
            "USER_PASSWORD_AUTH", AuthFlow.USER_PASSWORD_AUTH,
            "ALLOW_ADMIN_USER_PASSWORD_AUTH", AuthFlow.ADMIN_USER_PASSWORD_AUTH,
            "ADMIN_NO_SRP_AUTH", AuthFlow.ADMIN_USER_PASSWORD_AUTH,
            "ALLOW_REFRESH_TOKEN_AUTH", AuthFlow.REFRESH_TOKEN_AUTH);
    private static final Map<String, Duration> UNITS = Map.of(
            "seconds", Duration.ofSeconds(1),
            "minutes", Duration.ofMinutes(1),
            "hours", Duration.ofHours(1),
            "days", Duration.ofDays(1));

    private ClientSettings() {}

    /** Returns what a new client is made of: the reference's defaults, and what the input names. */
    static Outcome<Consumer<ClientDefinition.Builder>> create(Input input) {
        if (input.is("GenerateSecret") && input.has("ClientSecret")) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "client.secrets"));
        }
        return flows(input).map(flows -> client -> {
            client.name(input.text("ClientName"));
            client.settings(settings -> {
                settings.allowRefreshTokenReuse();
                settings.authFlows(flows.orElse(Set.of(AuthFlow.REFRESH_TOKEN_AUTH)));
                apply(input, settings);
            });
            if (input.is("GenerateSecret")) {
                client.generateSecret();
            }
            input.maybe("ClientSecret").map(Secret::of).ifPresent(client::secret);
        });
    }

    /** Returns what an update changes. */
    static Outcome<Consumer<ClientDefinition.Builder>> update(Input input) {
        return flows(input).map(flows -> client -> {
            input.maybe("ClientName").ifPresent(client::name);
            client.settings(settings -> {
                flows.ifPresent(settings::authFlows);
                apply(input, settings);
            });
        });
    }

    /** Returns the flows that the input names; a flow that does not exist here is refused. */
    private static Outcome<Optional<Set<AuthFlow>>> flows(Input input) {
        List<String> names = input.texts("ExplicitAuthFlows");
        if (!FLOWS.keySet().containsAll(names)) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "client.auth-flow-not-available"));
        }
        Set<AuthFlow> flows = EnumSet.noneOf(AuthFlow.class);
        names.forEach(name -> flows.add(FLOWS.get(name)));
        return Unavailable.inClient(input).map(done -> names.isEmpty() ? Optional.empty() : Optional.of(flows));
    }

    private static void apply(Input input, AppClient.Builder settings) {
        life(input, "IdTokenValidity", "IdToken", "hours").ifPresent(settings::idTokenLife);
        life(input, "AccessTokenValidity", "AccessToken", "hours").ifPresent(settings::accessTokenLife);
        life(input, "RefreshTokenValidity", "RefreshToken", "days").ifPresent(settings::refreshTokenLife);
        input.whole("AuthSessionValidity").map(Duration::ofMinutes).ifPresent(settings::signInSessionLife);
        input.truth("EnableTokenRevocation").ifPresent(settings::tokenRevocation);
        input.maybe("PreventUserExistenceErrors")
                .map(word -> word.equals("LEGACY") ? Masking.LEGACY : Masking.REFERENCE)
                .ifPresent(settings::masking);
        if (input.has("ReadAttributes")) {
            attributes(input, "ReadAttributes").ifPresentOrElse(settings::readableAttributes, settings::allReadable);
        }
        if (input.has("WriteAttributes")) {
            attributes(input, "WriteAttributes").ifPresentOrElse(settings::writableAttributes, settings::allWritable);
        }
        input.input("RefreshTokenRotation").ifPresent(rotation -> rotation(rotation, settings));
    }

    private static void rotation(Input rotation, AppClient.Builder settings) {
        if (rotation.text("Feature").equals("ENABLED")) {
            settings.rotationGrace(
                    Duration.ofSeconds(rotation.whole("RetryGracePeriodSeconds").orElse(0L)));
        } else {
            settings.allowRefreshTokenReuse();
        }
    }

    private static Optional<Set<String>> attributes(Input input, String member) {
        return Optional.<Set<String>>of(new HashSet<>(input.texts(member))).filter(names -> !names.isEmpty());
    }

    /** A number in the unit that the input names; 0 leaves what is set, as with the reference service. */
    private static Optional<Duration> life(Input input, String member, String unit, String usual) {
        String word = input.input("TokenValidityUnits")
                .flatMap(units -> units.maybe(unit))
                .orElse(usual);
        Duration one = Optional.ofNullable(UNITS.get(word)).orElseThrow();
        return input.whole(member).filter(number -> number > 0).map(one::multipliedBy);
    }
}
