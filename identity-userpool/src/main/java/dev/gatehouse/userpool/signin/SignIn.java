package dev.gatehouse.userpool.signin;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.name.Names;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.hook.PostAuthentication;
import dev.gatehouse.spi.hook.PreAuthentication;
import dev.gatehouse.spi.message.MessageKind;
import dev.gatehouse.user.UserStatus;
import dev.gatehouse.userpool.internal.attempt.AttemptPurpose;
import dev.gatehouse.userpool.internal.attempt.Attempts;
import dev.gatehouse.userpool.internal.code.CodePurpose;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Addresses;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.directory.Resolved;
import dev.gatehouse.userpool.internal.hook.HookCalls;
import dev.gatehouse.userpool.internal.outbox.Intent;
import dev.gatehouse.userpool.internal.outbox.Outbox;
import dev.gatehouse.userpool.session.Sessions;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.Masking;
import java.util.Optional;

/** The door of sign-in. Thread-safe; built by the user pool. Refusals are in the package's table. */
public final class SignIn {
    private final PoolContext context;
    private final Directory directory;
    private final Attempts attempts;
    private final Outbox outbox;
    private final Sessions sessions;
    private final PasswordCheck passwords;
    private final SignInSessions steps;
    private final NewPassword newPassword;

    @SuppressWarnings("exports") // for this module alone
    public SignIn(PoolContext context, Sessions sessions) {
        this.context = context;
        this.directory = new Directory(context);
        this.attempts = new Attempts(context);
        this.outbox = new Outbox(context);
        this.sessions = sessions;
        this.passwords = new PasswordCheck(context);
        this.steps = new SignInSessions(context);
        this.newPassword = new NewPassword(context, steps, sessions);
    }

