package dev.gatehouse.userpool.profile;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.UserId;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Directory;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.session.OwnTokens;
import dev.gatehouse.userpool.settings.AppClient;
import java.util.Optional;

/** From an access token to its user, as the user's row stands now. */
final class SignedIn {
    private static final String SCOPE = "aws.cognito.signin.user.admin";

    private final PoolContext context;
    private final OwnTokens tokens;
    private final Directory directory;

    SignedIn(PoolContext context, OwnTokens tokens) {
        this.context = context;
        this.tokens = tokens;
        this.directory = new Directory(context);
    }

    /** A user who presented a good token, and the client that it was issued to. */
    record Caller(Found found, AppClient client) {
        UserId id() {
            return found.id();
        }
    }

    Outcome<Caller> verify(AccessToken token) {
        return tokens.verify(token).then(this::caller);
    }

    private Outcome<Caller> caller(VerifiedToken token) {
        Optional<AppClient> client =
                token.clientId().flatMap(id -> context.settings().client(new ClientId(id)));
        if (client.isEmpty() || !token.scopes().contains(SCOPE)) {
            return Outcome.refused(ErrorCode.NOT_AUTHORIZED);
        }
        return current(OwnTokens.user(token)).map(found -> new Caller(found, client.get()));
    }

    /** Returns the user as it is now, or {@code NOT_AUTHORIZED} if it is gone or disabled. */
    Outcome<Found> current(UserId user) {
        return directory
                .find(user)
                .filter(found -> found.row().profile().filter(User::enabled).isPresent())
                .map(Outcome::success)
                .orElseGet(() -> Outcome.refused(ErrorCode.NOT_AUTHORIZED));
    }
}
