package dev.gatehouse.web.wire.sts;

import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.web.http.HttpHeaders;
import dev.gatehouse.web.wire.support.SignedWorld;
import dev.gatehouse.web.wire.support.SignedWorld.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requests of the query protocol, and what answers say. */
final class QueryCalls {
    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private QueryCalls() {}

    /** Returns members as they stand in a body. */
    static String form(String action, Map<String, String> members) {
        Map<String, String> all = new TreeMap<>(members);
        all.putIfAbsent("Action", action);
        all.putIfAbsent("Version", "2011-06-15");
        return all.entrySet().stream()
                .map(member -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Answer unsigned(SignedWorld world, String body) {
        return SignedWorld.ask(
                world.sts,
                SignedWorld.http(
                        "POST", "", HttpHeaders.of("Content-Type", FORM), body.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer signed(SignedWorld world, SigningCredentials by, String action, Map<String, String> members) {
        byte[] body = form(action, members).getBytes(StandardCharsets.UTF_8);
        SignedRequest signed =
                world.signed("sts", SignedRequest.builder().method("POST").header("Content-Type", FORM), body, by);
        return SignedWorld.ask(world.sts, SignedWorld.http(signed, body));
    }

    /** Returns the text of the first element of this name. */
    static String element(Answer answer, String name) {
        Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(answer.text());
        if (!found.find()) {
            throw new AssertionError("no " + name + " in an answer of status " + answer.status());
        }
        return found.group(1);
    }

    /** Returns status, code and message of an error. */
    static String error(Answer answer) {
        return answer.status() + " " + element(answer, "Code") + ": " + element(answer, "Message");
    }

    /** Returns status and code of an error. */
    static String code(Answer answer) {
        return answer.status() + " " + element(answer, "Code");
    }
}
