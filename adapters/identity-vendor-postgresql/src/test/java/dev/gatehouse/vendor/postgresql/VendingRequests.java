package dev.gatehouse.vendor.postgresql;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.testkit.FakeClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests and vendors as the tests of this package use them. */
final class VendingRequests {
    static final SecureRandom RANDOM = new SecureRandom();
    static final RoleName READER = new RoleName("Reader");
    static final RoleName WEIRD = new RoleName("Weird");

    private static final AtomicInteger IDENTITIES = new AtomicInteger();

    private VendingRequests() {}

    static PostgresLoginVendor vendor(FakeClock clock) {
        return PostgresLoginVendor.builder(VendingServer.application(), clock, RANDOM)
                .role(READER, VendingServer.READER)
                .role(WEIRD, VendingServer.WEIRD)
                .build();
    }

    static IdentityId newIdentity() {
        return new IdentityId(
                String.format(Locale.ROOT, "local:00000000-0000-4000-9000-%012d", IDENTITIES.incrementAndGet()));
    }

    static VendingRequest.Builder request(IdentityId identity, RoleName role) {
        return VendingRequest.builder()
                .pool(new PoolId("local:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"), 0)
                .identity(identity, 0)
                .role(role, "arn:aws:iam::000000000000:role/" + role, new WriteId("0a".repeat(16)), 0)
                .authenticated(true)
                .duration(Duration.ofHours(1));
    }
}
