package dev.gatehouse.benchmarks.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Members of the small JSON answers of both servers. */
final class Texts {
    private Texts() {}

    /** Returns the text of the first member of this name. */
    static String member(Connection.Reply reply, String name) {
        Matcher member =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(reply.body());
        if (reply.status() != 200 || !member.find()) {
            throw new IllegalStateException(
                    "no " + name + " but status " + reply.status() + " " + firstOf(reply.body()));
        }
        return member.group(1);
    }

    /** What an answer that is not 200 says of itself. */
    static void require(Connection.Reply reply, String content) {
        if (reply.status() != 200 || !reply.body().contains(content)) {
            throw new IllegalStateException("status " + reply.status() + " " + firstOf(reply.body()));
        }
    }

    private static String firstOf(String body) {
        return body.substring(0, Math.min(200, body.length()));
    }
}
