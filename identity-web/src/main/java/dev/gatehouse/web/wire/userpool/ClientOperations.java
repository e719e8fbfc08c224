package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.Outcome;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.directory.ClientDefinition;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.ClientSecret;
import dev.gatehouse.userpool.settings.Masking;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import dev.gatehouse.web.wire.operation.Paging;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** App clients and their secrets. */
final class ClientOperations {
    private static final Map<AuthFlow, String> FLOWS = Map.of(
            AuthFlow.USER_PASSWORD_AUTH, "ALLOW_USER_PASSWORD_AUTH",
            AuthFlow.ADMIN_USER_PASSWORD_AUTH, "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            AuthFlow.REFRESH_TOKEN_AUTH, "ALLOW_REFRESH_TOKEN_AUTH");

    private ClientOperations() {}

    static Outcome<Map<String, Object>> create(Call call) {
        return ClientSettings.create(call.input())
                .then(settings -> call.directories().userPools().createClient(AdminCalls.id(call), settings))
                .map(ClientOperations::answer);
    }

    static Outcome<Map<String, Object>> describe(Call call) {
        return call.directories()
                .userPools()
                .describeClient(AdminCalls.id(call), ClientCalls.client(call))
                .map(ClientOperations::answer);
    }

    static Outcome<Map<String, Object>> update(Call call) {
        return ClientSettings.update(call.input())
                .then(change -> call.directories()
                        .userPools()
                        .updateClient(AdminCalls.id(call), ClientCalls.client(call), change))
                .map(ClientOperations::answer);
    }

    static Outcome<Map<String, Object>> delete(Call call) {
        return call.directories()
                .userPools()
                .deleteClient(AdminCalls.id(call), ClientCalls.client(call))
                .map(Answer::nothing);
    }

    static Outcome<Map<String, Object>> list(Call call) {
        int limit = Paging.limit(call.input(), "MaxResults", 60);
        return Paging.page(
                        call.input(),
                        "NextToken",
                        limit,
                        (cursor, most) -> call.directories().userPools().listClients(AdminCalls.id(call), most, cursor))
                .map(page -> Paging.answer("UserPoolClients", page, ClientOperations::item)
                        .members());
    }

    private static Map<String, Object> item(ClientDefinition client) {
        return Answer.of()
                .put("ClientId", client.id().value())
                .put("UserPoolId", client.pool().value())
                .put("ClientName", client.name())
                .members();
    }

    static Outcome<Map<String, Object>> addSecret(Call call) {
        Optional<Secret> own = call.input().maybe("ClientSecret").map(Secret::of);
        Outcome<ClientSecret> added = own.map(value -> call.directories()
                        .userPools()
                        .addClientSecret(AdminCalls.id(call), ClientCalls.client(call), value))
                .orElseGet(() ->
                        call.directories().userPools().addClientSecret(AdminCalls.id(call), ClientCalls.client(call)));
        return added.map(secret -> {
            Answer descriptor = descriptor(secret);
            if (own.isEmpty()) { // whoever brings a value knows it
                descriptor.put("ClientSecretValue", secret.value());
            }
            return Answer.of().put("ClientSecretDescriptor", descriptor).members();
        });
    }

    /** There are at most two, so there is never a next page. */
    static Outcome<Map<String, Object>> listSecrets(Call call) {
        return call.directories()
                .userPools()
                .describeClient(AdminCalls.id(call), ClientCalls.client(call))
                .map(client -> Answer.of()
                        .put(
                                "ClientSecrets",
                                client.secrets().stream()
                                        .map(secret -> descriptor(secret).members())
                                        .toList())
                        .members());
    }

    static Outcome<Map<String, Object>> deleteSecret(Call call) {
        return call.directories()
                .userPools()
                .deleteClientSecret(
                        AdminCalls.id(call),
                        ClientCalls.client(call),
                        call.input().text("ClientSecretId"))
                .map(Answer::nothing);
    }

    private static Answer descriptor(ClientSecret secret) {
        return Answer.of().put("ClientSecretId", secret.id()).put("ClientSecretCreateDate", secret.createdAt());
    }

    private static Map<String, Object> answer(ClientDefinition definition) {
        AppClient client = definition.client();
        Answer answer = Answer.of()
                .put("UserPoolId", definition.pool().value())
                .put("ClientName", definition.name())
                .put("ClientId", definition.id().value())
                .put("CreationDate", definition.createdAt())
                .put("LastModifiedDate", definition.modifiedAt())
                .put("IdTokenValidity", client.idTokenLife().toSeconds())
                .put("AccessTokenValidity", client.accessTokenLife().toSeconds())
                .put("RefreshTokenValidity", client.refreshTokenLife().toSeconds())
                .put(
                        "TokenValidityUnits",
                        Map.of("AccessToken", "seconds", "IdToken", "seconds", "RefreshToken", "seconds"))
                .put(
                        "ExplicitAuthFlows",
                        client.authFlows().stream()
                                .map(flow ->
                                        Optional.ofNullable(FLOWS.get(flow)).orElseThrow())
                                .sorted()
                                .toList())
                .put("AllowedOAuthFlowsUserPoolClient", false)
                .put("PreventUserExistenceErrors", legacy(client) ? "LEGACY" : "ENABLED")
                .put("EnableTokenRevocation", client.tokenRevocation())
                .put("EnablePropagateAdditionalUserContextData", false)
                .put("AuthSessionValidity", client.signInSessionLife().toMinutes())
                .put("RefreshTokenRotation", rotation(client));
        client.readableAttributes().ifPresent(names -> answer.put("ReadAttributes", sorted(names)));
        client.writableAttributes().ifPresent(names -> answer.put("WriteAttributes", sorted(names)));
        definition.secrets().stream().findFirst().ifPresent(secret -> answer.put("ClientSecret", secret.value()));
        return Answer.of().put("UserPoolClient", answer).members();
    }

    private static boolean legacy(AppClient client) {
        return client.masking().filter(Masking.LEGACY::equals).isPresent();
    }

    private static Answer rotation(AppClient client) {
        return client.rotationGrace()
                .map(grace -> Answer.of().put("Feature", "ENABLED").put("RetryGracePeriodSeconds", grace.toSeconds()))
                .orElseGet(() -> Answer.of().put("Feature", "DISABLED"));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
