package dev.gatehouse.web.wire.sts;

import static dev.gatehouse.web.wire.sts.QueryCalls.form;
import static dev.gatehouse.web.wire.sts.QueryCalls.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.web.wire.support.SignedWorld;
import dev.gatehouse.web.wire.support.SignedWorld.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every member of the query protocol, offered what nobody honest types: a refusal, and no trace of the text in it. */
class HostileStsTest {
    private static final String MARK = "zyxcanaryxyz";
    private static final int LARGE = 100_000; // a body of this many letters is still read

    private final SignedWorld world = new SignedWorld(new FakeClock(), new InMemoryStores());

    private static List<String> texts() {
        return List.of(
                MARK + "\u0000\u0007@example.org",
                MARK + "\nINFO forged line",
                MARK + "\u202e@example.org",
                "\u2066" + MARK,
                MARK + "\u0378",
                MARK + "...",
                "eyJ" + MARK + ".!!.??",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///" + MARK + "\">]><a>&b;</a>",
                MARK + "]]></Message><Code>forged</Code>",
                MARK + "x".repeat(LARGE),
                MARK + ".".repeat(LARGE),
                MARK + "\u0301".repeat(LARGE / 6),
                MARK + "{\"a\":[".repeat(LARGE / 16));
    }

    private static Map<String, String> members() {
        return new HashMap<>(Map.of(
                "RoleArn",
                SignedWorld.arn("Users"),
                "RoleSessionName",
                "session-1",
                "WebIdentityToken",
                "no.genuine.token"));
    }

    @TestFactory
    Stream<DynamicTest> whateverIsTypedIsRefusedWithoutATrace() {
        return Stream.of(
                        "Action",
                        "Version",
                        "RoleArn",
                        "RoleSessionName",
                        "WebIdentityToken",
                        "ProviderId",
                        "Policy",
                        "PolicyArns.member.1.arn",
                        "DurationSeconds",
                        MARK)
                .map(member -> DynamicTest.dynamicTest(member, () -> {
                    for (String text : texts()) {
                        Map<String, String> members = members();
                        members.put(member, text);
                        refused(unsigned(world, form("AssumeRoleWithWebIdentity", members)));
                    }
                }));
    }

    @Test
    void bodiesThatAreNoFormAreRefused() {
        for (String body : List.of(
                "",
                MARK,
                "&".repeat(LARGE),
                "Action=%" + MARK,
                "Action=" + MARK + "&Action=" + MARK,
                "a=b&".repeat(20_000) + MARK,
                MARK + "x".repeat(1 << 20))) {
            refused(unsigned(world, body));
        }
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.text()).doesNotContain(MARK).contains("<Error>");
    }
}
