package dev.gatehouse.credentials.support;

import dev.gatehouse.FamilyId;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.RoleName;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.AssumeRoleRequest;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.LongTermPrincipal;
import dev.gatehouse.credentials.sts.LongTermPrincipals;
import dev.gatehouse.credentials.sts.SecurityTokenService;
import dev.gatehouse.credentials.sts.StsCaller;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.UnsafeSeededRandom;
import dev.gatehouse.token.RevocationSnapshotView;
import dev.gatehouse.user.ExternalIdentity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** One node of an identity pool with its token service and guard. */
public final class StsWorld {
    public static final PoolId POOL = new PoolId("us-east-1:1cd55b65-2d71-441c-83c0-a5de48b83f77");
    public static final String PROVIDER = "login.example";
    public static final String ACCOUNT = "123456789012";
    public static final RoleName USERS = new RoleName("Users");
    public static final RoleName GUESTS = new RoleName("Guests");
    public static final LongTermPrincipal DEPLOY =
            LongTermPrincipal.generate("deploy", new RoleName("Deploy"), new UnsafeSeededRandom(9));

    private static final SignatureSettings STS =
            SignatureSettings.service("sts", "us-east-1").build();
    private static final SignatureSettings S3 =
            SignatureSettings.s3("us-east-1").build();

    public final FakeClock clock;
    public final Stores engine;
    public final SignedTokens tokens;
    public final IdentityPool pool;
    public final SecurityTokenService sts;
    public final CredentialGuard guard;
    private final Map<String, ExternalIdentity> logins = new ConcurrentHashMap<>();
    private final RevocationSnapshotView families = new RevocationSnapshotView(Duration.ofDays(1_000));

    public StsWorld() {
        this(settings -> settings);
    }

    public StsWorld(UnaryOperator<IdentityPoolSettings.Builder> change) {
        this(new FakeClock(), new InMemoryStores(), change);
    }

    /** Returns another node on the same engine and clock. */
    public StsWorld otherNode() {
        return new StsWorld(clock, engine, settings -> settings);
    }

