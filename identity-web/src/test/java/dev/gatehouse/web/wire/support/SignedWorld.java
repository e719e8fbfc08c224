package dev.gatehouse.web.wire.support;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.directory.UserPoolLogin;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.LongTermPrincipal;
import dev.gatehouse.credentials.sts.LongTermPrincipals;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.CountingStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.user.ExternalIdentity;
import dev.gatehouse.web.http.HttpHandler;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.http.HttpRequest;
import dev.gatehouse.web.http.HttpResponse;
import dev.gatehouse.web.wire.admin.AdministrationGuard;
import dev.gatehouse.web.wire.sts.StsEndpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A directory of identity pools with its token service and its guard of administration. */
public final class SignedWorld {
    public static final String REGION = "eu-west-1";
    public static final String ACCOUNT = "123456789012";
    public static final String PROVIDER = "login.example";
    public static final RoleName USERS = new RoleName("Users");
    public static final RootKey ROOT = RootKey.of(ACCOUNT, "GATEHOUSEROOT0001", Secret.of("r".repeat(40)));

    public final InstantSource clock;
    public final CountingStores stores;
    public final IdentityPools directory;
    public final PoolId pool;
    public final LongTermPrincipal deploy;
    public final AdministrationGuard guard;
    public final StsEndpoint sts;
    private final SecureRandom random = new SecureRandom();

    public SignedWorld() {
        this(new FakeClock(), new InMemoryStores());
    }

    public SignedWorld(InstantSource clock, Stores engine) {
        this.clock = clock;
        this.stores = CountingStores.around(engine);
        this.directory = IdentityPools.builder()
                .stores(stores.stores())
                .masterKeys(new FixedMasterKeys().load())
                .clock(clock)
                .random(random)
                .region(REGION)
                .providers(login -> Optional.of(LoginProvider.of(
                        login.provider(),
                        subject -> Outcome.success(ExternalIdentity.builder(login.provider(), subject)
                                .build()))))
                .opener(settings -> IdentityPool.builder(
                                settings.tokenAlgorithm(SigningAlgorithm.ES256).build())
                        .stores(stores.stores())
                        .masterKeys(new FixedMasterKeys().load())
                        .localSts(1)
                        .clock(clock)
                        .random(random)
                        .build())
                .build();
        this.pool = made();
        this.deploy = LongTermPrincipal.generate("deploy", new RoleName("Deploy"), random);
        this.guard = guard(List.of(ROOT));
        this.sts = StsEndpoint.builder(REGION, directory.tokenServices())
                .pools(directory.sessions())
                .principals(pool, LongTermPrincipals.of(List.of(deploy)))
                .rootKeys(List.of(ROOT))
                .clock(clock)
                .random(random)
                .build();
    }

    /** Returns a guard with these root keys. */
    public AdministrationGuard guard(List<RootKey> rootKeys) {
        return AdministrationGuard.builder(REGION)
                .pools(directory.sessions())
                .principals(pool, LongTermPrincipals.of(List.of(deploy)))
                .rootKeys(rootKeys)
                .clock(clock)
                .build();
    }

    /** Makes a pool with a role of users that may do nothing. */
    public PoolId made() {
        PoolId id = directory
                .create(values -> values.name("Photos")
                        .userPool(new UserPoolLogin(PROVIDER, "web", false))
                        .allowClassicFlow(true)
                        .authenticatedRole(USERS))
                .orElseThrow()
                .id();
        role(id, "Users", web(id), role -> role);
        return id;
    }

    public IdentityPool opened(PoolId id) {
        return directory.pool(id).orElseThrow();
    }

    /** Registers a role, or replaces it. */
    public void role(PoolId id, String name, String trust, UnaryOperator<RoleDefinition.Builder> change) {
        opened(id)
                .roles()
                .put(change.apply(RoleDefinition.builder(new RoleName(name))
                                .account(ACCOUNT)
                                .trustPolicy(document(trust)))
                        .build())
                .orElseThrow();
    }

    /** Lets the users of a pool do what these statements say. */
    public void users(PoolId id, String... statements) {
        role(id, "Users", web(id), role -> role.permissionPolicy("own", document(statements)));
    }

    public TemporaryCredentials credentials(PoolId id, String subject) {
        Map<String, String> logins = Map.of(PROVIDER, subject);
        return opened(id)
                .getCredentials(opened(id).getId(logins).orElseThrow(), logins)
                .orElseThrow()
                .credentials();
    }

    /** Returns the OpenID token of the basic flow. */
    public String openIdToken(PoolId id, String subject) {
        Map<String, String> logins = Map.of(PROVIDER, subject);
        return opened(id)
                .openIdToken(identity(id, subject), logins)
                .orElseThrow()
                .token()
                .value();
    }

    public IdentityId identity(PoolId id, String subject) {
        return opened(id).getId(Map.of(PROVIDER, subject)).orElseThrow();
    }

    public static String arn(String role) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + role;
    }

    public static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    public static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}".formatted(action, resource);
    }

    public static String deny(String action, String resource) {
        return "{\"Effect\":\"Deny\",\"Action\":\"%s\",\"Resource\":\"%s\"}".formatted(action, resource);
    }

    /** Returns a statement that lets a pool's users in. */
    public static String web(PoolId id) {
        return """
                {"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},
                "Action":["sts:AssumeRoleWithWebIdentity","sts:TagSession"],
                "Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}""".formatted(id);
    }

    /** Returns a statement that lets an AWS principal in. */
    public static String trusts(String principal) {
        return """
                {"Effect":"Allow","Principal":{"AWS":"%s"},
                "Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]}""".formatted(principal);
    }

    public static SigningCredentials key(RootKey key) {
        return SigningCredentials.of(key.accessKeyId(), key.secretKey());
    }

    public static SigningCredentials key(LongTermPrincipal principal) {
        return SigningCredentials.of(principal.accessKeyId(), principal.secretKey());
    }

    /** Returns a request signed in its header. */
    public SignedRequest signed(String service, SignedRequest.Builder request, byte[] body, SigningCredentials key) {
        SignedRequest plain = request.header("host", "auth.example.test")
                .bodyDigest(sha256(body))
                .build()
                .orElseThrow();
        SignatureSettings settings = SignatureSettings.service(service, REGION).build();
        return new RequestSigner(settings, clock).sign(plain, key).orElseThrow();
    }

    /** Returns a request as a binding would hand it over. */
    public static HttpRequest http(SignedRequest signed, byte[] body) {
        List<HttpHeaders.Line> lines = signed.headers().stream()
                .map(header -> new HttpHeaders.Line(header.name(), header.value()))
                .toList();
        return http(signed.method(), signed.rawQuery(), HttpHeaders.of(lines), body);
    }

    public static HttpRequest http(String method, String query, HttpHeaders headers, byte[] body) {
        try {
            return new HttpRequest(
                    method,
                    "/",
                    query,
                    headers,
                    new ByteArrayInputStream(body),
                    URI.create("https://auth.example.test"),
                    InetAddress.getByName("192.0.2.7"));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that was read. */
    public record Answer(int status, HttpHeaders headers, String text) {}

    public static Answer ask(HttpHandler handler, HttpRequest request) {
        try {
            HttpResponse response = handler.handle(request);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            response.body().writeTo(out);
            return new Answer(response.status(), response.headers(), out.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