    /** Starts a sign-in: counts the attempt, checks the password, and ends in tokens, a challenge or a refusal. */
    public SignInOutcome start(SignInRequest request) {
        Optional<AppClient> client = context.settings().client(request.client());
        if (client.isEmpty()) {
            return refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client"));
        }
        boolean allowed = client.get().authFlows().contains(request.flow());
        if (!allowed || request.flow() == AuthFlow.REFRESH_TOKEN_AUTH) {
            return refused(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "client.auth-flow"));
        }
        Outcome<Resolved> resolved = directory.resolve(request.username());
        Outcome<Secret> password = Names.password(request.password());
        if (resolved.asRefusal().isPresent() || password.asRefusal().isPresent()) {
            return refused(Refusal.of(ErrorCode.NOT_AUTHORIZED));
        }
        return start(client.get(), resolved.orElseThrow(), password.orElseThrow(), request.clientMetadata());
    }

    private SignInOutcome start(AppClient client, Resolved name, Secret password, ClientMetadata metadata) {
        Outcome<Attempts.Counted> counted = attempts.count(AttemptPurpose.PASSWORD, name.subject());
        if (counted.asRefusal().isPresent()) {
            return refused(counted.asRefusal().get());
        }
        if (name.user().isEmpty() && masking(client) == Masking.LEGACY) {
            return refused(Refusal.of(ErrorCode.USER_NOT_FOUND));
        }
        Optional<Refusal> hook = name.user().flatMap(user -> askHook(client, user, metadata));
        if (hook.isPresent()) {
            return refused(hook.get());
        }
        Outcome<Boolean> right = passwords.check(name, password);
        return right.fold(
                matches -> matches
                        ? proved(client, name.user().orElseThrow(), counted.orElseThrow())
                        : refused(Refusal.of(ErrorCode.NOT_AUTHORIZED)),
                SignIn::refused);
    }

    /** Goes on with a user whose password was right. */
    private SignInOutcome proved(AppClient client, Found user, Attempts.Counted counted) {
        if (!user.user().enabled()) {
            return refused(Refusal.of(ErrorCode.NOT_AUTHORIZED));
        }
        UserStatus status = user.user().status();
        if (status == UserStatus.CONFIRMED) {
            attempts.clear(counted);
            return signedIn(client, user, sessions.begin(user, client), ClientMetadata.none());
        }
        if (status == UserStatus.FORCE_CHANGE_PASSWORD) {
            attempts.clear(counted);
            return newPassword.ask(client, user);
        }
        if (status == UserStatus.RESET_REQUIRED) {
            return refused(Refusal.of(ErrorCode.PASSWORD_RESET_REQUIRED));
        }
        if (status == UserStatus.UNCONFIRMED) {
            return unconfirmed(client, user);
        }
        return refused(Refusal.of(ErrorCode.NOT_AUTHORIZED));
    }

    private SignInOutcome unconfirmed(AppClient client, Found user) {
        if (masking(client) != Masking.STRICT) {
            return refused(Refusal.of(ErrorCode.USER_NOT_CONFIRMED));
        }
        boolean mayAsk =
                attempts.count(AttemptPurpose.MESSAGE, user.id()).asRefusal().isEmpty();
        if (mayAsk) {
            outbox.putOrDecoy(
                    Addresses.toConfirm(context.settings(), user.row())
                            .map(address -> Intent.code(
                                    MessageKind.UNCONFIRMED_SIGN_IN,
                                    CodePurpose.SIGN_UP,
                                    user.id(),
                                    user.user().username(),
                                    address)),
                    MessageKind.UNCONFIRMED_SIGN_IN,
                    user.id());
        }
        return refused(Refusal.of(ErrorCode.NOT_AUTHORIZED));
    }

    private Masking masking(AppClient client) {
        return context.settings().masking(client.id());
    }

    /**
     * Answers a {@code NEW_PASSWORD_REQUIRED} challenge.
     *
     * <p>Refusals: {@code NOT_AUTHORIZED} (the session is forged, too old, another client's, or already used),
     * {@code INVALID_PASSWORD}, {@code PASSWORD_HISTORY_POLICY_VIOLATION}, {@code TOO_MANY_REQUESTS}. After a refused
     * password the session stays usable.
     */
    public SignInOutcome answerNewPassword(ClientId clientId, SignInSession session, Secret proposed) {
        return answerNewPassword(clientId, session, NewPasswordAnswer.of(proposed));
    }

    /**
     * Answers a {@code NEW_PASSWORD_REQUIRED} challenge, and sets attributes with it: all or none, in the write that
     * confirms the user. What the client may not write, and an address or a preferred user name other than the user's
     * own, is refused: those are changed once signed in, where a code proves them.
     *
     * <p>Refusals besides those of {@link #answerNewPassword(ClientId, SignInSession, Secret)}: {@code
     * INVALID_PARAMETER} with the schema's rules, or {@code challenge.name} for an address or a name; the session stays
     * usable.
     */
    public SignInOutcome answerNewPassword(ClientId clientId, SignInSession session, NewPasswordAnswer answer) {
        Optional<AppClient> client = context.settings().client(clientId);
        if (client.isEmpty()) {
            return refused(Refusal.of(ErrorCode.RESOURCE_NOT_FOUND, "client"));
        }
        Outcome<NewPassword.Answered> answered = newPassword.answer(client.get(), session, answer);
        return answered.fold(
                done -> signedIn(client.get(), done.user(), Outcome.success(done.tokens()), answer.clientMetadata()),
                SignIn::refused);
    }

    private SignInOutcome signedIn(AppClient client, Found user, Outcome<TokenSet> tokens, ClientMetadata metadata) {
        return tokens.fold(
                set -> {
                    HookCalls.tell(
                            context.pool(),
                            "post-authentication",
                            () -> context.hooks()
                                    .postAuthentication()
                                    .authenticated(new PostAuthentication.Event(
                                            context.pool(), client.id(), user.user(), metadata)));
                    return new SignInOutcome.Authenticated(set);
                },
                SignIn::refused);
    }

    private Optional<Refusal> askHook(AppClient client, Found user, ClientMetadata metadata) {
        return HookCalls.ask(
                context.pool(),
                "pre-authentication",
                () -> context.hooks()
                        .preAuthentication()
                        .decide(new PreAuthentication.Event(context.pool(), client.id(), user.user(), metadata)));
    }

    private static SignInOutcome refused(Refusal refusal) {
        return new SignInOutcome.Refused(refusal);
    }
}
