package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.NewPasswordAnswer;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signin.SignInSession;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sign-in, step by step, for users themselves and by a trusted server. */
final class SignInOperations {
    private static final String ATTRIBUTE = "userAttributes.";

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
                        .then(password -> Metadata.of(call.input())
                                .then(metadata -> ClientCalls.named(
                                                call, username, Optional.ofNullable(parameters.get("SECRET_HASH")))
                                        .then(named -> answer(named.pool()
                                                .signIn()
                                                .start(new SignInRequest(
                                                        flow,
                                                        named.client(),
                                                        username,
                                                        Secret.of(password),
                                                        metadata)))))));
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
        return parameter(responses, "USERNAME")
                .then(username -> newPassword(input, responses)
                        .then(proposed -> session(input)
                                .then(session -> ClientCalls.named(
                                                call, username, Optional.ofNullable(responses.get("SECRET_HASH")))
                                        .then(named -> answer(named.pool()
                                                .signIn()
                                                .answerNewPassword(named.client(), session, proposed))))));
    }

    private static Outcome<NewPasswordAnswer> newPassword(Input input, Map<String, String> responses) {
        Map<String, String> attributes = new HashMap<>();
        responses.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(name.substring(ATTRIBUTE.length()), value);
            }
        });
        return parameter(responses, "NEW_PASSWORD")
                .then(password -> Metadata.of(input)
                        .map(metadata -> NewPasswordAnswer.of(Secret.of(password))
                                .withAttributes(attributes)
                                .withClientMetadata(metadata)));
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

    private static Map<String, Object> challenge(SignInOutcome.ChallengeRequired challenge) {
        return Answer.of()
                .put("ChallengeName", challenge.challenge().name())
                .put("ChallengeParameters", new TreeMap<>(challenge.parameters()))
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
