package dev.gatehouse.arch;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.OpenIdToken;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.QueryParameter;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.sts.AssumedRole;
import dev.gatehouse.credentials.sts.CallerVerifier;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.LongTermPrincipal;
import dev.gatehouse.credentials.sts.LongTermPrincipals;
import dev.gatehouse.credentials.sts.RootKey;
import dev.gatehouse.credentials.sts.SecurityTokenService;
import dev.gatehouse.credentials.sts.SessionVerifier;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.credentials.sts.TokenServices;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.spi.key.PoolKeys;
import dev.gatehouse.spi.store.PasswordAuthenticator;
import dev.gatehouse.spi.store.RowStore;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.token.Expectations;
import dev.gatehouse.token.KeyRing;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.RemoteJwks;
import dev.gatehouse.token.RotationPlan;
import dev.gatehouse.token.SignInTokens;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.token.SigningKey;
import dev.gatehouse.token.StaticJwks;
import dev.gatehouse.token.SymmetricKey;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerificationKey;
import dev.gatehouse.token.VerificationTables;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.directory.UserPools;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.NewPasswordAnswer;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import dev.gatehouse.vendor.postgresql.GuardKey;
import dev.gatehouse.vendor.postgresql.RowSecurity;
import dev.gatehouse.web.http.RequestIds;
import dev.gatehouse.web.object.FileObjectStorage;
import dev.gatehouse.web.object.S3Handler;
import dev.gatehouse.web.wire.operation.Arns;
import dev.gatehouse.web.wire.operation.Directories;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One object, at least, of every exported type that can hold a secret, with a secret in it. */
final class SecretSamples {
    private static final ClientId WEB = new ClientId("web");
    private static final PoolId IDENTITIES = new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f");
    private static final SignatureSettings S3 =
            SignatureSettings.s3("eu-west-1").build();
    private static final String ANN = "ann@example.com";
    private static final String BOB = "bob@example.com";

    private final List<Object> samples = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private final FakeClock clock = new FakeClock();
    private final RecordingSender sender = new RecordingSender();
    private final Stores stores = new InMemoryStores();
    private final UserPoolSettings settings = UserPoolSettings.builder(
                    new PoolId("local_photos"), URI.create("https://login.example/local_photos"))
            .client(AppClient.builder(WEB)
                    .signingAlgorithm(SigningAlgorithm.ES256)
                    .build())
            .build();

    private SecretSamples() {}

    /** Returns the samples; what is reached from them are samples too. */
    static List<Object> of(Path folder) {
        SecretSamples samples = new SecretSamples();
        samples.requests();
        samples.keys();
        samples.flows(folder);
        return samples.samples;
    }

    private <T> T add(T sample) {
        samples.add(sample);
        return sample;
    }

    private static Secret password() {
        return Secret.of("correct horse battery staple");
    }

