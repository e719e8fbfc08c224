package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import dev.gatehouse.userpool.signup.Registered;
import dev.gatehouse.web.wire.model.Input;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Map;

/** Sign-up and its confirmation. */
final class SignUpOperations {
    private SignUpOperations() {}

    static Outcome<Map<String, Object>> signUp(Call call) {
        return ClientCalls.named(call)
                .then(named -> request(named, call.input())
                        .then(request -> named.pool().signUp().register(request)))
                .map(SignUpOperations::answer);
    }

    private static Outcome<RegisterRequest> request(ClientCalls.Named named, Input input) {
        return Attributes.read(input, "UserAttributes")
                .then(attributes -> Metadata.of(input)
                        .then(metadata -> Metadata.validation(input)
                                .map(validation -> RegisterRequest.builder(named.client())
                                        .username(input.text("Username"))
                                        .password(Secret.of(
                                                input.maybe("Password").orElse("")))
                                        .attributes(attributes)
                                        .clientMetadata(metadata)
                                        .validationData(validation)
                                        .build())));
    }

    private static Map<String, Object> answer(Registered registered) {
        return Answer.of()
                .put("UserConfirmed", registered.confirmed())
                .put("UserSub", registered.user().value())
                .put("CodeDeliveryDetails", CodeDeliveries.write(registered.delivery()))
                .members();
    }

    static Outcome<Map<String, Object>> confirm(Call call) {
        Input input = call.input();
        ConfirmRequest plain = ConfirmRequest.of(input.text("Username"), Secret.of(input.text("ConfirmationCode")));
        ConfirmRequest request = input.is("ForceAliasCreation") ? plain.forceAliasCreation() : plain;
        return Metadata.of(input)
                .then(metadata -> ClientCalls.named(call)
                        .then(named ->
                                named.pool().signUp().confirm(named.client(), request.withClientMetadata(metadata))))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> resend(Call call) {
        return ClientCalls.named(call)
                .then(named -> named.pool()
                        .signUp()
                        .resend(named.client(), call.input().text("Username")))
                .map(CodeDeliveries::answer);
    }

    static Outcome<Map<String, Object>> adminConfirm(Call call) {
        return Metadata.of(call.input())
                .then(metadata -> AdminCalls.pool(call)
                        .then(pool -> pool.admin().confirmSignUp(call.input().text("Username"), metadata)))
                .map(Answer::nothing);
    }
}
