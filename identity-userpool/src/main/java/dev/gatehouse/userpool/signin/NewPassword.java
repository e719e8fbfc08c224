package dev.gatehouse.userpool.signin;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
import dev.gatehouse.user.AttributeDefinition;
import dev.gatehouse.user.AttributeWriter;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.password.NewPasswords;
import dev.gatehouse.userpool.session.Sessions;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The challenge {@code NEW_PASSWORD_REQUIRED}: asked of a user with a right temporary password, answered with one of
 * the user's own choice. The session's sign-in id is taken before anything is changed, so one session sets one
 * password; the user becomes CONFIRMED, with the attributes of the answer, before its tokens are signed.
 */
final class NewPassword {
    private static final Set<String> NAMES = Set.of("email", "phone_number", "preferred_username");

    private final PoolContext context;
    private final SignInSessions steps;
    private final Sessions sessions;
    private final Directory directory;
    private final NewPasswords passwords;

    NewPassword(PoolContext context, SignInSessions steps, Sessions sessions) {
        this.context = context;
        this.steps = steps;
        this.sessions = sessions;
        this.directory = new Directory(context);
        this.passwords = new NewPasswords(context);
    }

    /** A user that set its password, and its tokens. */
    record Answered(Found user, TokenSet tokens) {}

    SignInOutcome ask(AppClient client, Found user) {
        SignInSessions.State state = new SignInSessions.State(
                user.id(),
                context.newNonce(),
                user.row().sessionEpoch(),
                context.now().plus(client.signInSessionLife()));
        return new SignInOutcome.ChallengeRequired(
                ChallengeName.NEW_PASSWORD_REQUIRED,
                parameters(client, user),
                steps.seal(client.id(), ChallengeName.NEW_PASSWORD_REQUIRED, state));
    }

    /** What is told to a client whose user has proved its password: nothing that its ID token would not tell. */
    private Map<String, String> parameters(AppClient client, Found user) {
        Map<String, String> attributes = user.user().attributes();
        Map<String, Object> readable = new TreeMap<>(attributes);
        client.readableAttributes().ifPresent(readable.keySet()::retainAll);
        List<String> missing = context.settings().schema().definitions().values().stream()
                .filter(AttributeDefinition::required)
                .map(AttributeDefinition::name)
                .filter(name -> !attributes.containsKey(name))
                .map(name -> "userAttributes." + name)
                .toList();
        return Map.of(
                "USER_ID_FOR_SRP",
                user.id().value(),
                "userAttributes",
                Json.write(readable),
                "requiredAttributes",
                Json.write(missing));
    }

    Outcome<Answered> answer(AppClient client, SignInSession session, NewPasswordAnswer answer) {
        Optional<SignInSessions.State> state = steps.open(client.id(), ChallengeName.NEW_PASSWORD_REQUIRED, session);
        Optional<Found> user = state.flatMap(opened -> directory
                .find(opened.user())
                .filter(found -> found.row().sessionEpoch() == opened.sessionEpoch())
                .filter(found -> found.user().enabled())
                .filter(found -> found.user().status() == UserStatus.FORCE_CHANGE_PASSWORD));
        if (state.isEmpty() || user.isEmpty()) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        return attributes(client, user.get(), answer.attributes())
                .then(attributes -> answer(client, state.get(), user.get(), attributes, answer));
    }

    /** Returns the user's attributes as they are to be. Names and addresses stay: they are proved by a code first. */
    private Outcome<Map<String, String>> attributes(AppClient client, Found user, Map<String, String> proposed) {
        Map<String, String> current = user.user().attributes();
        if (proposed.isEmpty()) {
            return Outcome.success(current);
        }
        Set<String> writable = client.writableAttributes()
                .orElseGet(() -> context.settings().schema().definitions().keySet());
        return context.settings()
                .schema()
                .validateChange(proposed, AttributeWriter.SELF, current, writable)
                .then(after -> NAMES.stream().allMatch(name -> Objects.equals(current.get(name), after.get(name)))
                        ? Outcome.success(after)
                        : Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "challenge.name")));
    }

    private Outcome<Answered> answer(
            AppClient client,
            SignInSessions.State state,
            Found found,
            Map<String, String> attributes,
            NewPasswordAnswer answer) {
        return passwords
                .judge(answer.password(), NewPasswords.words(found.user().username(), attributes))
                .then(judged -> {
                    try (judged) {
                        return isTemporaryOne(found, judged)
                                .then(same -> same
                                        ? Outcome.refused(ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION)
                                        : passwords.hashUnlessUsed(found.id(), judged));
                    }
                })
                .then(hash -> take(state) && passwords.store(found.id(), hash)
                        ? confirm(found, attributes)
                        : Outcome.refused(ErrorCode.NOT_AUTHORIZED))
                .then(confirmed -> sessions.begin(confirmed, client, answer.clientMetadata())
                        .map(tokens -> new Answered(confirmed, tokens)));
    }

    /** Whatever the pool remembers of earlier passwords, the temporary one is known to its administrator. */
    private Outcome<Boolean> isTemporaryOne(Found user, Secret judged) {
        return context.hasher()
                .matchesAny(
                        judged,
                        passwords.find(user.id()).stream()
                                .map(row -> row.value().hash())
                                .toList());
    }

    private boolean take(SignInSessions.State state) {
        Instant now = context.now();
        byte[] digest = context.secret().mac("sign-in", state.signInId());
        OneTimeKey key = new OneTimeKey(
                context.pool(), Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        OneTime taken = OneTime.builder()
                .nonce(state.signInId())
                .issuedAt(now)
                .expiresAt(state.expiresAt()
                        .plus(context.settings().clockTolerance().multipliedBy(2)))
                .build();
        return context.stores().oneTimes().insert(key, taken, context.newWrite());
    }

    private Outcome<Found> confirm(Found user, Map<String, String> attributes) {
        Instant now = context.now();
        UserRow next = user.row().toBuilder()
                .profile(user.user().toBuilder()
                        .status(UserStatus.CONFIRMED)
                        .attributes(attributes)
                        .modifiedAt(now)
                        .build())
                .build();
        WriteId write = context.newWrite();
        boolean won =
                context.stores().users().replace(new UserKey(context.pool(), user.id()), user.version(), next, write);
        return won
                ? Outcome.success(new Found(user.id(), next, write))
                : Outcome.refused(ErrorCode.CONCURRENT_MODIFICATION);
    }
}
