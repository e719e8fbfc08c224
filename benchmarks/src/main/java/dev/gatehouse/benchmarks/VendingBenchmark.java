package dev.gatehouse.benchmarks;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.role.RoleDefinition;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.user.ExternalIdentity;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Vending temporary credentials without store I/O: what the local token service does for a decision already made, and the
 * whole way from a login that is verified for nothing, over maps, to credentials. The yardstick is one HMAC-SHA256 of 64
 * bytes, of which sealing a token and deriving a secret take about ten.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class VendingBenchmark {
    private static final PoolId POOL = new PoolId("eu-west-1:aaaaaaaa-bbbb-4ccc-8ddd-000000000001");
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
            "Principal":{"Federated":"cognito-identity.amazonaws.com"},
            "Condition":{"StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
            "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"authenticated"}}}]}""".formatted(POOL);

    private final Map<String, String> login = Map.of("login.example", "alice");
    private LocalSts sts;
    private VendingRequest decided;
    private IdentityPool pool;
    private IdentityId alice;
    private Mac mac;
    private byte[] input;

    /** Opens a pool with one role and one user. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        MasterKeys master = MasterKeys.of(1, Map.of(1, new byte[32]));
        Sealer sealer = new Sealer(master, random);
        sts = new LocalSts(StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH])), sealer, random, clock);
        RoleName role = new RoleName("Photos");
        pool = IdentityPool.builder(IdentityPoolSettings.builder(POOL)
                        .provider(LoginProvider.of("login.example", VendingBenchmark::verify))
                        .authenticatedRole(role)
                        .build())
                .stores(new InMemoryStores())
                .masterKeys(master)
                .vendor(sts)
                .clock(clock)
                .random(random)
                .build();
        pool.roles()
                .put(RoleDefinition.builder(role).trustPolicy(TRUST).build())
                .orElseThrow();
        alice = pool.getId(login).orElseThrow();
        decided = VendingRequest.builder()
                .pool(POOL, 1)
                .identity(alice, 1)
                .role(role, "arn:aws:iam::000000000000:role/Photos", WriteId.random(random), 1)
                .authenticated(true)
                .build();
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        input = new byte[64];
    }

    private static Outcome<ExternalIdentity> verify(String token) {
        return token.equals("alice")
                ? Outcome.success(
                        ExternalIdentity.builder("login.example", token).build())
                : Outcome.refused(ErrorCode.NOT_AUTHORIZED);
    }

    /** The yardstick. */
    @Benchmark
    public byte[] floor(CpuTime cpu) {
        cpu.operations++;
        return mac.doFinal(input);
    }

    /** The local token service alone. */
    @Benchmark
    public Outcome<TemporaryCredentials> vend(CpuTime cpu) {
        cpu.operations++;
        return sts.vend(decided);
    }

    /** From login to credentials. */
    @Benchmark
    public Outcome<IdentityPool.IdentityCredentials> getCredentials(CpuTime cpu) {
        cpu.operations++;
        return pool.getCredentials(alice, login);
    }
}
