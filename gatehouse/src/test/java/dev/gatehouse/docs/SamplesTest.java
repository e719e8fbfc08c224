package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.Secret;
import dev.gatehouse.aws.AwsStsVendor;
import dev.gatehouse.aws.WebIdentityTokenSource;
import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.credentials.directory.ProviderSource;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.GuardOutcome;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.credentials.pool.DeveloperTokenRequest;
import dev.gatehouse.credentials.pool.IdentityAdministration;
import dev.gatehouse.credentials.pool.IdentityDescription;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.IdentityTokens;
import dev.gatehouse.credentials.pool.OpenIdToken;
import dev.gatehouse.credentials.pool.UnprocessedIdentity;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.credentials.sts.VendedSession;
import dev.gatehouse.embedded.Gatehouse;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.name.Names;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordPolicy;
import dev.gatehouse.policy.AccessGain;
import dev.gatehouse.policy.AccessWitness;
import dev.gatehouse.policy.ActionAnswer;
import dev.gatehouse.policy.Answer;
import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.DocumentKind;
import dev.gatehouse.policy.KeyPrefixes;
import dev.gatehouse.policy.KnownContext;
import dev.gatehouse.policy.PolicyAnalysis;
import dev.gatehouse.policy.PolicyDifference;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PolicySet;
import dev.gatehouse.policy.PrefixSet;
import dev.gatehouse.policy.ResourceFilter;
import dev.gatehouse.policy.StatementChange;
import dev.gatehouse.policy.StatementReach;
import dev.gatehouse.policy.StatementReport;
import dev.gatehouse.policy.ValueFilter;
import dev.gatehouse.policy.lint.Finding;
import dev.gatehouse.policy.lint.PolicyLinter;
import dev.gatehouse.policy.lint.Severity;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.spi.hook.HookVerdict;
import dev.gatehouse.spi.hook.Hooks;
import dev.gatehouse.spi.hook.PreTokenGeneration;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.spi.message.MessageSender;
import dev.gatehouse.spi.store.Stores;
import dev.gatehouse.store.jdbc.JdbcSchema;
import dev.gatehouse.store.jdbc.JdbcStores;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.testkit.RecordingSender;
import dev.gatehouse.token.RevocationSnapshotView;
import dev.gatehouse.token.RevocationView;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.StaticJwks;
import dev.gatehouse.token.TokenKind;
import dev.gatehouse.token.TokenVerifier;
import dev.gatehouse.token.VerifiedToken;
import dev.gatehouse.user.AttributeDefinition;
import dev.gatehouse.user.AttributeType;
import dev.gatehouse.user.Schema;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.userpool.maintenance.MaintenanceReport;
import dev.gatehouse.userpool.profile.Updated;
import dev.gatehouse.userpool.recovery.RecoveryRequest;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signup.ConfirmRequest;
import dev.gatehouse.userpool.signup.RegisterRequest;
import dev.gatehouse.userpool.signup.Registered;
import dev.gatehouse.vendor.postgresql.GuardKey;
import dev.gatehouse.vendor.postgresql.LoginSweep;
import dev.gatehouse.vendor.postgresql.PostgresLoginVendor;
import dev.gatehouse.vendor.postgresql.RowSecurity;
import dev.gatehouse.vendor.postgresql.VendingSchema;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/**
 * Every Java sample of {@code docs/features} stands in this package or in {@code dev.gatehouse.web.docs}, so that it compiles;
 * those that can run do.
 */
class SamplesTest {
    private static final Path FEATURES = Path.of("..", "docs", "features");
    private static final Path HERE = Path.of("src", "test", "java", "dev", "gatehouse", "docs");
    private static final Path WEB_SAMPLES =
            Path.of("..", "identity-web", "src", "test", "java", "dev", "gatehouse", "web", "docs");
    private static final Pattern SAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final ClientId WEB = new ClientId("web");
    private static final RecordingSender SENDER = new RecordingSender();

    @TempDir
    Path folder;

