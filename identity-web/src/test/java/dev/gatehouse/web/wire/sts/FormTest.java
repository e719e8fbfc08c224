package dev.gatehouse.web.wire.sts;

import static dev.gatehouse.web.wire.sts.QueryCalls.code;
import static dev.gatehouse.web.wire.sts.QueryCalls.error;
import static dev.gatehouse.web.wire.sts.QueryCalls.form;
import static dev.gatehouse.web.wire.sts.QueryCalls.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.spi.StoreException;
import dev.gatehouse.spi.store.InterceptedStores;
import dev.gatehouse.spi.store.StoreInterceptor;
import dev.gatehouse.spi.store.StoreVerb;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.wire.support.SignedWorld;
import dev.gatehouse.web.wire.support.SignedWorld.Answer;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What is no request of the query protocol, and what an answer may hold. */
class FormTest {
    private static final byte[] NONE = new byte[0];

    private final SignedWorld world = new SignedWorld();

    private static Form parse(String text) throws StsFault {
        return Form.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        StsFault.class, fault -> assertThat(fault.code()).isEqualTo("MalformedInput"));
    }

    @Property(tries = 200)
    void whatWasEncodedIsReadBack(@ForAll @StringLength(max = 200) String value) throws StsFault {
        String whole = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Form form = parse("a=" + URLEncoder.encode(whole, StandardCharsets.UTF_8) + "&b=");
        assertThat(form.find("a")).contains(whole);
        assertThat(form.find("b")).contains("");
        assertThat(form.find("c")).isEmpty();
    }

    @Test
    void everyFormThatCouldBeReadInTwoWaysIsRefused() {
        for (String text : new String[] {
            "a",
            "&a=1",
            "a=1&",
            "a=1&&b=2",
            "a=1&a=2",
            "a=1&%61=2",
            "=1",
            "a=%",
            "a=%4",
            "a=%zz",
            "a=%ff",
            "a=%C3",
            "a%00=1",
            "a =1",
            "a+b=1",
            "\u00e4=1",
            "a[]=1"
        }) {
            refused(text);
        }
        refused("a".repeat(129) + "=1");
    }

    @Test
    void membersAreCountedAndBytesToo() throws StsFault {
        String most = IntStream.range(0, 256).mapToObj(i -> "a" + i + "=").collect(Collectors.joining("&"));
        assertThat(parse(most).find("a255")).contains("");
        refused(most + "&b=1");

        String fill = "Action=GetCallerIdentity&Version=2011-06-15&x=";
        String largest = fill + "x".repeat(Form.MAX_BYTES - fill.length());
        assertThat(code(unsigned(world, largest))).isEqualTo("403 MissingAuthenticationToken");
        assertThat(code(unsigned(world, largest + "x"))).isEqualTo("413 RequestEntityTooLarge");
    }

    @Test
    void membersStandInOnePlaceAndOfOneType() {
        String form = form("GetCallerIdentity", Map.of());
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        HttpHeaders type = HttpHeaders.of("Content-Type", QueryCalls.FORM);
        assertThat(code(SignedWorld.ask(world.sts, SignedWorld.http("POST", form, type, body))))
                .isEqualTo("400 MalformedInput");
        assertThat(code(SignedWorld.ask(world.sts, SignedWorld.http("GET", form, HttpHeaders.none(), body))))
                .isEqualTo("400 MalformedInput");
        for (HttpHeaders other : new HttpHeaders[] {
            HttpHeaders.none(), HttpHeaders.of("Content-Type", "application/json"), type.and("content-type", "text/xml")
        }) {
            assertThat(code(SignedWorld.ask(world.sts, SignedWorld.http("POST", "", other, body))))
                    .isEqualTo("400 MalformedInput");
        }
        assertThat(code(SignedWorld.ask(world.sts, SignedWorld.http("PUT", "", type, body))))
                .isEqualTo("405 InvalidAction");
    }

    @Test
    void theProtocolIsToldByItsForm() {
        HttpHeaders type = HttpHeaders.of("Content-Type", "Application/X-WWW-Form-urlencoded");
        assertThat(StsEndpoint.speaks(SignedWorld.http("POST", "", type, NONE))).isTrue();
        assertThat(StsEndpoint.speaks(SignedWorld.http("GET", "Version=1&Action=x", HttpHeaders.none(), NONE)))
                .isTrue();
        HttpHeaders json = HttpHeaders.of("Content-Type", "application/x-amz-json-1.1");
        assertThat(StsEndpoint.speaks(SignedWorld.http("POST", "Action=x", json, NONE)))
                .isFalse();
        assertThat(StsEndpoint.speaks(SignedWorld.http("GET", "xAction=x", HttpHeaders.none(), NONE)))
                .isFalse();
    }

    @Test
    void whatAnAnswerSaysOfTheRequestIsEscaped() throws Exception {
        String text = new Xml()
                .root("R")
                .element("T", "<&>\"'\r\n\t\u0000\ud83d\ude00\ud800\ufffe")
                .close("R")
                .text();
        assertThat(text)
                .isEqualTo("<R xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><T>&lt;&amp;&gt;&quot;'&#13;\n\t"
                        + "\ufffd\ud83d\ude00\ufffd\ufffd</T></R>");
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement()
                        .getTextContent())
                .startsWith("<&>\"'\r\n\t");
        assertThat(new Xml().element("SecretAccessKey", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void anOutageIsNoRefusal() {
        AtomicBoolean down = new AtomicBoolean();
        FakeClock clock = new FakeClock();
        SignedWorld faulty =
                new SignedWorld(clock, InterceptedStores.around(new InMemoryStores(), new StoreInterceptor() {
                    @Override
                    public <T> T call(StoreVerb verb, Supplier<T> proceed) {
                        if (down.get()) {
                            throw new StoreException("down", new IllegalStateException());
                        }
                        return proceed.get();
                    }
                }));
        String token = faulty.openIdToken(faulty.pool, "alice");
        clock.advance(Duration.ofSeconds(6));
        down.set(true);
        Answer answer = unsigned(
                faulty,
                form(
                        "AssumeRoleWithWebIdentity",
                        Map.of(
                                "WebIdentityToken",
                                token,
                                "RoleArn",
                                SignedWorld.arn("Users"),
                                "RoleSessionName",
                                "session-1")));
        assertThat(error(answer)).startsWith("500 InternalFailure: ").doesNotContain("down");
        assertThat(answer.text()).contains("<Type>Receiver</Type>");
    }

    @Test
    void noiseIsRefusedInTheProtocolsOwnForm() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            Answer answer = SignedWorld.ask(
                    world.sts, SignedWorld.http("POST", "", HttpHeaders.of("Content-Type", QueryCalls.FORM), noise));
            assertThat(code(answer)).isIn("400 MalformedInput", "400 InvalidAction");
        }
    }
}
