package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.directory.ProviderSource;
import dev.gatehouse.credentials.directory.UserPoolLogin;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.sts.CallerIdentity;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.hook.HookVerdict;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.hook.PreTokenGeneration;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.directory.UserPoolDefinition;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UsernameKind;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.wire.model.Access;
import dev.gatehouse.web.wire.model.Validation;
import dev.gatehouse.web.wire.model.WireModel;
import dev.gatehouse.web.wire.model.WireOperation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two user pools, identity pools and the protocol before them, on stores in memory. */
final class WireBench {
    static final WireModel MODEL = WireModel.read();
    private static final SecureRandom RANDOM = new SecureRandom();

    final FakeClock clock = new FakeClock();
    final RecordingSender sender = new RecordingSender();
    final List<SignedCall> judged = new ArrayList<>();
    final List<StoreVerb> writes = new ArrayList<>();
    final List<Map<String, String>> sentAlong = new ArrayList<>();
    final IdentityPools identityPools;
    final WireProtocol protocol;
    final UserPools userPools;
    final Made reference;
    final Made strict;
    private final Stores stores;
    Optional<RuntimeException> outage = Optional.empty();

    WireBench() {
        stores = InterceptedStores.around(new InMemoryStores(), new StoreInterceptor() {
            @Override
            public <T> T call(StoreVerb verb, Supplier<T> proceed) {
                outage.ifPresent(failure -> {
                    throw failure;
                });
                if (verb.isWrite()) {
                    writes.add(verb);
                }
                return proceed.get();
            }
        });
        userPools = userPools();
        identityPools = identityPools();
        protocol = WireProtocol.builder()
                .userPools(userPools)
                .identityPools(identityPools)
                .arns("eu-west-1", "123456789012")
                .authorization(call -> {
                    judged.add(call);
                    return new AuthorizationOutcome.Permitted(
                            new CallerIdentity("arn:aws:iam::123456789012:user/root", "root", "123456789012"));
                })
                .random(RANDOM)
                .build();
        reference = made(UserPoolDefinition.Builder::reference);
        strict = made(definition -> {});
    }

    private UserPools userPools() {
        return UserPools.builder()
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(RANDOM)
                .region("eu-west-1")
                .issuer(pool -> URI.create("https://login.example/" + pool))
                .opener(settings -> UserPool.builder(settings.build())
                        .stores(stores)
                        .masterKeys(new FixedMasterKeys().load())
                        .sender(sender)
                        .clock(clock)
                        .random(RANDOM)
                        .hooks(hooks())
                        .hasher(PasswordHasher.builder(RANDOM)
                                .unsafeCost(8, 1, 1)
                                .build())
                        .build())
                .build();
    }

    /** Hooks that agree, and note what clients sent along. */
    private Hooks hooks() {
        return Hooks.builder()
                .preSignUp(event -> {
                    sentAlong.add(event.clientMetadata().values());
                    sentAlong.add(event.validationData().values());
                    return HookVerdict.proceed();
                })
                .preAuthentication(event -> {
                    sentAlong.add(event.clientMetadata().values());
                    return HookVerdict.proceed();
                })
                .postConfirmation(event -> sentAlong.add(event.clientMetadata().values()))
                .postAuthentication(
                        event -> sentAlong.add(event.clientMetadata().values()))
                .preTokenGeneration(event -> {
                    sentAlong.add(event.clientMetadata().values());
                    return PreTokenGeneration.Changes.NONE;
                })
                .build();
    }

    /** Makes a pool as the wire or as Java would, and a client that may do all; its keys are quick to make. */
    private Made made(Consumer<UserPoolDefinition.Builder> preset) {
        PoolId pool = userPools
                .create(definition -> {
                    preset.accept(definition);
                    definition.name("users").settings(settings -> settings.usernameKind(UsernameKind.EMAIL));
                })
                .orElseThrow()
                .id();
        ClientId client = userPools
                .createClient(pool, definition -> definition.name("app").settings(WireBench::quick))
                .orElseThrow()
                .id();
        return new Made(pool.value(), client.value());
    }

    static void quick(AppClient.Builder client) {
        client.authFlows(EnumSet.allOf(AuthFlow.class)).signingAlgorithm(SigningAlgorithm.ES256);
    }

    /** A pool and an app client of it. */
    record Made(String pool, String client) {}