    @Test
    void everySampleOfTheFeaturePagesStandsInThisPackageOrInThatOfTheWebModule() throws IOException {
        StringBuilder here = new StringBuilder();
        for (Path samplesIn : List.of(HERE, WEB_SAMPLES)) {
            try (Stream<Path> classes = Files.list(samplesIn)) {
                for (Path file : classes.toList()) {
                    here.append(Files.readString(file));
                }
            }
        }
        String source = dense(here.toString());
        List<String> missing = new ArrayList<>();
        int samples = 0;
        try (Stream<Path> pages = Files.list(FEATURES)) {
            for (Path page : pages.sorted().toList()) {
                Matcher sample = SAMPLE.matcher(Files.readString(page));
                while (sample.find()) {
                    samples++;
                    if (!source.contains(dense(sample.group(1)))) {
                        missing.add(page.getFileName() + ":\n" + sample.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(samples).isGreaterThan(16);
    }

    private static String dense(String text) {
        return text.replaceAll("\\s", "");
    }

    static UserPool pool(UserPoolSettings settings) {
        SecureRandom random = new SecureRandom();
        return UserPool.builder(settings)
                .stores(new InMemoryStores())
                .masterKeys(new FixedMasterKeys().load())
                .sender(SENDER)
                .clock(new FakeClock())
                .random(random)
                .hasher(PasswordHasher.builder(random).unsafeCost(8, 1, 1).build())
                .build();
    }

    static UserPoolSettings settings() {
        return UserPoolSettings.builder(new PoolId("local_photos"), URI.create("https://login.example/local_photos"))
                .client(AppClient.builder(new ClientId("web")).build())
                .build();
    }

    @Test
    void aUserSignsUpSignsInRecoversAndChangesItsProfile() {
        UserPool pool = pool(settings());
        assertThat(signUp(pool).user().value()).isNotEmpty();
        pool.maintenance().run(100);
        assertThat(confirm(pool, SENDER.lastCode("ann@example.com")).asRefusal())
                .isEmpty();
        TokenSet tokens = signIn(pool).orElseThrow();
        assertThat(requireUser(pool, tokens.accessToken().value()).asRefusal()).isEmpty();
        assertThat(offline(pool).verify(tokens.accessToken().value()).asRefusal())
                .isEmpty();
        TokenSet next = refresh(pool, tokens).orElseThrow();
        assertThat(profile(pool, next)).hasSize(1);
        pool.maintenance().run(100);
        Secret proof = Secret.of(SENDER.lastCode("ann@example.org"));
        assertThat(verifyEmail(pool, next, proof).asRefusal()).isEmpty();
        assertThat(changePassword(pool, next).asRefusal()).isEmpty();
        assertThat(forgot(pool).maskedDestination()).isNotEmpty();
        pool.maintenance().run(100);
        Secret code = Secret.of(SENDER.lastCode("ann@example.org"));
        assertThat(recover(pool, code).asRefusal()).isEmpty();
        assertThat(endSessions(pool, next)).isNotNull();
    }

    private Registered signUp(UserPool pool) {
        try (Secret password = Secret.of("correct horse battery staple")) {
            Outcome<Registered> registered = pool.signUp()
                    .register(RegisterRequest.builder(new ClientId("web"))
                            .username("ann@example.com")
                            .password(password)
                            .attributes(Map.of("name", "Ann"))
                            .build());
            return registered.orElseThrow();
        }
    }

    private Outcome<Done> confirm(UserPool pool, String sixDigits) {
        Outcome<Done> confirmed = pool.signUp().confirm(ConfirmRequest.of("ann@example.com", Secret.of(sixDigits)));
        confirmed
                .asRefusal()
                .filter(refusal -> refusal.code() == ErrorCode.EXPIRED_CODE)
                .ifPresent(refusal -> pool.signUp().resend("ann@example.com"));
        return confirmed;
    }

    private SignInOutcome signIn(UserPool pool) {
        Secret password = Secret.of("correct horse battery staple");
        SignInOutcome outcome = pool.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, new ClientId("web"), "ann@example.com", password));
        String answer = outcome.fold(
                authenticated -> "tokens for " + authenticated.tokens().expiresIn(),
                challenge -> "answer " + challenge.challenge() + " and hand the session back",
                refused -> "refused: " + refused.refusal().code());
        assertThat(answer).startsWith("tokens");
        return outcome;
    }

    private Outcome<VerifiedToken> requireUser(UserPool pool, String bearer) {
        Outcome<VerifiedToken> caller = pool.accessTokens().verify(bearer);
        return caller;
    }

    private TokenVerifier offline(UserPool pool) {
        byte[] jwks = pool.jwks().getBytes(StandardCharsets.UTF_8);
        InstantSource clock = new FakeClock();
        TokenVerifier verifier = TokenVerifier.offline(StaticJwks.parse(jwks), clock)
                .kind(TokenKind.ACCESS)
                .issuer("https://login.example/local_photos")
                .algorithms(SigningAlgorithm.RS256)
                .clients("web")
                .build();
        return verifier;
    }

    private Outcome<TokenSet> refresh(UserPool pool, TokenSet tokens) {
        Outcome<TokenSet> next = pool.sessions().refresh(tokens.refreshToken(), new ClientId("web"));
        return next;
    }

    private Outcome<Done> endSessions(UserPool pool, TokenSet tokens) {
        Outcome<Done> one = pool.sessions().revoke(tokens.refreshToken(), new ClientId("web"));
        Outcome<Done> all = pool.sessions().globalSignOut(tokens.accessToken());
        return one.then(done -> all);
    }

    private List<CodeDelivery> profile(UserPool pool, TokenSet tokens) {
        User user = pool.profile().get(tokens.accessToken()).orElseThrow();
        Outcome<Updated> updated = pool.profile()
                .update(tokens.accessToken(), Map.of("email", "ann@example.org", "nickname", "A."), Set.of("name"));
        List<CodeDelivery> waiting = updated.orElseThrow().codeDeliveries();
        assertThat(user.attribute("name")).contains("Ann");
        return waiting;
    }

    private Outcome<Done> verifyEmail(UserPool pool, TokenSet tokens, Secret code) {
        Outcome<Done> verified = pool.profile().verify(tokens.accessToken(), "email", code);
        return verified;
    }

    private Outcome<Done> changePassword(UserPool pool, TokenSet tokens) {
        Outcome<Done> changed = pool.profile()
                .changePassword(
                        tokens.accessToken(),
                        Secret.of("correct horse battery staple"),
                        Secret.of("a quite different pass phrase"));
        return changed;
    }

    private CodeDelivery forgot(UserPool pool) {
        CodeDelivery where = pool.recovery().forgot("ann@example.org").orElseThrow();
        return where;
    }

    private Outcome<Done> recover(UserPool pool, Secret code) {
        Outcome<Done> recovered = pool.recovery()
                .confirm(RecoveryRequest.of("ann@example.org", code, Secret.of("yet another long pass phrase")));
        return recovered;
    }

    @Test
    void anAdministratorMakesAUserWhoReplacesItsPassword() {
        UserPool pool = pool(settings());
        administer(pool);
        SignInOutcome outcome = pool.signIn()
                .start(new SignInRequest(
                        AuthFlow.USER_PASSWORD_AUTH, WEB, "bob@example.com", Secret.of("temporary pass phrase")));
        assertThat(newPassword(pool, outcome)).isInstanceOf(SignInOutcome.Authenticated.class);
        lockOut(pool);
        assertThat(pool.admin().get("bob@example.com").asRefusal().orElseThrow().code())
                .isEqualTo(ErrorCode.USER_NOT_FOUND);
    }

    private void administer(UserPool pool) {
        Outcome<User> bob = pool.admin()
                .create(CreateUserRequest.builder("bob@example.com")
                        .attributes(Map.of("name", "Bob"))
                        .verified(Set.of("email"))
                        .temporaryPassword(Secret.of("temporary pass phrase"))
                        .suppressMessage()
                        .build());
        assertThat(bob.asRefusal()).isEmpty();
    }

    private void lockOut(UserPool pool) {
        pool.admin().disable("bob@example.com").orElseThrow();
        pool.admin().enable("bob@example.com").orElseThrow();
        pool.admin().delete("bob@example.com").orElseThrow();
    }

    private SignInOutcome newPassword(UserPool pool, SignInOutcome outcome) {
        if (outcome instanceof SignInOutcome.ChallengeRequired challenge) {
            return pool.signIn()
                    .answerNewPassword(new ClientId("web"), challenge.session(), Secret.of("a pass phrase of my own"));
        }
        return outcome;
    }

    @Test
    void policiesNamesAndPasswordsAreJudged() {
        PasswordPolicy policy =
                PasswordPolicy.reference().toBuilder().historySize(5).build();
        assertThat(policy.historySize()).isEqualTo(5);
        CanonicalName typed = Names.email("Ann@EXAMPLE.com").orElseThrow();
        CanonicalName stored = Names.email("ann@example.com").orElseThrow();
        boolean same = typed.equals(stored);
        assertThat(same).isTrue();
        assertThat(schema().definitions()).containsKey("custom:plan");
        assertThat(hasher().toString()).isNotEmpty();
        Decision decision = decide();
        assertThat(decision.allowed()).isTrue();
    }

    private Schema schema() {
        Schema schema = Schema.builder()
                .required("name", true)
                .custom(AttributeDefinition.builder("custom:plan")
                        .type(AttributeType.STRING)
                        .developerOnly(true)
                        .max(32)
                        .build())
                .build();
        return schema;
    }

    private PasswordHasher hasher() {
        PasswordHasher hasher = PasswordHasher.builder(new SecureRandom())
                .cost(47_104, 1, 1)
                .memoryBudgetKib(471_040)
                .maxWaiting(64)
                .maxWait(Duration.ofSeconds(1))
                .build();
        return hasher;
    }

    private Decision decide() {
        PolicyDocument document = PolicyDocument.parse("""
                {"Version": "2012-10-17",
                 "Statement": [{"Sid": "Own", "Effect": "Allow", "Action": "s3:*Object",
                                "Resource": "arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"}]}
                """).orElseThrow();
        PolicyEvaluator evaluator = PolicyEvaluator.compile(
                PolicySet.builder().identityPolicy("role", document).build());
        AuthorizationRequest request = AuthorizationRequest.builder(
                        "s3:GetObject", "arn:aws:s3:::photos/local:7/cat.jpg")
                .principal("arn:aws:sts::000000000000:assumed-role/Photos/session")
                .context("cognito-identity.amazonaws.com:sub", "local:7")
                .build();
        Decision decision = evaluator.explain(request);
        return decision;
    }

    @Test
    void policiesAreExplainedAskedComparedLintedAndMadeAFilter() {
        Decision decision = decide();
        List<StatementReport> reports = decision.explanation().orElseThrow().statements();
        String why = reports.get(0).toString();
        assertThat(why).contains("applied");
        PolicySet policies = policies("arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*");
        KnownContext ann = KnownContext.builder()
                .principal("arn:aws:sts::000000000000:assumed-role/Photos/session")
                .context("cognito-identity.amazonaws.com:sub", "local:7")
                .build();
        PolicyAnalysis analysis = PolicyAnalysis.of(policies, ann);
        List<ActionAnswer> answers = analysis.ask("arn:aws:s3:::photos/local:7/*", List.of("s3:GetObject", "s3:*"));
        Answer read = answers.get(0).answer();
        List<StatementReach> because = answers.get(0).statements();
        assertThat(read).isEqualTo(Answer.ALLOWED);
        assertThat(because).hasSize(1);
        compare(policies, policies("arn:aws:s3:::photos/*"), ann);
        lint("{}");
        filter(analysis);
        rows(analysis);
    }

    private static PolicySet policies(String resource) {
        String text = """
                {"Version": "2012-10-17",
                 "Statement": [{"Effect": "Allow", "Action": "s3:*Object", "Resource": "%s"}]}
                """.formatted(resource);
        return PolicySet.builder()
                .identityPolicy("role", PolicyDocument.parse(text).orElseThrow())
                .build();
    }

    private static void compare(PolicySet before, PolicySet after, KnownContext ann) {
        PolicyDifference difference = PolicyDifference.between(before, after, ann);
        AccessGain gained = difference.gained();
        if (gained.kind() != AccessGain.Kind.NONE) {
            List<AccessWitness> examples = gained.witnesses();
            review(difference.changes(), examples);
        }
        assertThat(gained.kind()).isEqualTo(AccessGain.Kind.SOME);
        assertThat(difference.lost().kind()).isEqualTo(AccessGain.Kind.NONE);
    }

    private static void review(List<StatementChange> changes, List<AccessWitness> examples) {
        assertThat(changes).hasSize(2);
        assertThat(examples).isNotEmpty();
    }

    private static void lint(String trustPolicy) {
        List<Finding> findings = PolicyLinter.knowing(Set.of("shop:Tenant")).lint(DocumentKind.TRUST, trustPolicy);
        boolean open = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(open).isTrue();
    }

    private static void filter(PolicyAnalysis analysis) {
        ResourceFilter filter = analysis.filter("s3:GetObject");
        KeyPrefixes keys = filter.keys("arn:aws:s3:::photos/");
        PrefixSet ask = keys.candidates();
        Predicate<String> row =
                keys.isExact() ? key -> true : key -> filter.allowed().test("arn:aws:s3:::photos/" + key);
        assertThat(ask.prefixes()).containsExactly("local:7/");
        assertThat(row.test("local:7/cat.jpg")).isTrue();
    }

    private static void rows(PolicyAnalysis analysis) {
        ValueFilter rows = analysis.filter(
                "dynamodb:Query", "arn:aws:dynamodb:eu-west-1:000000000000:table/notes", "dynamodb:LeadingKeys");
        List<String> partitions = rows.keys().candidates().keys();
        Answer scan = rows.withoutValue();
        assertThat(partitions).isEmpty();
        assertThat(scan).isEqualTo(Answer.DENIED);
    }

    @Test
    void aPoolIsSetUpWithHooksAMessageSenderAndItsSettings() {
        UserPool pool = UserPool.builder(poolSettings())
                .stores(new InMemoryStores())
                .masterKeys(new FixedMasterKeys().load())
                .sender(sender())
                .hooks(hooks())
                .clock(new FakeClock())
                .random(new SecureRandom())
                .build();
        MaintenanceReport report = pool.maintenance().run(100);
        assertThat(report.messagesFailed()).isZero();
    }

    private UserPoolSettings poolSettings() {
        UserPoolSettings settings = UserPoolSettings.builder(
                        new PoolId("local_photos"), URI.create("https://login.example/local_photos"))
                .client(AppClient.builder(new ClientId("web"))
                        .accessTokenLife(Duration.ofMinutes(15))
                        .rotationGrace(Duration.ofSeconds(10))
                        .signingAlgorithm(SigningAlgorithm.ES256)
                        .build())
                .build();
        return settings;
    }

    private Hooks hooks() {
        Hooks hooks = Hooks.builder()
                .preSignUp(event -> event.username().endsWith("@example.com")
                        ? HookVerdict.proceed()
                        : HookVerdict.refuse("sign-up.domain"))
                .preTokenGeneration(event -> new PreTokenGeneration.Changes(
                        Map.of("plan", "free"), Set.of("phone_number"), Map.of(), Set.of()))
                .build();
        return hooks;
    }

    private MessageSender sender() {
        MessageSender sender = message -> {
            if (message.channel() == Channel.EMAIL) {
                message.code().ifPresent(code -> code.use(digits -> digits.length));
            }
        };
        return sender;
    }

    @Test
    void oneBuilderOpensEverythingAndTheGuardDecides() {
        try (Gatehouse gatehouse = open(folder, SENDER)) {
            registerRole(gatehouse);
            UserPool pool = gatehouse.userPool();
            signUp(pool);
            gatehouse.maintain(100);
            confirm(pool, SENDER.lastCode("ann@example.com")).orElseThrow();
            TokenSet tokens = signIn(pool).orElseThrow();
            IdentityPool.IdentityCredentials vended =
                    credentials(gatehouse, tokens.idToken().value());
            SignedRequest request = signed(vended);
            assertThat(guard(gatehouse, request)).isInstanceOf(GuardOutcome.Allowed.class);
        }
    }

    private Gatehouse open(Path folder, MessageSender sender) {
        Gatehouse gatehouse = Gatehouse.builder(folder)
                .userPool(UserPoolSettings.builder(
                                new PoolId("local_photos"), URI.create("https://login.example/local_photos"))
                        .client(AppClient.builder(new ClientId("web")).build())
                        .build())
                .identityPool(
                        new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"),
                        identities -> identities.authenticatedRole(new RoleName("Photos")))
                .sender(sender)
                .build();
        return gatehouse;
    }

    private void registerRole(Gatehouse gatehouse) {
        gatehouse
                .identityPool()
                .roles()
                .put(RoleDefinition.builder(new RoleName("Photos"))
                        .trustPolicy("""
                                {"Version": "2012-10-17",
                                 "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
                                   "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                                   "Condition": {
                                     "StringEquals": {"cognito-identity.amazonaws.com:aud":
                                       "local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"},
                                     "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr":
                                       "authenticated"}}}]}
                                """)
                        .permissionPolicy("own-folder", """
                                {"Version": "2012-10-17",
                                 "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"],
                                   "Resource": "arn:aws:s3:::photos/${cognito-identity.amazonaws.com:sub}/*"}]}
                                """)
                        .build())
                .orElseThrow();
    }

    private IdentityPool.IdentityCredentials credentials(Gatehouse gatehouse, String idToken) {
        Map<String, String> logins = Map.of("login.example/local_photos", idToken);
        IdentityId identity = gatehouse.identityPool().getId(logins).orElseThrow();
        IdentityPool.IdentityCredentials vended =
                gatehouse.identityPool().getCredentials(identity, logins).orElseThrow();
        return vended;
    }

    @Test
    void identitiesAreLinkedNamedByABackendAndAdministered() {
        InMemoryStores stores = new InMemoryStores();
        FakeClock clock = new FakeClock();
        SecureRandom random = new SecureRandom();
        IdentityPool pool = IdentityPool.builder(developerSettings())
                .stores(stores)
                .masterKeys(new FixedMasterKeys().load())
                .vendor(request -> Outcome.refused(ErrorCode.NOT_AUTHORIZED))
                .clock(clock)
                .random(random)
                .build();
        assertThat(administered(pool, developerIdentity(pool))).isEmpty();
        ProviderSource none = login -> Optional.empty();
        IdentityPool opened =
                poolsAtRunTime(stores, clock, random, none, new RevocationSnapshotView(Duration.ofDays(1)));
        IdentityId guest = newGuest(opened, "192.0.2.1");
        assertThat(opened.identities().describe(guest).asRefusal()).isEmpty();
        assertThat(opened.settings().guestLife()).isEqualTo(Duration.ofDays(30));
    }

    private IdentityId newGuest(IdentityPool pool, String clientAddress) {
        IdentityId guest = pool.getId(Map.of(), clientAddress).orElseThrow();
        return guest;
    }

    @SuppressWarnings("unused") // compiled: what it does is in LinkingTest
    private IdentityId guestSignsIn(IdentityPool pool, IdentityId guest, Map<String, String> logins) {
        IdentityId same = pool.openIdToken(guest, logins).orElseThrow().identity();
        return same;
    }

    private IdentityPoolSettings developerSettings() {
        IdentityPoolSettings settings = IdentityPoolSettings.builder(
                        new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"))
                .developerProvider("login.photos")
                .tokenAlgorithm(SigningAlgorithm.ES256)
                .build();
        return settings;
    }

    private IdentityId developerIdentity(IdentityPool pool) {
        OpenIdToken token = pool.developers()
                .openIdToken(DeveloperTokenRequest.builder("user-42")
                        .principalTag("tenant", "blue")
                        .life(Duration.ofHours(1))
                        .build())
                .orElseThrow();
        Map<String, String> logins =
                Map.of(IdentityTokens.PROVIDER, token.token().value());
        IdentityId identity = pool.getId(logins).orElseThrow();
        return identity;
    }

    private List<UnprocessedIdentity> administered(IdentityPool pool, IdentityId identity) {
        IdentityAdministration admin = pool.identities();
        Page<IdentityDescription> page = admin.list(60, Optional.empty(), true).orElseThrow();
        List<UnprocessedIdentity> left = admin.delete(List.of(identity)).orElseThrow();
        assertThat(page.items()).extracting(IdentityDescription::id).containsExactly(identity);
        return left;
    }

    private IdentityPool poolsAtRunTime(
            Stores stores, InstantSource clock, SecureRandom random, ProviderSource userPools, RevocationView signIns) {
        MasterKeys keys = new FixedMasterKeys().load();
        IdentityPools pools = IdentityPools.builder()
                .stores(stores)
                .masterKeys(keys)
                .clock(clock)
                .random(random)
                .providers(userPools)
                .opener(settings -> IdentityPool.builder(settings.build())
                        .stores(stores)
                        .masterKeys(keys)
                        .localSts(1)
                        .families(signIns)
                        .clock(clock)
                        .random(random)
                        .build())
                .build();
        PoolId id = pools.create(pool -> pool.name("Photos").allowGuests(true))
                .orElseThrow()
                .id();
        pools.update(id, pool -> pool.guestLife(Duration.ofDays(30))).orElseThrow();
        IdentityPool opened = pools.pool(id).orElseThrow();
        CredentialGuard guard = new CredentialGuard(
                pools.sessions(),
                new SignatureVerifier(SignatureSettings.s3("eu-west-1").build(), clock),
                clock);
        assertThat(guard).isNotNull();
        return opened;
    }

    private SignedRequest signed(IdentityPool.IdentityCredentials vended) {
        SignedRequest request = SignedRequest.builder()
                .method("GET")
                .rawPath("/photos/" + vended.identity() + "/cat.jpg")
                .header("host", "photos.example")
                .build()
                .orElseThrow();
        return new RequestSigner(SignatureSettings.s3("eu-west-1").build(), InstantSource.system())
                .sign(request, SigningCredentials.of(vended.credentials()))
                .orElseThrow();
    }

    private GuardOutcome guard(Gatehouse gatehouse, SignedRequest request) {
        CredentialGuard guard =
                gatehouse.guard(SignatureSettings.s3("eu-west-1").build());
        S3Request s3 = S3Request.of(request).orElseThrow();
        GuardOutcome outcome = guard.authorize(s3, Map.of("aws:SourceIp", List.of("192.0.2.1")));
        int status = outcome.fold(allowed -> 200, denied -> 403, refused -> 403);
        assertThat(status).isEqualTo(200);
        return outcome;
    }

    @Test
    void aJoinedSignUpVanishesWithTheCallersTransaction() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("joined.db") + "?transaction_mode=IMMEDIATE");
        try (JdbcStores stores = JdbcStores.sqlite(folder.resolve("joined.db"), InstantSource.system())) {
            UserPool pool = UserPool.builder(settings())
                    .stores(stores)
                    .masterKeys(new FixedMasterKeys().load())
                    .sender(SENDER)
                    .clock(InstantSource.system())
                    .random(new SecureRandom())
                    .build();
            createJoined(source, stores, pool);
            assertThat(pool.admin().get("eve@example.com").asRefusal()).isEmpty();
        }
    }

    private void createJoined(DataSource source, JdbcStores stores, UserPool pool) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            Stores joined = stores.joining(connection);
            pool.joining(joined)
                    .create(CreateUserRequest.builder("eve@example.com")
                            .verified(Set.of("email"))
                            .build())
                    .orElseThrow();
            connection.commit();
        }
    }

