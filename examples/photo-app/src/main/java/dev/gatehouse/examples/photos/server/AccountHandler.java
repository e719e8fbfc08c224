package dev.gatehouse.examples.photos.server;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.embedded.Gatehouse;
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
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Accounts as JSON over HTTP: each path is one call of the library, and an outcome becomes a status. This is all the
 * code that an application needs between its clients and the pools.
 */
final class AccountHandler implements HttpHandler {
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

    /** Answers with the keys that tokens are verified by. */
    HttpResponse jwks() {
        return HttpResponse.text(200, "application/jwk-set+json", users.jwks())
                .with(
                        "Cache-Control",
                        "max-age=" + users.settings().jwksMaxAge().toSeconds());
    }

    @Override
    public HttpResponse handle(HttpRequest request) throws IOException {
        try {
            return route(request);
        } catch (IllegalArgumentException e) {
            return refuse(Refusal.of(ErrorCode.INVALID_PARAMETER, "request"));
        }
    }

    private HttpResponse route(HttpRequest request) throws IOException {
        Map<String, String> in = Http.readJson(request);
        return switch (request.path()) {
            case "/api/sign-up" -> answer(signUp(in));
            case "/api/confirm" -> answer(confirm(in));
            case "/api/sign-in" -> signIn(in);
            case "/api/refresh" -> answer(refresh(in));
            case "/api/sign-out" -> answer(signOut(in));
            case "/api/profile" -> answer(profile(in));
            case "/api/identity" -> answer(identity(in));
            case "/api/credentials" -> answer(credentials(in));
            default -> Http.json(404, Map.of("code", "RESOURCE_NOT_FOUND"));
        };
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

    private HttpResponse signIn(Map<String, String> in) {
        SignInOutcome outcome = users.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, client, text(in, "email"), Secret.of(text(in, "password"))));
        Outcome<Map<String, String>> answer = outcome.fold(
                authenticated -> Outcome.success(tokens(authenticated.tokens())),
                challenge -> Outcome.success(Map.of(
                        "challenge", challenge.challenge().name(),
                        "session", challenge.session().value())),
                refused -> Outcome.refused(refused.refusal()));
        return answer(answer);
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

    private static HttpResponse answer(Outcome<Map<String, String>> outcome) {
        return outcome.fold(value -> Http.json(200, value), AccountHandler::refuse);
    }

    private static HttpResponse refuse(Refusal refusal) {
        Map<String, Object> body = new HashMap<>();
        body.put("code", refusal.code().name());
        body.put("rules", refusal.rules());
        refusal.retryAfter().ifPresent(wait -> body.put("retryAfterSeconds", wait.toSeconds()));
        HttpResponse answer = Http.json(status(refusal.code()), body);
        return refusal.retryAfter()
                .map(wait -> answer.with("Retry-After", Long.toString(wait.toSeconds() + 1)))
                .orElse(answer);
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
