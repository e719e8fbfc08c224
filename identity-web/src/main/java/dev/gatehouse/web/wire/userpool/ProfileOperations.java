package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a signed-in user does with its own profile. */
final class ProfileOperations {
    private ProfileOperations() {}

    static Outcome<Map<String, Object>> get(Call call) {
        return TokenCalls.pool(call)
                .then(pool -> pool.profile().get(TokenCalls.token(call)))
                .map(user -> Answer.of()
                        .put("Username", user.username())
                        .put("UserAttributes", Attributes.write(user))
                        .members());
    }

    static Outcome<Map<String, Object>> update(Call call) {
        return Attributes.read(call.input(), "UserAttributes")
                .then(changes -> TokenCalls.pool(call)
                        .then(pool -> pool.profile().update(TokenCalls.token(call), changes, Set.of())))
                .map(updated -> Answer.of()
                        .put(
                                "CodeDeliveryDetailsList",
                                updated.codeDeliveries().stream()
                                        .map(CodeDeliveries::write)
                                        .toList())
                        .members());
    }

    static Outcome<Map<String, Object>> deleteAttributes(Call call) {
        Set<String> names = new HashSet<>(call.input().texts("UserAttributeNames"));
        return TokenCalls.pool(call)
                .then(pool -> pool.profile().update(TokenCalls.token(call), Map.of(), names))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> resendCode(Call call) {
        return TokenCalls.pool(call)
                .then(pool -> pool.profile()
                        .resendCode(TokenCalls.token(call), call.input().text("AttributeName")))
                .map(CodeDeliveries::answer);
    }

    static Outcome<Map<String, Object>> verify(Call call) {
        Input input = call.input();
        return TokenCalls.pool(call)
                .then(pool -> pool.profile()
                        .verify(TokenCalls.token(call), input.text("AttributeName"), Secret.of(input.text("Code"))))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> delete(Call call) {
        return TokenCalls.pool(call)
                .then(pool -> pool.profile().delete(TokenCalls.token(call)))
                .map(Answer::nothing);
    }
}