    private IdentityPools identityPools() {
        ProviderSource source = new ProviderSource() {
            @Override
            public Optional<LoginProvider> userPool(UserPoolLogin login) {
                String id = login.provider().substring(login.provider().lastIndexOf('/') + 1);
                return userPools
                        .pool(new PoolId(id))
                        .fold(
                                pool -> Optional.of(LoginProvider.userPool(login.provider(), pool.idTokens())),
                                refusal -> Optional.empty());
            }

            @Override
            public Optional<LoginProvider> provider(String name, String application) {
                return Optional.of(LoginProvider.of(name, token -> Outcome.refused(ErrorCode.NOT_AUTHORIZED)));
            }
        };
        return IdentityPools.builder()
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(RANDOM)
                .region("eu-west-1")
                .providers(source)
                .opener(settings -> IdentityPool.builder(
                                settings.tokenAlgorithm(SigningAlgorithm.ES256).build())
                        .stores(stores)
                        .masterKeys(new FixedMasterKeys().load())
                        .vendor(request -> Outcome.success(TemporaryCredentials.of(
                                "ASIAEXAMPLEEXAMPLE22",
                                Secret.of("secret-key"),
                                Secret.of("session-token"),
                                clock.instant().plus(Duration.ofHours(1)))))
                        .clock(clock)
                        .random(RANDOM)
                        .build())
                .build();
    }

    /** Delivers what waits in the outbox. */
    void deliver() {
        userPools.maintain(1_000);
    }

    /** Calls an operation of the user pools' service. */
    Reply idp(String operation, Map<String, ?> input) {
        return call(operation("cognito-idp", operation), input);
    }

    /** Calls an operation of the identity pools' service. */
    Reply identity(String operation, Map<String, ?> input) {
        return call(operation("cognito-identity", operation), input);
    }

    static WireOperation operation(String service, String name) {
        return Optional.ofNullable(MODEL.service(service).operations().get(name))
                .orElseThrow();
    }

    /** Calls an operation; what it answers must be what its model says. */
    Reply call(WireOperation operation, Map<String, ?> input) {
        String target = operation.service().target() + "." + operation.name();
        Reply reply = send(headers(target, operation), Json.write(input).getBytes(StandardCharsets.UTF_8));
        if (reply.status() == 200) {
            Validation answer = Validation.ofAnswer(operation, reply.members());
            assertThat(answer.mismatch()).as(operation + " answers").isEmpty();
            // The reference itself answers with more attributes, and longer names of them, than its model has.
            assertThat(answer.violations().filter(sentence -> sentence.contains("must not be null")))
                    .as(operation + " answers")
                    .isEmpty();
        } else {
            assertThat(operation.errors().contains(reply.error())
                            || Set.of("SerializationException", "InternalErrorException")
                                    .contains(reply.error()))
                    .as(operation + " does not declare " + reply.error())
                    .isTrue();
        }
        return reply;
    }

    private static HttpHeaders headers(String target, WireOperation operation) {
        HttpHeaders headers = HttpHeaders.of("X-Amz-Target", target).and("Content-Type", "application/x-amz-json-1.1");
        return operation.access() == Access.SIGNED
                ? headers.and("Authorization", "AWS4-HMAC-SHA256 judged by the bench")
                : headers;
    }

    Reply send(HttpHeaders headers, byte[] body) {
        return send("POST", headers, body);
    }

    Reply send(String method, HttpHeaders headers, byte[] body) {
        return sendTo(protocol, method, headers, body);
    }

    Reply sendTo(WireProtocol handler, String method, HttpHeaders headers, byte[] body) {
        HttpRequest request = new HttpRequest(
                method,
                "/",
                "",
                headers,
                new ByteArrayInputStream(body),
                URI.create("https://login.example"),
                InetAddress.getLoopbackAddress());
        try {
            HttpResponse response = handler.handle(request);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            response.body().writeTo(out);
            assertThat(response.headers().only("x-amzn-requestid")).isPresent();
            Map<String, @Nullable Object> members =
                    out.size() == 0 ? Map.of() : Json.parseObject(out.toByteArray(), 1 << 20);
            return new Reply(response.status(), response.headers(), members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JsonException e) {
            throw new AssertionError("the answer is not JSON", e);
        }
    }
}