    @SuppressWarnings("unused") // compiled: what it needs is a PostgreSQL server
    private static Stores postgresql(DataSource dataSource) {
        JdbcSchema.apply(dataSource);
        JdbcSchema.validate(dataSource);
        Stores stores = JdbcStores.postgresql(dataSource, InstantSource.system());
        return stores;
    }

    @SuppressWarnings("unused") // compiled: what it needs is an STS
    private static AwsStsVendor outsideSts(WebIdentityTokenSource openIdTokens, SecureRandom random) {
        AwsStsVendor sts = AwsStsVendor.builder(
                        URI.create("https://sts.eu-west-1.amazonaws.com/"),
                        openIdTokens,
                        InstantSource.system(),
                        random)
                .roleArn(new RoleName("Photos"), "arn:aws:iam::123456789012:role/app/Photos")
                .build();
        return sts;
    }

    @SuppressWarnings("unused") // compiled: what it needs is a PostgreSQL server
    private static VendingSchema vending(DataSource ownerDataSource, GuardKey guardKey) throws SQLException {
        VendingSchema schema = new VendingSchema(ownerDataSource);
        schema.apply(); // the schema "gatehouse": three tables, seven functions
        schema.admit("app"); // the application's role may vend, close and drop logins
        schema.allow("note_reader"); // a role that may be vended
        schema.installGuardKey(guardKey); // for RowSecurity
        return schema;
    }

    @SuppressWarnings("unused") // compiled: what it needs is a PostgreSQL server
    private static String logins(
            DataSource appDataSource, VendingRequest vendingRequest, IdentityId identity, SecureRandom random) {
        PostgresLoginVendor logins = PostgresLoginVendor.builder(appDataSource, InstantSource.system(), random)
                .role(new RoleName("Reader"), "note_reader")
                .build();
        TemporaryCredentials login = logins.vend(vendingRequest).orElseThrow();
        LoginSweep swept = logins.maintain(100); // from the application's scheduler
        int ended = logins.end(identity); // when an identity is disabled
        return login + " " + swept + " " + ended;
    }

    @SuppressWarnings("unused") // compiled: what it needs is a PostgreSQL server
    private static RowSecurity rows(DataSource appDataSource, GuardKey guardKey, VendedSession session)
            throws SQLException {
        RowSecurity rows = new RowSecurity(guardKey, InstantSource.system());
        try (Connection connection = appDataSource.getConnection()) {
            connection.setAutoCommit(false);
            rows.enter(connection, session.identity(), session.principalTags(), session.expiration())
                    .orElseThrow();
            // every statement from here to the commit sees the identity's rows only
            connection.commit();
        }
        return rows;
    }
}
