package dev.gatehouse.userpool.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ClientId;
import dev.gatehouse.PoolId;
import dev.gatehouse.token.SigningAlgorithm;
import dev.gatehouse.token.SigningCertificate;
import dev.gatehouse.userpool.UserPool;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Certificates of a stored pool's signing keys: on several nodes, after a start, over a rotation. */
class SigningCertificatesTest {
    private final Bench bench = new Bench();
    private final PoolId id = bench.pool();

    private UserPool on(UserPools node) {
        return node.pool(id).orElseThrow();
    }

    private static SigningCertificate certificate(UserPool pool) {
        return pool.signingCertificate().orElseThrow();
    }

    @Test
    void theNodeThatMadeTheKeyAndOneThatReadItServeTheSameBytes() {
        bench.client(id); // signs by ES256, beside the pool's own
        UserPool made = on(bench.pools);
        UserPool read = on(bench.node(bench.engine));

        assertThat(certificate(read).der()).isEqualTo(certificate(made).der());
        assertThat(certificates(read)).isEqualTo(certificates(made)).contains("\"x5c\"");
    }

    private static String certificates(UserPool pool) {
        return pool.jwksWithCertificates().replaceAll(".*(\"x5c\":\\[[^]]*]).*", "$1");
    }

    @Test
    void aRotatedPairHasOneEachAndTheNewOneComesWithItsKey() {
        UserPool pool = on(bench.pools);
        SigningCertificate before = certificate(pool);

        Instant from = pool.maintenance().rotateKeys();

        assertThat(certificate(pool)).as("published, not yet signing").isEqualTo(before);
        assertThat(pool.jwksWithCertificates().split("\"x5c\"", -1))
                .as("two keys")
                .hasSize(3);
        bench.clock.advance(Duration.between(bench.clock.instant(), from).plusSeconds(1));
        SigningCertificate after = certificate(pool);
        assertThat(after).isNotEqualTo(before);
        assertThat(pool.jwksWithCertificates()).contains(before.thumbprint(), after.thumbprint());
        assertThat(certificate(on(bench.node(bench.engine))))
                .as("after a start")
                .isEqualTo(after);
    }

    @Test
    void theDocumentIsWithoutThemUnlessAsked() {
        UserPool pool = on(bench.pools);

        assertThat(pool.jwksWithCertificates()).contains("\"x5c\"", "\"x5t#S256\"");
        assertThat(pool.jwks()).doesNotContain("\"x5");
    }

    @Test
    void anotherPoolHasAnother() {
        PoolId other = bench.pool();

        assertThat(certificate(bench.pools.pool(other).orElseThrow())).isNotEqualTo(certificate(on(bench.pools)));
    }

    @Test
    void aPoolThatSignsWithMlDsaAloneHasNone() {
        ClientId client = bench.pools
                .createClient(
                        id,
                        made -> made.name("quantum")
                                .settings(settings -> settings.signingAlgorithm(SigningAlgorithm.ML_DSA_44)))
                .orElseThrow()
                .id();
        UserPool pool = on(bench.pools);

        assertThat(pool.settings().algorithms()).as("of %s", client).containsExactly(SigningAlgorithm.ML_DSA_44);
        assertThat(pool.signingCertificate()).isEmpty();
        assertThat(pool.jwksWithCertificates()).as("the key of before").contains("\"AKP\"");
    }
}
