package dev.gatehouse.aws;

import dev.gatehouse.IdentityId;
import dev.gatehouse.Secret;
import dev.gatehouse.spi.credential.CredentialVendor;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import dev.gatehouse.testkit.CredentialVendorContract;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.testkit.VendedGrant;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Rules V1 to V9: what was granted is what the STS was asked for, and what the token told it. */
class AwsStsContractTest extends CredentialVendorContract {
    private static final FakeClock CLOCK = new FakeClock();
    private static final TestTokens TOKENS = new TestTokens("https://identity.example", CLOCK);

    private final FakeSts sts = new FakeSts(CLOCK);
    private final AwsStsVendor vendor = vendor(sts.uri());

    private static AwsStsVendor vendor(URI endpoint) {
        return AwsStsVendor.builder(endpoint, TOKENS, CLOCK, TestTokens.RANDOM)
                .allowPlainLoopback()
                .pace(new FastPace())
                .build();
    }

    @AfterEach
    void stop() {
        sts.close();
    }

    @Override
    protected CredentialVendor vendor() {
        return vendor;
    }

    @Override
    protected InstantSource clock() {
        return CLOCK;
    }

    @Override
    protected VendedGrant granted(TemporaryCredentials credentials) {
        FakeSts.Session session = sts.session(credentials.accessKeyId());
        return VendedGrant.of(
                        new IdentityId(String.valueOf(session.claims().get("sub"))),
                        session.form().getOrDefault("RoleArn", ""),
                        Optional.ofNullable(session.form().get("Policy")),
                        tags(session.claims().getOrDefault(SessionTags.CLAIM, Map.of())))
                .with(Set.of(), false, Optional.ofNullable((String)
                        session.claims().get(SessionTags.SOURCE_IDENTITY)));
    }

    private static Map<String, String> tags(@Nullable Object claim) {
        Map<String, String> tags = new HashMap<>();
        if (claim instanceof Map<?, ?> members && members.get("principal_tags") instanceof Map<?, ?> principal) {
            principal.forEach(
                    (name, values) -> tags.put(String.valueOf(name), String.valueOf(((List<?>) values).get(0))));
        }
        return tags;
    }

    @Override
    protected Optional<CredentialVendor> unreachable() {
        return Optional.of(vendor(URI.create("http://127.0.0.1:1/")));
    }

    @Override
    protected Collection<String> secrets() {
        Secret token = TOKENS.token(request().build()).orElseThrow();
        return List.of(token.use(String::new).substring(0, 100));
    }
}
