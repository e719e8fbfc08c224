package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.IdentityId;
import dev.gatehouse.PoolId;
import dev.gatehouse.RoleName;
import dev.gatehouse.WriteId;
import dev.gatehouse.spi.VendorException;
import dev.gatehouse.spi.credential.VendingRequest;
import dev.gatehouse.testkit.FakeClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom tokens may be sent, and what can be set. */
class AwsStsSettingsTest {
    private static final FakeClock CLOCK = new FakeClock();
    private static final TestTokens TOKENS = new TestTokens("https://identity.example", CLOCK);
    private static final URI LOCAL = URI.create("http://127.0.0.1:1/");

    private final FastPace pace = new FastPace();

    private static AwsStsVendor.Builder builder(WebIdentityTokenSource tokens) {
        return AwsStsVendor.builder(LOCAL, tokens, CLOCK, TestTokens.RANDOM).allowPlainLoopback();
    }

    private static VendingRequest.Builder request() {
        return VendingRequest.builder()
                .pool(new PoolId("eu-west-1:8b0b1a52-6a4e-4c9c-9f0b-0d2f1a3c4e5f"), 0)
                .identity(new IdentityId("eu-west-1:1cd55b65-2d71-441c-83c0-a5de48b83f77"), 0)
                .role(new RoleName("Photos"), "arn:aws:iam::123456789012:role/Photos", new WriteId("0a".repeat(16)), 0)
                .authenticated(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sts.example/",
                "http://192.0.2.1/",
                "http://127.0.0.1.example/",
                "http://127.0.0.1@sts.example/",
                "https://user:password@sts.example/",
                "https://sts.example/?a=b",
                "ftp://127.0.0.1/",
                "file:///etc/hosts",
                "sts.example"
            })
    void tokensGoByTlsOrStayOnThisMachine(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsStsVendor.builder(URI.create(endpoint), TOKENS, CLOCK, TestTokens.RANDOM)
                        .allowPlainLoopback()
                        .build());
    }

    @Test
    void plainHttpToThisMachineMustBeAllowedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsStsVendor.builder(LOCAL, TOKENS, CLOCK, TestTokens.RANDOM)
                        .build());
        assertThat(AwsStsVendor.builder(URI.create("https://sts.example/"), TOKENS, CLOCK, TestTokens.RANDOM)
                        .build())
                .hasToString("AwsStsVendor[sts.example]");
    }

    @Test
    void aServerWhoseCertificateNobodyTrustsGetsNoToken() throws Exception {
        LoopbackTls tls = new LoopbackTls();
        try (FakeSts secure = new FakeSts(CLOCK, tls.server())) {
            AwsStsVendor.Builder vendor = AwsStsVendor.builder(secure.uri(), TOKENS, CLOCK, TestTokens.RANDOM)
                    .pace(pace);
            assertThatThrownBy(() -> vendor.build().vend(request().build()))
                    .isInstanceOf(VendorException.class)
                    .hasMessage("no usable answer of the STS at 127.0.0.1");
            assertThat(secure.calls()).isEmpty();
            assertThat(pace.pauses()).isEmpty();

            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(tls.client()).build();
            assertThat(vendor.client(trusting).build().vend(request().build()).asRefusal())
                    .isEmpty();
        }
    }

    @Test
    void settingsAreBounded() {
        HttpClient follows = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThatIllegalArgumentException().isThrownBy(builder(TOKENS).client(follows)::build);
        assertThatIllegalArgumentException().isThrownBy(builder(TOKENS).attempts(0)::build);
        assertThatIllegalArgumentException().isThrownBy(builder(TOKENS).attempts(11)::build);
        assertThatIllegalArgumentException().isThrownBy(builder(TOKENS).deadline(Duration.ZERO)::build);
        assertThatIllegalArgumentException().isThrownBy(builder(TOKENS).attemptTimeout(Duration.ofHours(1))::build);
    }
}
