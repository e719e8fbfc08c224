package dev.gatehouse.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forwarded headers (RFC 7239) and their unofficial forerunners. */
class TrustedProxiesTest {
    private static final TrustedProxies RFC = TrustedProxies.forwarded("10.0.0.0/8", "fd00::/8");
    private static final TrustedProxies X = TrustedProxies.xForwarded("10.0.0.0/8", "fd00::/8");

    private static String resolve(TrustedProxies proxies, String peer, String... namesAndValues) throws Exception {
        List<HttpHeaders.Line> lines = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new HttpHeaders.Line(namesAndValues[i], namesAndValues[i + 1]));
        }
        TrustedProxies.Client client = proxies.resolve(
                new TrustedProxies.Client(TestRequests.address(peer), "http", "own.example"), HttpHeaders.of(lines));
        return client.address().getHostAddress() + " " + client.scheme() + " " + client.authority();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`for=192.0.2.60;proto=https;host=a.example`; 192.0.2.60 https a.example",
                "`For=\"[2001:db8:cafe::17]:4711\"`; 2001:db8:cafe:0:0:0:0:17 http own.example",
                "`for=\"192.0.2.43:47011\"`; 192.0.2.43 http own.example",
                "`for=192.0.2.43, for=198.51.100.17;by=203.0.113.60;proto=https`; 198.51.100.17 https own.example",
                "`for=192.0.2.43;proto=https;host=first.example, for=10.1.1.1;proto=http`; 192.0.2.43 https first.example",
                "`for=unknown;proto=https`; 10.0.0.1 https own.example",
                "`for=192.0.2.1, for=\"_gazonk\";proto=https`; 10.0.0.1 https own.example",
                "`proto=https`; 10.0.0.1 https own.example",
                "`for=\"192.0.2.1:_obf\"`; 192.0.2.1 http own.example",
                "`  for = 192.0.2.1`; refused",
                "``; refused",
                "`for=192.0.2.1;for=192.0.2.2`; refused",
                "`for=192.0.2.256`; refused",
                "`for=example.com`; refused",
                "`for=\"[::1\"`; refused",
                "`for=\"192.0.2.1`; refused",
                "`for=192.0.2.1;proto=ftp`; refused",
                "`for=192.0.2.1;host=\"a b\"`; refused",
                "`for=192.0.2.1,,`; refused"
            })
    void forwardedIsReadFromTheRight(String header, String expected) throws Exception {
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> resolve(RFC, "10.0.0.1", "Forwarded", header))
                    .isInstanceOf(RefusedRequestException.class)
                    .hasMessageContaining("request.forwarded");
        } else {
            assertThat(resolve(RFC, "10.0.0.1", "Forwarded", header)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "203.0.113.9; https; 203.0.113.9 https own.example",
                "' 198.51.100.1 , 203.0.113.9'; https; 203.0.113.9 https own.example",
                "'garbage, 203.0.113.9'; https; 203.0.113.9 https own.example",
                "'203.0.113.9, 10.9.9.9'; 'https, http'; 203.0.113.9 https own.example",
                "2001:db8::1; https; 2001:db8:0:0:0:0:0:1 https own.example",
                "'[2001:db8::1]:99'; https; 2001:db8:0:0:0:0:0:1 https own.example",
                "203.0.113.9:1234; HTTPS; 203.0.113.9 https own.example",
                "unknown; https; 10.0.0.1 https own.example",
                "garbage; https; refused",
                "203.0.113.9; gopher; refused",
                "203.0.113.9; 'http, https'; refused"
            })
    void xForwardedForIsReadFromTheRight(String nodes, String scheme, String expected) throws Exception {
        String[] headers = {"X-Forwarded-For", nodes, "X-Forwarded-Proto", scheme, "X-Forwarded-Host", "evil.example"};
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> resolve(X, "10.0.0.1", headers)).isInstanceOf(RefusedRequestException.class);
        } else {
            assertThat(resolve(X, "10.0.0.1", headers)).isEqualTo(expected);
            assertThat(resolve(X.honouringHost(), "10.0.0.1", headers))
                    .isEqualTo(expected.replace("own.example", "evil.example"));
        }
    }

    @Test
    void aStrangersHeadersMeanNothingHoweverMalformed() throws Exception {
        for (TrustedProxies proxies : List.of(RFC, X, TrustedProxies.none())) {
            assertThat(resolve(
                            proxies, "192.0.2.9", "Forwarded", "((", "X-Forwarded-For", "((", "X-Forwarded-Proto", "x"))
                    .isEqualTo("192.0.2.9 http own.example");
        }
    }

    @Test
    void onlyTheHeaderThatTheProxyWritesCounts() throws Exception {
        assertThat(resolve(RFC, "10.0.0.1", "X-Forwarded-For", "192.0.2.1")).startsWith("10.0.0.1 ");
        assertThat(resolve(X, "10.0.0.1", "Forwarded", "for=192.0.2.1")).startsWith("10.0.0.1 ");
    }

    @Test
    void severalLinesAreOneListAndLongListsAreRefused() throws Exception {
        assertThat(resolve(X, "fd00::1", "X-Forwarded-For", "192.0.2.1", "X-Forwarded-For", "10.0.0.2"))
                .startsWith("192.0.2.1 ");
        assertThat(resolve(RFC, "fd00::1", "Forwarded", "for=192.0.2.1", "Forwarded", "for=10.0.0.2"))
                .startsWith("192.0.2.1 ");
        assertThatThrownBy(() -> resolve(X, "10.0.0.1", "X-Forwarded-For", "10.0.0.1,".repeat(40)))
                .isInstanceOf(RefusedRequestException.class);
        assertThatThrownBy(() -> resolve(RFC, "10.0.0.1", "Forwarded", "for=10.0.0.1,".repeat(40) + "for=10.0.0.1"))
                .isInstanceOf(RefusedRequestException.class);
    }

    @Property(tries = 300)
    void nothingThatAClientWritesToTheLeftChangesWhoItIs(
            @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String written) throws Exception {
        String client = written.replace(",", ";");
        assertThat(resolve(X, "10.0.0.1", "X-Forwarded-For", client + ", 203.0.113.5"))
                .startsWith("203.0.113.5 ");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "::ffff:10.0.0.1, 10.0.0.1, true"
    })
    void aBlockHoldsItsAddresses(String block, String address, boolean holds) {
        assertThat(AddressRange.of(block).contains(TestRequests.address(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0/8",
                "10.0.0.0/08",
                "::1/129",
                "fe80::1%eth0",
                "1.2.3.4/",
                "010.0.0.1",
                "::g",
                "1:2:3"
            })
    void anythingElseIsNoBlock(String block) {
        assertThatThrownBy(() -> TrustedProxies.forwarded(block)).isInstanceOf(IllegalArgumentException.class);
    }
}
