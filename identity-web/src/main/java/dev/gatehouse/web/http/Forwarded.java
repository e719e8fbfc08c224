package dev.gatehouse.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the {@code Forwarded} header (RFC 7239 §4): one map of parameters for each proxy, the nearest one last. */
final class Forwarded {
    private static final Pattern PAIR =
            Pattern.compile("[ \\t]*([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64})=(?:([!#$%&'*+.^_`|~0-9A-Za-z:\\[\\]-]{1,255})"
                    + "|\"((?:[\\t \\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\t \\x21-\\x7e]){0,255})\")[ \\t]*([;,]|$)");
    private static final int MOST = 32;

    private Forwarded() {}

    static List<Map<String, String>> parse(List<String> lines) throws RefusedRequestException {
        List<Map<String, String>> elements = new ArrayList<>();
        for (String line : lines) {
            parse(line, elements);
        }
        return elements;
    }

    private static void parse(String line, List<Map<String, String>> elements) throws RefusedRequestException {
        Matcher matcher = PAIR.matcher(line);
        Map<String, String> element = new LinkedHashMap<>();
        int at = 0;
        while (true) {
            matcher.region(at, line.length());
            if (!matcher.lookingAt() || elements.size() >= MOST) {
                throw malformed();
            }
            String quoted = matcher.group(3);
            String value = quoted == null ? matcher.group(2) : quoted.replaceAll("\\\\(.)", "$1");
            if (element.put(matcher.group(1).toLowerCase(Locale.ROOT), value) != null) {
                throw malformed(); // RFC 7239 §4: each parameter at most once
            }
            at = matcher.end();
            String end = matcher.group(4);
            if (!end.equals(";")) {
                elements.add(element);
                element = new LinkedHashMap<>();
            }
            if (end.isEmpty()) {
                return;
            }
        }
    }

    static RefusedRequestException malformed() {
        return new RefusedRequestException(400, "request.forwarded");
    }
}