    private void requests() {
        add(RegisterRequest.builder(WEB).username(ANN).password(password()));
        add(RegisterRequest.builder(WEB).username(ANN).password(password()).build());
        add(ConfirmRequest.of(ANN, Secret.of("493817")));
        add(RecoveryRequest.of(ANN, Secret.of("493817"), password()));
        add(CreateUserRequest.builder(BOB).temporaryPassword(password()));
        add(CreateUserRequest.builder(BOB).temporaryPassword(password()).build());
        add(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, ANN, password()));
        add(NewPasswordAnswer.of(password()).withAttributes(Map.of("email", ANN)));
        add(ClientMetadata.of(Map.of("token", "correct horse battery staple")));
    }

    private void keys() {
        SigningKey key = add(SigningKey.generate(SigningAlgorithm.ES256, 1, clock.instant(), random));
        KeyRing ring = add(KeyRing.of(KeyRotation.standard(), List.of(key)));
        add(PoolKeys.builder(settings.id()).sealer(new Sealer(new FixedMasterKeys().load(), random)));
        add(new RotationPlan(List.of(), List.of(key)));
        TokenSigner signer = add(new TokenSigner(() -> ring, clock));
        SignInTokens tokens = add(signer.signIn(
                SigningAlgorithm.ES256,
                TokenType.JWT,
                Map.of("iss", "https://login.example", "sub", "ann"),
                Map.of("aud", "web"),
                Map.of("client_id", "web")));
        hotKeys(ring.jwks(clock.instant()), tokens);
        add(SymmetricKey.generate(random));
        StaticJwks shared = add(StaticJwks.of(VerificationKey.sharedSecret(random.generateSeed(32))));
        add(TokenVerifier.offline(shared, clock)
                .kind(TokenKind.ACCESS)
                .issuer("https://login.example")
                .algorithms(SigningAlgorithm.HS256)
                .clients("web"));
        GuardKey guard = add(GuardKey.random(1, random));
        add(new RowSecurity(guard, clock));
        byte[] jwks = ring.jwks(clock.instant()).getBytes(StandardCharsets.UTF_8);
        add(Expectations.none().withAccessToken("eyJhbGciOiJFUzI1NiJ9.e30.c2ln").withCode("SplxlOBeZQQYbYS6WxSbIA"));
        RemoteJwks remote =
                add(RemoteJwks.of(URI.create("https://login.example/jwks"), (uri, maxBytes, timeout) -> jwks, clock));
        remote.refresh();
    }

    /** Tables for the key of these tokens: public, but bytes. */
    private void hotKeys(String jwks, SignInTokens tokens) {
        VerificationTables tables =
                add(VerificationTables.builder().afterTokens(1).build());
        TokenVerifier verifier = TokenVerifier.offline(
                        StaticJwks.parse(
                                jwks.getBytes(StandardCharsets.UTF_8),
                                SigningEngine.standard().withTables(tables)),
                        clock)
                .kind(TokenKind.ID)
                .issuer("https://login.example")
                .algorithms(SigningAlgorithm.ES256)
                .clients("web")
                .build();
        verifier.verify(tokens.idToken().value());
        add(tables.maintain());
        verifier.verify(tokens.idToken().value());
    }

    private void flows(Path folder) {
        PasswordHasher cheap =
                PasswordHasher.builder(random).unsafeCost(8, 1, 1).build();
        add(UserPool.builder(settings).masterKeys(new FixedMasterKeys().load()));
        Gatehouse gatehouse = add(Gatehouse.builder(folder)
                .userPool(settings)
                .identityPool(IDENTITIES, pool -> pool.authenticatedRole(new RoleName("Photos")))
                .stores(stores)
                .masterKeys(new FixedMasterKeys())
                .sender(add(sender))
                .hasher(cheap)
                .clock(clock)
                .random(random)
                .build());
        UserPool pool = gatehouse.userPool();
        add(pool.joining(stores));
        FaceSamples faces = new FaceSamples(samples, stores, clock, random);
        UserPools userPools = faces.userPools(pool);
        add(Gatehouse.builder(folder).userPool(faces.confidential()));
        add(pool.accessTokens());
        add(pool.signUp()
                .register(RegisterRequest.builder(WEB)
                        .username(ANN)
                        .password(password())
                        .build()));
        pool.maintenance().run(100);
        pool.signUp()
                .confirm(ConfirmRequest.of(ANN, Secret.of(sender.lastCode(ANN))))
                .orElseThrow();
        TokenSet tokens = add(signIn(pool, ANN)).orElseThrow();
        add(pool.accessTokens().verify(tokens.accessToken().value()).orElseThrow());
        pool.admin()
                .create(CreateUserRequest.builder(BOB)
                        .temporaryPassword(password())
                        .build())
                .orElseThrow();
        add(signIn(pool, BOB));
        rows();
        credentials(gatehouse, tokens.idToken().value());
        FileObjectStorage objects = FileObjectStorage.open(folder.resolve("objects"), clock);
        add(S3Handler.of(gatehouse.guard(S3), objects, RequestIds.random(random)));
        IdentityPools identityPools = identityPools();
        faces.wire(new Directories(userPools, identityPools, new Arns("eu-west-1", "123456789012")));
        faces.signed(identityPools, root());
        faces.history(settings.id());
    }

    private static SignInOutcome signIn(UserPool pool, String name) {
        return pool.signIn().start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, WEB, name, password()));
    }

    private void rows() {
        values(stores.authenticators()).forEach(row -> add(((PasswordAuthenticator) add(row)).toBuilder()));
        values(stores.oneTimes()).forEach(row -> add(add(row).toBuilder()));
        values(stores.outbox()).forEach(row -> add(add(row).toBuilder()));
        values(stores.pools()).forEach(row -> add(add(row).toBuilder()));
        values(stores.signingKeys()).forEach(row -> add(add(row).toBuilder()));
        values(stores.tokenFamilies()).forEach(row -> add(add(row).toBuilder()));
    }

    private <V> List<V> values(RowStore<?, V> store) {
        return store.page(settings.id(), Optional.empty(), 100).items().stream()
                .map(row -> row.value())
                .toList();
    }

    private IdentityPools identityPools() {
        MasterKeys masterKeys = new FixedMasterKeys().load();
        IdentityPool.Builder builder = add(IdentityPool.builder(IdentityPoolSettings.builder(IDENTITIES)
                        .allowGuests()
                        .allowClassicFlow()
                        .tokenAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .stores(stores)
                .masterKeys(masterKeys)
                .vendor(request -> Outcome.refused(ErrorCode.NOT_AUTHORIZED))
                .clock(clock)
                .random(random));
        IdentityPool pool = builder.build();
        IdentityId guest = pool.getId(Map.of()).orElseThrow();
        OpenIdToken token = add(pool.openIdToken(guest, Map.of()).orElseThrow());
        add(pool.tokens().verify(token.token().value()).orElseThrow());
        IdentityPools.Builder pools = add(IdentityPools.builder()
                .stores(stores)
                .masterKeys(masterKeys)
                .clock(clock)
                .random(random)
                .providers(login -> Optional.empty())
                .opener(settings -> pool));
        return add(pools.build());
    }

    private void credentials(Gatehouse gatehouse, String idToken) {
        tokenService(gatehouse.identityPool());
        gatehouse.identityPool().roles().put(role()).orElseThrow();
        Map<String, String> logins = Map.of("login.example/local_photos", idToken);
        IdentityId identity = gatehouse.identityPool().getId(logins).orElseThrow();
        IdentityPool.IdentityCredentials vended =
                add(gatehouse.identityPool().getCredentials(identity, logins).orElseThrow());
        SigningCredentials signer = add(SigningCredentials.of(vended.credentials()));
        for (String path : List.of("/photos/" + identity + "/cat.jpg", "/photos/local:somebody/cat.jpg")) {
            SignedRequest.Builder unsigned =
                    SignedRequest.builder().method("GET").rawPath(path).header("host", "photos.example");
            SignedRequest request = add(new RequestSigner(S3, clock)
                    .sign(unsigned.build().orElseThrow(), signer)
                    .orElseThrow());
            add(request.toBuilder());
            add(new QueryParameter(
                    "X-Amz-Security-Token",
                    request.header("x-amz-security-token").get(0)));
            add(new SignatureVerifier(S3, clock).read(request).orElseThrow());
            add(add(gatehouse.guard(S3)).authorize(add(S3Request.of(request).orElseThrow()), Map.of()));
        }
    }

    private void tokenService(IdentityPool pool) {
        LongTermPrincipal nightly = add(LongTermPrincipal.generate("nightly", new RoleName("Nightly"), random));
        pool.roles().put(nightly()).orElseThrow();
        Sealer sealer = new Sealer(new FixedMasterKeys().load(), random);
        StsKeys keys = StsKeys.of(1, Map.of(1, random.generateSeed(StsKeys.KEY_LENGTH)));
        SignatureSettings signing =
                SignatureSettings.service("sts", "eu-west-1").build();
        StsSessions sessions = new StsSessions(IDENTITIES, keys, sealer, clock);
        SignatureVerifier signatures = new SignatureVerifier(signing, clock);
        SecurityTokenService sts = add(add(SecurityTokenService.builder(IDENTITIES)
                        .roles(pool.roles())
                        .stores(stores)
                        .vendor(new LocalSts(keys, sealer, random, clock))
                        .sessions(sessions)
                        .signatures(signatures)
                        .revocations(pool.revocations())
                        .principals(LongTermPrincipals.of(List.of(nightly)))
                        .clock(clock))
                .build());
        add(new TokenServices(id -> Optional.of(sts)));
        RootKey root = add(root());
        add(CallerVerifier.builder().rootKeys(List.of(root)));
        SignedRequest request = SignedRequest.builder()
                .method("GET")
                .rawPath("/")
                .header("host", "sts.example")
                .build()
                .orElseThrow();
        RequestSigner signer = new RequestSigner(signing, clock);
        StsCaller caller = add(sts.authenticate(
                        signer.sign(request, SigningCredentials.of(nightly.accessKeyId(), nightly.secretKey()))
                                .orElseThrow())
                .orElseThrow());
        AssumedRole assumed = add(sts.assumeRole(
                        caller,
                        AssumeRoleRequest.builder("arn:aws:iam::000000000000:role/Nightly", "run-1")
                                .build())
                .orElseThrow());
        SignedRequest again = signer.sign(request, SigningCredentials.of(assumed.credentials()))
                .orElseThrow();
        add(sts.authenticate(again).orElseThrow());
        add(add(new SessionVerifier(sessions, signatures, pool.roles(), pool.revocations(), clock))
                .verify(again)
                .orElseThrow());
    }

    private static RootKey root() {
        return RootKey.of("000000000000", "GATEHOUSEROOT0001", Secret.of("correct horse battery staple".repeat(2)));
    }

    private static RoleDefinition nightly() {
        return RoleDefinition.builder(new RoleName("Nightly"))
                .trustPolicy("""
                    {"Version": "2012-10-17",
                     "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                       "Principal": {"AWS": "arn:aws:iam::000000000000:user/nightly"}}]}
                    """)
                .permissionPolicy("sts", """
                    {"Version": "2012-10-17",
                     "Statement": [{"Effect": "Allow", "Action": "sts:*", "Resource": "*"}]}
                    """)
                .build();
    }

    private static RoleDefinition role() {
        return RoleDefinition.builder(new RoleName("Photos"))
                .trustPolicy("""
                    {"Version": "2012-10-17",
                     "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
                       "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                       "Condition": {
                         "StringEquals": {"cognito-identity.amazonaws.com:aud":
                           "local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"},
                         "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "authenticated"}}}]}
                    """)
                .permissionPolicy("own-folder", """
                    {"Version": "2012-10-17",
                     "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
                       "Resource": "arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"}]}
                    """)
                .build();
    }
}
