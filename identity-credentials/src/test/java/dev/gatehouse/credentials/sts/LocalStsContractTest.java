package dev.gatehouse.credentials.sts;

import dev.gatehouse.seal.MasterKeys;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.testkit.CredentialVendorContract;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.VendedGrant;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Rules V1 to V8 on the local STS; it has no target to lose (V9). */
class LocalStsContractTest extends CredentialVendorContract {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final FakeClock CLOCK = new FakeClock();
    private static final StsKeys KEYS = StsKeys.of(1, Map.of(1, key()));
    private static final Sealer SEALER = new Sealer(MasterKeys.of(1, Map.of(1, key())), RANDOM);

    private final LocalSts sts = new LocalSts(KEYS, SEALER, RANDOM, CLOCK);

    private static byte[] key() {
        byte[] key = new byte[StsKeys.KEY_LENGTH];
        RANDOM.nextBytes(key);
        return key;
    }

    @Override
    protected CredentialVendor vendor() {
        return sts;
    }

    @Override
    protected InstantSource clock() {
        return CLOCK;
    }

    @Override
    protected Duration clockTolerance() {
        return Duration.ZERO;
    }

    @Override
    protected VendedGrant granted(TemporaryCredentials credentials) {
        VendedSession session = new StsSessions(request().build().pool(), KEYS, SEALER, CLOCK)
                .open(credentials.accessKeyId(), credentials.sessionToken())
                .orElseThrow();
        return VendedGrant.of(session.identity(), session.roleArn(), session.sessionPolicy(), session.principalTags())
                .with(session.sharedSessionPolicies(), session.scopedDown(), session.sourceIdentity());
    }
}
