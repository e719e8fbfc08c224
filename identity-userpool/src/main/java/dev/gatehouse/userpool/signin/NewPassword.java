package dev.gatehouse.userpool.signin;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.OneTimeKey;
import dev.gatehouse.spi.store.UserKey;
import dev.gatehouse.spi.store.UserRow;
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
import java.util.Optional;

/**
 * The challenge {@code NEW_PASSWORD_REQUIRED}: asked of a user with a right temporary password, answered with one of
 * the user's own choice. The session's sign-in id is taken before anything is changed, so one session sets one
 * password; the user becomes CONFIRMED before its tokens are signed.
 */
final class NewPassword {
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
                SignIn.challengeParameters(user),
                steps.seal(client.id(), ChallengeName.NEW_PASSWORD_REQUIRED, state));
    }

    Outcome<Answered> answer(AppClient client, SignInSession session, Secret proposed) {
        Optional<SignInSessions.State> state = steps.open(client.id(), ChallengeName.NEW_PASSWORD_REQUIRED, session);
        Optional<Found> user = state.flatMap(opened -> directory
                .find(opened.user())
                .filter(found -> found.row().sessionEpoch() == opened.sessionEpoch())
                .filter(found -> found.user().enabled())
                .filter(found -> found.user().status() == UserStatus.FORCE_CHANGE_PASSWORD));
        if (state.isEmpty() || user.isEmpty()) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        Found found = user.get();
        return passwords
                .judge(
                        proposed,
                        NewPasswords.words(found.user().username(), found.user().attributes()))
                .then(judged -> {
                    try (judged) {
                        return isTemporaryOne(found, judged)
                                .then(same -> same
                                        ? Outcome.refused(ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION)
                                        : passwords.hashUnlessUsed(found.id(), judged));
                    }
                })
                .then(hash -> take(state.get()) && passwords.store(found.id(), hash)
                        ? confirm(found)
                        : Outcome.refused(ErrorCode.NOT_AUTHORIZED))
                .then(confirmed -> sessions.begin(confirmed, client).map(tokens -> new Answered(confirmed, tokens)));
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

    private Outcome<Found> confirm(Found user) {
        Instant now = context.now();
        UserRow next = user.row().toBuilder()
                .profile(user.user().toBuilder()
                        .status(UserStatus.CONFIRMED)
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
