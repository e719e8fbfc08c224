package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Map;
import java.util.Optional;

/** Passwords: lost, changed, and set by an administrator. */
final class RecoveryOperations {
    private RecoveryOperations() {}

    static Outcome<Map<String, Object>> forgot(Call call) {
        return ClientCalls.named(call)
                .then(named -> named.pool()
                        .recovery()
                        .forgot(named.client(), call.input().text("Username")))
                .map(CodeDeliveries::answer);
    }

    static Outcome<Map<String, Object>> confirm(Call call) {
        Input input = call.input();
        RecoveryRequest request = RecoveryRequest.of(
                input.text("Username"), Secret.of(input.text("ConfirmationCode")), Secret.of(input.text("Password")));
        return Metadata.of(input)
                .then(metadata -> ClientCalls.named(call)
                        .then(named ->
                                named.pool().recovery().confirm(named.client(), request.withClientMetadata(metadata))))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> change(Call call) {
        Input input = call.input();
        Optional<String> previous = input.maybe("PreviousPassword");
        if (previous.isEmpty()) { // which the model leaves out for users without a password; there are none yet
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "password.previous-missing"));
        }
        return TokenCalls.pool(call)
                .then(pool -> pool.profile()
                        .changePassword(
                                TokenCalls.token(call),
                                Secret.of(previous.get()),
                                Secret.of(input.text("ProposedPassword"))))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> adminSet(Call call) {
        Input input = call.input();
        return AdminCalls.pool(call)
                .then(pool -> pool.admin()
                        .setPassword(input.text("Username"), Secret.of(input.text("Password")), input.is("Permanent")))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> adminReset(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.admin().resetPassword(call.input().text("Username")))
                .map(Answer::nothing);
    }
}