    private StsWorld(FakeClock clock, Stores engine, UnaryOperator<IdentityPoolSettings.Builder> change) {
        this.clock = clock;
        this.engine = engine;
        this.tokens = new SignedTokens(clock);
        families.apply(List.of(), clock.instant());
        SecureRandom random = new SecureRandom(); // two nodes must not name their writes alike
        Sealer sealer = new Sealer(new FixedMasterKeys().load(), random);
        StsKeys keys = StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH]));
        LocalSts vendor = new LocalSts(keys, sealer, random, clock);
        StsSessions sessions = new StsSessions(POOL, keys, sealer, clock);
        this.pool = IdentityPool.builder(change.apply(IdentityPoolSettings.builder(POOL)
                                .provider(LoginProvider.of(
                                        PROVIDER,
                                        token -> Optional.ofNullable(logins.get(token))
                                                .map(Outcome::success)
                                                .orElseThrow()))
                                .allowGuests()
                                .authenticatedRole(USERS)
                                .unauthenticatedRole(GUESTS))
                        .build())
                .stores(engine)
                .vendor(vendor)
                .clock(clock)
                .random(random)
                .build();
        this.sts = SecurityTokenService.builder(POOL)
                .roles(pool.roles())
                .stores(engine)
                .vendor(vendor)
                .sessions(sessions)
                .signatures(new SignatureVerifier(STS, clock))
                .revocations(pool.revocations().withFamiliesOf(families))
                .webIdentities(tokens)
                .principals(LongTermPrincipals.of(List.of(DEPLOY)))
                .clock(clock)
                .build();
        this.guard = new CredentialGuard(
                sessions,
                new SignatureVerifier(S3, clock),
                pool.roles(),
                pool.revocations().withFamiliesOf(families),
                clock);
    }

    public static String arn(String role) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + role;
    }

    /** Returns a document of statements. */
    public static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    public static String allow(String actions, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}".formatted(actions, resource);
    }

    /** Returns a statement that lets this pool's identities of one method do {@code action}. */
    public static String web(String amr, String action) {
        return """
                {"Effect":"Allow","Principal":{"Federated":"cognito-identity.amazonaws.com"},"Action":"%s",
                "Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"%s"}}}""".formatted(action, POOL, amr);
    }

    public static String web(String amr) {
        return web(amr, "sts:AssumeRoleWithWebIdentity");
    }

    /** Returns a statement that lets an AWS principal do {@code action} under conditions. */
    public static String trusts(String principal, String action, String conditions) {
        return """
                {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"%s","Condition":{%s}}""".formatted(principal, action, conditions);
    }

    public RoleDefinition.Builder role(String name, String trust) {
        return RoleDefinition.builder(new RoleName(name)).account(ACCOUNT).trustPolicy(trust);
    }

    public StsWorld with(RoleDefinition.Builder role) {
        pool.roles().put(role.build()).orElseThrow();
        return this;
    }

    /** Registers a role that may do everything. */
    public StsWorld with(String name, String... trust) {
        return with(role(name, document(trust)).permissionPolicy("all", document(allow("*", "*"))));
    }

    public Map<String, String> login(String subject, Map<String, Object> claims) {
        String token = subject + claims.hashCode();
        logins.put(
                token,
                ExternalIdentity.builder(PROVIDER, subject)
                        .claims(claims)
                        .originFamily(Optional.of("family-of-" + subject))
                        .build());
        return Map.of(PROVIDER, token);
    }

    public IdentityId identity(String subject) {
        return pool.getId(login(subject, Map.of())).orElseThrow();
    }

    public Outcome<TemporaryCredentials> credentials(String subject, Map<String, Object> claims) {
        return pool.getCredentials(identity(subject), login(subject, claims))
                .map(IdentityPool.IdentityCredentials::credentials);
    }

    public TemporaryCredentials credentials(String subject) {
        return credentials(subject, Map.of()).orElseThrow();
    }

    public TemporaryCredentials guest() {
        return pool.getCredentials(pool.getId(Map.of()).orElseThrow(), Map.of())
                .orElseThrow()
                .credentials();
    }

    public Outcome<StsCaller> call(SigningCredentials credentials) {
        SignedRequest plain = request("/");
        return sts.authenticate(
                new RequestSigner(STS, clock).sign(plain, credentials).orElseThrow());
    }

    public StsCaller caller(TemporaryCredentials credentials) {
        return call(SigningCredentials.of(credentials)).orElseThrow();
    }

    public StsCaller caller(LongTermPrincipal principal) {
        return call(SigningCredentials.of(principal.accessKeyId(), principal.secretKey()))
                .orElseThrow();
    }

    /** Assumes a role and returns the credentials. */
    public TemporaryCredentials assume(TemporaryCredentials as, AssumeRoleRequest.Builder request) {
        return sts.assumeRole(caller(as), request.build()).orElseThrow().credentials();
    }

    public static AssumeRoleRequest.Builder asking(String role) {
        return AssumeRoleRequest.builder(arn(role), "session-1");
    }

    /** Asks the guard. */
    public GuardOutcome ask(TemporaryCredentials credentials, String action, String resource) {
        return ask(credentials, action, resource, List.of());
    }

    public GuardOutcome ask(
            TemporaryCredentials credentials, String action, String resource, List<PolicyDocument> resourcePolicies) {
        SignedRequest signed = new RequestSigner(S3, clock)
                .sign(request("/thing"), SigningCredentials.of(credentials))
                .orElseThrow();
        return guard.authorize(signed, action, resource, Map.of(), resourcePolicies);
    }

    private static SignedRequest request(String path) {
        return SignedRequest.builder()
                .method("GET")
                .rawPath(path)
                .header("host", "node.example.test")
                .build()
                .orElseThrow();
    }

    public static Refusal refusal(Outcome<?> outcome) {
        return outcome.asRefusal().orElseThrow(() -> new AssertionError("was not refused"));
    }

    public static boolean allowed(GuardOutcome outcome) {
        return outcome instanceof GuardOutcome.Allowed;
    }

    /** Returns the first rule of a refusal by the guard. */
    public static String rule(GuardOutcome outcome) {
        return outcome instanceof GuardOutcome.Refused refused
                ? refused.refusal().rules().get(0)
                : "not refused: " + outcome.getClass().getSimpleName();
    }

    public static FamilyId family(String subject) {
        return new FamilyId("family-of-" + subject);
    }
}
