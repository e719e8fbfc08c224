package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.SecretHash;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Map;
import java.util.Optional;

/** Tokens: renewed, revoked, and all ended. */
final class TokenOperations {
    private TokenOperations() {}

    /** Renews by {@code InitiateAuth}: proved by the hash of the client's secret and the user. */
    static Outcome<Map<String, Object>> exchange(Call call, RefreshToken token, Optional<String> secretHash) {
        return ClientCalls.anonymous(call)
                .then(TokenOperations::allowed)
                .then(named -> named.pool().sessions().refresh(token, named.client(), secretHash.map(SecretHash::of)))
                .map(tokens -> Answer.of()
                        .put("ChallengeParameters", Map.of())
                        .put("AuthenticationResult", renewed(tokens, token))
                        .members());
    }

    private static Outcome<ClientCalls.Named> allowed(ClientCalls.Named named) {
        return named.settings()
                .then(client -> client.authFlows().contains(AuthFlow.REFRESH_TOKEN_AUTH)
                        ? Outcome.success(named)
                        : Outcome.refused(Refusal.of(ErrorCode.UNSUPPORTED_OPERATION, "client.auth-flow")));
    }

    /** Renews by an operation of its own: proved by the client's secret itself. */
    static Outcome<Map<String, Object>> renew(Call call) {
        RefreshToken token = RefreshToken.of(call.input().text("RefreshToken"));
        return Metadata.of(call.input())
                .then(metadata -> ClientCalls.withSecret(call)
                        .then(named -> named.pool().sessions().refresh(token, named.client(), metadata)))
                .map(tokens -> Answer.of()
                        .put("AuthenticationResult", renewed(tokens, token))
                        .members());
    }

    static Outcome<Map<String, Object>> revoke(Call call) {
        RefreshToken token = RefreshToken.of(call.input().text("Token"));
        return ClientCalls.withSecret(call)
                .then(named -> named.pool().sessions().revoke(token, named.client()))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> globalSignOut(Call call) {
        return TokenCalls.pool(call)
                .then(pool -> pool.sessions().globalSignOut(TokenCalls.token(call)))
                .map(Answer::nothing);
    }

    private static Map<String, Object> renewed(TokenSet tokens, RefreshToken presented) {
        return result(tokens, !tokens.refreshToken().value().equals(presented.value()));
    }

    /** Returns the tokens; the refresh token where it is new to the client. */
    static Map<String, Object> result(TokenSet tokens, boolean withRefreshToken) {
        Answer result = Answer.of()
                .put("AccessToken", tokens.accessToken().value())
                .put("ExpiresIn", tokens.expiresIn().toSeconds())
                .put("TokenType", "Bearer")
                .put("IdToken", tokens.idToken().value());
        if (withRefreshToken) {
            result.put("RefreshToken", tokens.refreshToken().value());
        }
        return result.members();
    }
}
