package dev.gatehouse.examples.photos.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts as JSON over HTTP: each path is one call of the library, and an outcome becomes a status. This is all the
 * code that an application needs between its clients and the pools.
 */
final class AccountHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AccountHandler.class);

    private final UserPool users;
    private final IdentityPool identities;
    private final ClientId client;
    private final String loginName;

    AccountHandler(Gatehouse house, ClientId client, String loginName) {
        this.users = house.userPool();
        this.identities = house.identityPool();
        this.client = client;
        this.loginName = loginName;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                route(exchange);
            } catch (IllegalArgumentException e) {
                refuse(exchange, Refusal.of(ErrorCode.INVALID_PARAMETER, "request"));
            } catch (StoreException e) {
                LOG.warn("the store is not there", e);
                Http.sendJson(exchange, 503, Map.of("code", "UNAVAILABLE"));
            }
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/.well-known/jwks.json")) {
            exchange.getResponseHeaders()
                    .set(
                            "Cache-Control",
                            "max-age=" + users.settings().jwksMaxAge().toSeconds());
            Http.sendText(exchange, 200, "application/jwk-set+json", users.jwks());
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            Http.sendJson(exchange, 405, Map.of("code", "METHOD_NOT_ALLOWED"));
            return;
        }
        Map<String, String> in = Http.readJson(exchange);
        switch (path) {
            case "/api/sign-up" -> answer(exchange, signUp(in));
            case "/api/confirm" -> answer(exchange, confirm(in));
            case "/api/sign-in" -> signIn(exchange, in);
            case "/api/refresh" -> answer(exchange, refresh(in));
            case "/api/sign-out" -> answer(exchange, signOut(in));
            case "/api/profile" -> answer(exchange, profile(in));
            case "/api/identity" -> answer(exchange, identity(in));
            case "/api/credentials" -> answer(exchange, credentials(in));
            default -> Http.sendJson(exchange, 404, Map.of("code", "RESOURCE_NOT_FOUND"));
        }
    }

    private Outcome<Map<String, String>> signUp(Map<String, String> in) {
        return users.signUp()
                .register(RegisterRequest.builder(client)
                        .username(text(in, "email"))
                        .password(Secret.of(text(in, "password")))
                        .build())
                .map(user -> Map.of(
                        "sub", user.user().value(), "sentTo", user.delivery().maskedDestination()));
    }

    private Outcome<Map<String, String>> confirm(Map<String, String> in) {
        return users.signUp()
                .confirm(ConfirmRequest.of(text(in, "email"), Secret.of(text(in, "code"))))
                .map(done -> Map.of());
    }

    private void signIn(HttpExchange exchange, Map<String, String> in) throws IOException {
        SignInOutcome outcome = users.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, client, text(in, "email"), Secret.of(text(in, "password"))));
        Outcome<Map<String, String>> answer = outcome.fold(
                authenticated -> Outcome.success(tokens(authenticated.tokens())),
                challenge -> Outcome.success(Map.of(
                        "challenge", challenge.challenge().name(),
                        "session", challenge.session().value())),
                refused -> Outcome.refused(refused.refusal()));
        answer(exchange, answer);
    }

    private Outcome<Map<String, String>> refresh(Map<String, String> in) {
        return users.sessions()
                .refresh(RefreshToken.of(text(in, "refreshToken")), client)
                .map(AccountHandler::tokens);
    }

    private Outcome<Map<String, String>> signOut(Map<String, String> in) {
        return users.sessions()
                .globalSignOut(AccessToken.of(text(in, "accessToken")))
                .map(done -> Map.of());
    }

    private Outcome<Map<String, String>> profile(Map<String, String> in) {
        return users.profile()
                .get(AccessToken.of(text(in, "accessToken")))
                .map(user -> Map.of(
                        "sub",
                        user.id().value(),
                        "email",
                        user.attribute("email").orElse("")));
    }

    private Outcome<Map<String, String>> identity(Map<String, String> in) {
        return identities.getId(logins(in)).map(id -> Map.of("identityId", id.value()));
    }

    private Outcome<Map<String, String>> credentials(Map<String, String> in) {
        return identities
                .getCredentials(new IdentityId(text(in, "identityId")), logins(in))
                .map(vended -> credentials(vended.identity(), vended.credentials()));
    }

    private Map<String, String> logins(Map<String, String> in) {
        String idToken = in.get("idToken");
        return idToken == null ? Map.of() : Map.of(loginName, idToken);
    }

    private static Map<String, String> tokens(TokenSet set) {
        return Map.of(
                "idToken", set.idToken().value(),
                "accessToken", set.accessToken().value(),
                "refreshToken", set.refreshToken().value(),
                "expiresIn", Long.toString(set.expiresIn().toSeconds()));
    }

    private static Map<String, String> credentials(IdentityId id, TemporaryCredentials credentials) {
        return Map.of(
                "identityId", id.value(),
                "accessKeyId", credentials.accessKeyId(),
                "secretKey", credentials.secretKey().use(String::valueOf),
                "sessionToken", credentials.sessionToken().use(String::valueOf),
                "expiration", credentials.expiration().toString());
    }

    private static String text(Map<String, String> in, String name) {
        String value = in.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the member " + name + " is missing");
        }
        return value;
    }

    private static void answer(HttpExchange exchange, Outcome<Map<String, String>> outcome) throws IOException {
        if (outcome instanceof Outcome.Success<Map<String, String>> success) {
            Http.sendJson(exchange, 200, success.value());
        } else {
            refuse(exchange, outcome.asRefusal().orElseThrow());
        }
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        Map<String, Object> body = new HashMap<>();
        body.put("code", refusal.code().name());
        body.put("rules", refusal.rules());
        refusal.retryAfter().ifPresent(wait -> {
            body.put("retryAfterSeconds", wait.toSeconds());
            exchange.getResponseHeaders().set("Retry-After", Long.toString(wait.toSeconds() + 1));
        });
        Http.sendJson(exchange, status(refusal.code()), body);
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case NOT_AUTHORIZED, EXPIRED_TOKEN, REFRESH_TOKEN_REUSE -> 401;
            case ACCESS_DENIED -> 403;
            case RESOURCE_NOT_FOUND -> 404;
            case TOO_MANY_REQUESTS, TOO_MANY_FAILED_ATTEMPTS, LIMIT_EXCEEDED -> 429;
            default -> 400;
        };
    }
}
