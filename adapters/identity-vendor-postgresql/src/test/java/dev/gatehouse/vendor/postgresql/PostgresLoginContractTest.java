package dev.gatehouse.vendor.postgresql;

import dev.gatehouse.IdentityId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.testkit.CredentialVendorContract;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.VendedGrant;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/** Rules V1 to V9 on a real server: what was granted is read by connecting with it. */
class PostgresLoginContractTest extends CredentialVendorContract {
    private static final FakeClock CLOCK = VendingServer.clock();
    private static final CredentialVendor VENDOR = VendingRequests.vendor(CLOCK);

    @Override
    protected CredentialVendor vendor() {
        return VENDOR;
    }

    @Override
    protected InstantSource clock() {
        return CLOCK;
    }

    @Override
    protected int rounds() {
        return 5;
    }

    @Override
    protected VendedGrant granted(TemporaryCredentials credentials) {
        try (Connection client = VendingServer.connect(credentials)) {
            List<String> identity = VendingServer.rows(client, "SELECT gatehouse.identity_id()");
            List<String> roles = VendingServer.rows(
                    client,
                    "SELECT rolname FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER') AND rolname <> session_user");
            String tags = VendingServer.superuserRows(
                            "SELECT tags::text FROM gatehouse.login WHERE login = ?", credentials.accessKeyId())
                    .get(0);
            return VendedGrant.of(
                    new IdentityId(identity.get(0)),
                    roles.equals(List.of(VendingServer.READER))
                            ? request().build().roleArn()
                            : "other roles: " + roles,
                    Optional.empty(),
                    tags(tags));
        } catch (SQLException | JsonException e) {
            throw new AssertionError("the login does not work", e);
        }
    }

    private static Map<String, String> tags(String json) throws JsonException {
        return Json.parseObject(json, 10_000).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, tag -> String.valueOf(tag.getValue())));
    }

    @Override
    protected Optional<CredentialVendor> unreachable() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setPortNumbers(new int[] {1});
        nobody.setUser("nobody");
        nobody.setPassword("canary-password");
        return Optional.of(PostgresLoginVendor.builder(nobody, CLOCK, VendingRequests.RANDOM)
                .role(VendingRequests.READER, VendingServer.READER)
                .build());
    }

    @Override
    protected Collection<String> secrets() {
        return List.of("canary-password");
    }
}
