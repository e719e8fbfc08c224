package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signin.SignInSession;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sign-in, step by step, for users themselves and by a trusted server. */
final class SignInOperations {
    private SignInOperations() {}

    static Outcome<Map<String, Object>> initiate(Call call) {
        return switch (call.input().text("AuthFlow")) {
            case "USER_PASSWORD_AUTH" -> password(call, AuthFlow.USER_PASSWORD_AUTH);
            case "REFRESH_TOKEN", "REFRESH_TOKEN_AUTH" -> refresh(call);
            default -> notAvailable();
        };
    }

    static Outcome<Map<String, Object>> adminInitiate(Call call) {
        return AdminCalls.poolOfClient(call).then(pool -> switch (call.input().text("AuthFlow")) {
            case "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH" -> password(call, AuthFlow.ADMIN_USER_PASSWORD_AUTH);
            case "USER_PASSWORD_AUTH" -> password(call, AuthFlow.USER_PASSWORD_AUTH);
            case "REFRESH_TOKEN", "REFRESH_TOKEN_AUTH" -> refresh(call);
            default -> notAvailable();
        });
    }

    private static Outcome<Map<String, Object>> password(Call call, AuthFlow flow) {
        Map<String, String> parameters = call.input().map("AuthParameters");
        return parameter(parameters, "USERNAME")
                .then(username -> parameter(parameters, "PASSWORD")
                        .then(password -> ClientCalls.named(
                                        call, username, Optional.ofNullable(parameters.get("SECRET_HASH")))
                                .then(named -> answer(named.pool()
                                        .signIn()
                                        .start(new SignInRequest(
                                                flow, named.client(), username, Secret.of(password)))))));
    }

    private static Outcome<Map<String, Object>> refresh(Call call) {
        Map<String, String> parameters = call.input().map("AuthParameters");
        return parameter(parameters, "REFRESH_TOKEN")
                .map(RefreshToken::of)
                .then(token ->
                        TokenOperations.exchange(call, token, Optional.ofNullable(parameters.get("SECRET_HASH"))));
    }

    static Outcome<Map<String, Object>> respond(Call call) {
        Input input = call.input();
        if (!input.text("ChallengeName").equals("NEW_PASSWORD_REQUIRED")) {
            return notAvailable();
        }
        Map<String, String> responses = input.map("ChallengeResponses");
        if (responses.keySet().stream().anyMatch(name -> name.startsWith("userAttributes."))) {
            return invalid("challenge.user-attributes");
        }
        return parameter(responses, "USERNAME")
                .then(username -> parameter(responses, "NEW_PASSWORD")
                        .then(proposed -> session(input)
                                .then(session -> ClientCalls.named(
                                                call, username, Optional.ofNullable(responses.get("SECRET_HASH")))
                                        .then(named -> answer(named.pool()
                                                .signIn()
                                                .answerNewPassword(named.client(), session, Secret.of(proposed)))))));
    }

    static Outcome<Map<String, Object>> adminRespond(Call call) {
        return AdminCalls.poolOfClient(call).then(pool -> respond(call));
    }

    private static Outcome<SignInSession> session(Input input) {
        return input.maybe("Session")
                .map(session -> Outcome.success(SignInSession.of(session)))
                .orElseGet(() -> invalid("session.missing"));
    }

    private static Outcome<Map<String, Object>> answer(SignInOutcome outcome) {
        return outcome.fold(
                signedIn -> Outcome.success(Answer.of()
                        .put("ChallengeParameters", Map.of())
                        .put("AuthenticationResult", TokenOperations.result(signedIn.tokens(), true))
                        .members()),
                challenge -> Outcome.success(challenge(challenge)),
                refused -> Outcome.refused(refused.refusal()));
    }

    /** Clients parse the attributes of this challenge as JSON; nobody is signed in yet, so there are none to tell. */
    private static Map<String, Object> challenge(SignInOutcome.ChallengeRequired challenge) {
        Map<String, String> parameters = new TreeMap<>(challenge.parameters());
        parameters.putIfAbsent("userAttributes", "{}");
        parameters.putIfAbsent("requiredAttributes", "[]");
        return Answer.of()
                .put("ChallengeName", challenge.challenge().name())
                .put("ChallengeParameters", parameters)
                .put("Session", challenge.session().value())
                .members();
    }

    private static Outcome<String> parameter(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? invalid("missing-parameter." + name) : Outcome.success(value);
    }

    private static <T> Outcome<T> notAvailable() {
        return invalid("auth-flow.not-available");
    }

    private static <T> Outcome<T> invalid(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
